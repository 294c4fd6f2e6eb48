// The documents of docs/contract, as their users run them.

import { readFileSync } from 'node:fs';
import { parse, print, separateOperations } from 'graphql';

/** One operation of a contract document, with the fragments that it uses, as text. */
export function contractOperation(file: string, operation: string): string {
  const document = parse(readFileSync(new URL(`../../docs/contract/${file}.graphql`, import.meta.url), 'utf8'));
  const found = separateOperations(document)[operation];
  if (found === undefined) throw new Error(`${file}.graphql has no operation ${operation}.`);
  return print(found);
}
