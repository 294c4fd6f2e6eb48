// The closed set of error codes, and the one error that carries them to clients.

/** The codes of top-level GraphQL errors: about transport, access, limits and bugs. What a caller got wrong in a report is a userError instead. */
export type ErrorCode =
  /** An argument is wrong: a cursor of another list, a page that is too large. */
  | 'BAD_USER_INPUT'
  /** A token is missing, unknown or revoked. */
  | 'UNAUTHENTICATED'
  /** The token does not have the scope. */
  | 'FORBIDDEN'
  /** The operation asks for more than a limit allows. */
  | 'LIMIT_EXCEEDED'
  /** The cursor is of another event log, or older than what is kept: take a new snapshot. */
  | 'CURSOR_EXPIRED'
  /** The subscriber did not keep up: resume from the `cursor` in the extensions. */
  | 'LAGGED'
  /** The database is away, or more waits for it than can be kept: try again later. */
  | 'UNAVAILABLE'
  /** A bug; the request id leads to it in the server's log. */
  | 'INTERNAL_SERVER_ERROR';

/** An error whose message and code may be shown to clients. Everything else that is thrown is masked. */
export class LavalampError extends Error {
  override readonly name = 'LavalampError';
  readonly code: ErrorCode;
  /** What programs need besides the code, such as the cursor to resume from. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** More waits for the database than can be kept: nothing of this was, and in a moment it can be tried again. */
export class Overloaded extends LavalampError {
  constructor(message: string) {
    super('UNAVAILABLE', message);
  }
}
