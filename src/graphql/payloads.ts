// The one shape of every mutation's answer: the thing, and what was wrong.

import type { UserError } from '../generated/resolvers.ts';
import type { Refusal } from '../reporting/outcome.ts';

export type Payload<F extends string, T> = { readonly [name in F]: T | null } & {
  readonly userErrors: readonly UserError[];
};

/** @returns the payload whose thing is called `field`. */
export function payload<F extends string, T>(
  field: F,
  thing: T | null,
  userErrors: readonly UserError[],
): Payload<F, T> {
  return { [field]: thing, userErrors } as Payload<F, T>;
}

/** @param where leads to what the refusal's path starts in. */
export function userError(where: readonly string[], { code, message, path }: Refusal): UserError {
  return { code, message, path: [...where, ...path] };
}

/** Things have no code. */
export function isRefusal(answer: object): answer is Refusal {
  return 'code' in answer;
}
