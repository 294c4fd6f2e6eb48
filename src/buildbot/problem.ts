// What can be wrong with a Buildbot database, for the one who asked for it to be read.

/** Thrown by this room. The message says what is wrong, and what to do. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
  /** Whether another address is needed, the database cannot be reached, or it cannot be read. */
  readonly kind: 'usage' | 'unreachable' | 'unreadable';

  constructor(kind: DatabaseProblem['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
