// GraphQL over HTTP, as any client sends it.

export interface GraphqlAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what tests ask for is as many-shaped as their questions
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** Sends an operation, with a token unless that is null. @returns the whole answer; rejects when none comes. */
export async function post(
  url: string,
  query: string,
  variables: object,
  token: string | null,
): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlAnswer;
}
