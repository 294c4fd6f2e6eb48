// What a mutation refused.

import { CliError, EXIT } from './exit.ts';

/** @param errors the payload's userErrors. */
export function refused(errors: readonly { readonly message: string }[]): CliError {
  return new CliError(
    errors.map(({ message }) => message).join('\n') || 'The server refused, and did not say why.',
    EXIT.refused,
  );
}
