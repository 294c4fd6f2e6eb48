import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { connect } from './connection.ts';
import type { StartTabs } from './tabs.ts';
import { keepToken, readToken } from './token.ts';
import { TopBar } from './top-bar.tsx';

/**
 * GraphiQL under our own bar. A new token gives a new connection, whose fetcher makes GraphiQL read the schema again,
 * since what a token may see can differ. Headers are never persisted: they can hold a token.
 */
export function App({ tabs }: { readonly tabs: StartTabs }) {
  const [token, setToken] = useState(readToken);
  const connection = useMemo(() => connect(token), [token]);
  useEffect(() => () => connection.close(), [connection]);

  function takeToken(entered: string) {
    keepToken(entered);
    setToken(entered);
  }

  return (
    <>
      <TopBar token={token} onToken={takeToken} />
      <GraphiQL
        {...tabs}
        fetcher={connection.fetcher}
        shouldPersistHeaders={false}
        defaultEditorToolsVisibility="variables"
        inputValueDeprecation
        schemaDescription
      >
        <GraphiQL.Logo>{null}</GraphiQL.Logo>
      </GraphiQL>
    </>
  );
}
