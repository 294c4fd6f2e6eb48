import { LavalampError } from '../errors.ts';

/** How many ids, or reports, one argument may hold. */
const MAX_LIST = 1_000;

/** @returns the list itself. Throws LIMIT_EXCEEDED when it is too long. */
export function boundedList<T>(argument: string, list: readonly T[]): readonly T[] {
  if (list.length <= MAX_LIST) return list;
  const message = `\`${argument}\` holds ${list.length} entries; at most ${MAX_LIST} are taken at once. Send them in parts.`;
  throw new LavalampError('LIMIT_EXCEEDED', message, { asked: list.length, limit: MAX_LIST });
}
