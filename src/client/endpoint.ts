// Where one server is, and who asks.

/** A server's API, on both transports, and what is sent along to be let in. */
export interface Endpoint {
  readonly http: string;
  readonly webSocket: string;
  /** As HTTP headers, and as the parameters of a WebSocket connection; empty without a token. */
  readonly authorization: Readonly<Record<string, string>>;
}

/**
 * @param url the server's address, which may have a path when it is served behind one.
 * Throws TypeError when it is not an http or https address.
 */
export function endpointOf(url: string, token: string | undefined): Endpoint {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (address === null || !/^https?:$/.test(address.protocol)) {
    throw new TypeError(`The url of a server must start with http:// or https://; received ${JSON.stringify(url)}.`);
  }
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/graphql`;
  address.search = '';
  address.hash = '';
  const http = address.href;
  return {
    http,
    webSocket: http.replace(/^http/, 'ws'),
    authorization: token === undefined ? {} : { authorization: `Bearer ${token}` },
  };
}
