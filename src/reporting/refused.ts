// How a command says no.

import { databaseError } from '../store/database.ts';
import type { Refusal } from './outcome.ts';

/** Thrown by commands; nothing of what was asked is kept. It never leaves the room that it is thrown in. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;

  constructor(code: Refusal['code'], path: readonly string[], message: string) {
    super(message);
    this.refusal = { code, path, message };
  }
}

/** Does what may be refused. Rejects with LavalampError UNAVAILABLE when the database is away, and with whatever else goes wrong. */
export async function answered<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw databaseError(error);
  }
}
