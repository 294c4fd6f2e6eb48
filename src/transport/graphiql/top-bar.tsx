import { type FormEvent, useId, useState } from 'react';
import { forgetExamples } from './tabs.ts';

interface TopBarProps {
  readonly token: string;
  /** Called once the token is entered (on Enter, or on leaving the field), not at each key. */
  readonly onToken: (token: string) => void;
}

/** The bar above GraphiQL: who this is, the token, and the way back to the examples. */
export function TopBar({ token, onToken }: TopBarProps) {
  return (
    <header className="top-bar">
      <h1>Lavalamp</h1>
      <TokenField token={token} onToken={onToken} />
      <button type="button" onClick={restoreExamples}>
        Restore examples
      </button>
    </header>
  );
}

/**
 * The draft is separate from the token because each new token makes a new connection and reads the schema again. The
 * input carries no name, and every hint that password managers respect: an API token is not this site's password.
 */
function TokenField({ token, onToken }: TopBarProps) {
  const [draft, setDraft] = useState(token);
  const [shown, setShown] = useState(false);
  const id = useId();

  function commit(event: FormEvent) {
    event.preventDefault();
    const entered = draft.trim();
    if (entered !== token) onToken(entered);
  }

  return (
    <form className="token" onSubmit={commit}>
      <label htmlFor={id}>Token</label>
      <input
        id={id}
        type={shown ? 'text' : 'password'}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
      />
      <button type="button" aria-pressed={shown} aria-label="Show token" onClick={() => setShown(!shown)}>
        {shown ? 'hide' : 'show'}
      </button>
      <small id={`${id}-hint`}>
        printed at the server's first start, kept in the data directory as <code>admin-token</code>
      </small>
    </form>
  );
}

/** Asks first, because what was changed in the examples is lost; then loads the page anew, which is where tabs are made. */
function restoreExamples() {
  const question = 'Restore the examples? Changes that you made in them are lost; tabs that you added stay.';
  if (!window.confirm(question)) return;
  forgetExamples();
  location.reload();
}
