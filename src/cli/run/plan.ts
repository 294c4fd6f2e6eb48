// The steps of one command line.

import { basename } from 'node:path';
import { CliError, EXIT } from '../exit.ts';
import type { Planned } from './run.ts';

/**
 * `--step build -- make --step test -- make test`: where the first command was given a name by --step, each later `--step NAME --`
 * begins another one. All three words must be there, so that a command may well have an option --step of its own.
 * @param name of the first step; undefined when none was given: then all the words are one command. Throws CliError.
 */
export function planOf(words: readonly string[], name: string | undefined): Planned[] {
  if (name === undefined) return [{ name: nameOf(words), command: words }];
  const plan: Planned[] = [];
  let current = { name, command: [] as string[] };
  for (let i = 0; i < words.length; i++) {
    const next = headAt(words, i);
    if (next === null) {
      current.command.push(words[i] ?? '');
      continue;
    }
    plan.push(current);
    current = { name: next.name, command: [] };
    i += next.length - 1;
  }
  plan.push(current);
  const empty = plan.find((step) => step.command.length === 0);
  if (empty !== undefined) throw new CliError(`The step ${JSON.stringify(empty.name)} has no command.`, EXIT.usage);
  if (plan.some((step) => step.name === '')) throw new CliError('A step has no name.', EXIT.usage);
  return plan;
}

/** @returns the name of the step whose head begins here, and how many words that takes; null when none does. */
function headAt(words: readonly string[], at: number): { name: string; length: number } | null {
  const [option = '', second, third] = words.slice(at, at + 3);
  if (option === '--step' && second !== undefined && third === '--') return { name: second, length: 3 };
  if (option.startsWith('--step=') && second === '--') return { name: option.slice('--step='.length), length: 2 };
  return null;
}

/** @returns what to call a command that was given no name. */
export function nameOf([program = '']: readonly string[]): string {
  return basename(program) || 'command';
}
