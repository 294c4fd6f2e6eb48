const KEY = 'lavalamp:token';

/** The token of this browser tab; the empty string when there is none, or when the browser forbids storage. */
export function readToken(): string {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/**
 * Keeps the token until this browser tab is closed; an empty token forgets it. Only sessionStorage is used, since what
 * is in localStorage outlives the visit and is there for every page of this origin.
 */
export function keepToken(token: string): void {
  try {
    if (token === '') sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    // Without storage the token lasts until the page is reloaded: that is no reason to refuse it.
  }
}

/** What carries the token, as an HTTP header and as the WebSocket's connection parameters; empty without a token. */
export function authorization(token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}
