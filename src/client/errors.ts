// What can go wrong between a client and its server: one class for each thing that a caller does about it.

/** A GraphQL error as it travels: https://spec.graphql.org/October2021/#sec-Errors. */
export interface GraphQLErrorShape {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** There was no usable answer: the server is away, too slow or failing, or something that is not the server answered. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /** What was addressed. */
  readonly url: string;
  /** The HTTP status of the answer; null when none came, and on WebSocket. */
  readonly status: number | null;
  /** Whether trying again later can help without anything being changed on this side. */
  readonly temporary: boolean;

  constructor(message: string, about: { url: string; status?: number | null; temporary?: boolean; cause?: unknown }) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.url = about.url;
    this.status = about.status ?? null;
    this.temporary = about.temporary ?? true;
  }
}

/** The server answered, and refused the operation or failed in it. What a mutation refuses as a `userError` is not an exception: it is data. */
export class GraphQLRequestError extends Error {
  override readonly name: string = 'GraphQLRequestError';
  /** What the server said, at least one. */
  readonly errors: readonly GraphQLErrorShape[];
  /** The errors' `extensions.code`, in their order; an error without one is left out. */
  readonly codes: readonly string[];

  constructor(errors: readonly GraphQLErrorShape[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
    this.codes = errors.flatMap(({ extensions }) => (typeof extensions?.code === 'string' ? [extensions.code] : []));
  }
}

/** The cursor is of another event log, or older than what is kept: read the history anew, and go on from its `eventCursor`. */
export class CursorExpiredError extends GraphQLRequestError {
  override readonly name = 'CursorExpiredError';
}

/** The server gave this subscriber up since it did not keep up. `events()` resumes by itself and never throws it. */
export class LaggedError extends GraphQLRequestError {
  override readonly name = 'LaggedError';

  /** Where to resume from; null when the server did not tell. */
  get cursor(): string | null {
    const cursor = this.errors.find(({ extensions }) => extensions?.code === 'LAGGED')?.extensions?.cursor;
    return typeof cursor === 'string' ? cursor : null;
  }
}

/** Results of a subscription that cannot be resumed came faster than they were read: it was ended, and what had come was delivered. */
export class BacklogError extends Error {
  override readonly name = 'BacklogError';
}

/** @returns the errors of an answer as the exception that says what to do about them. */
export function requestError(errors: readonly GraphQLErrorShape[]): GraphQLRequestError {
  const error = new GraphQLRequestError(errors);
  if (error.codes.includes('CURSOR_EXPIRED')) return new CursorExpiredError(errors);
  if (error.codes.includes('LAGGED')) return new LaggedError(errors);
  return error;
}

/** @returns whether trying the same again later can help. */
export function isTemporary(error: unknown): boolean {
  if (error instanceof TransportError) return error.temporary;
  return error instanceof GraphQLRequestError && error.codes.includes('UNAVAILABLE');
}
