// The statements of one transaction on their way to the database.

/** Sends statements over one connection, and remembers which of them failed first: PostgreSQL takes none of those after it. */
export class Flight {
  readonly #ahead: boolean;
  /** Settles when all statements so far are answered; never rejects. */
  #answered: Promise<void> = Promise.resolve();
  /** Why nothing is sent any more. */
  #failure: { readonly error: unknown } | null = null;

  /** @param ahead whether statements may be sent while others are not answered. The embedded database takes one at a time. */
  constructor(ahead: boolean) {
    this.#ahead = ahead;
  }

  /** Sends a statement, in its turn. Resolves with its answer; rejects with what went wrong first. Once that is known nothing more is sent. */
  send<T>(statement: () => Promise<T>): Promise<T> {
    const attempt = async () => {
      if (this.#failure !== null) throw this.#failure.error;
      return statement();
    };
    const answer = (this.#ahead ? attempt() : this.#answered.then(attempt)).catch((error: unknown) => {
      this.#failure ??= { error };
      throw this.#failure.error;
    });
    const before = this.#answered;
    this.#answered = answer.then(
      () => before,
      () => before,
    );
    return answer;
  }

  /** Resolves when all statements have been answered; rejects with what went wrong first. */
  async answered(): Promise<void> {
    await this.#answered;
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** Sends what ends the transaction, whatever became of the others, and none of those that were still to be sent. */
  end<T>(statement: () => Promise<T>): Promise<T> {
    this.#failure ??= { error: new Error('The transaction is over.') };
    return this.#ahead ? statement() : this.#answered.then(statement);
  }
}
