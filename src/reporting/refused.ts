// How a command says no.

import type { Refusal } from './outcome.ts';

/** Thrown by commands; nothing of the report is kept. It never leaves this room. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: Refusal['code'], path: readonly string[], message: string) {
    super(message);
    this.refusal = { code, path, message };
  }
}
