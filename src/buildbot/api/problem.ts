// What can be wrong with a master's API, for the one who asked for it to be read.

/** Thrown when a master cannot be asked, or answers something else than a Buildbot does. The message says what, and what to do. */
export class MasterProblem extends Error {
  override readonly name = 'MasterProblem';
  /** Whether trying again later can help without anything being changed. */
  readonly temporary: boolean;
  /** The HTTP status of the answer; null when none came. */
  readonly status: number | null;

  constructor(
    message: string,
    about: { readonly temporary: boolean; readonly status?: number; readonly cause?: unknown },
  ) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.temporary = about.temporary;
    this.status = about.status ?? null;
  }
}

/** The answer was larger than what is read of one. */
export class TooLarge extends MasterProblem {}

/** No answer came in time. */
export class Late extends MasterProblem {}
