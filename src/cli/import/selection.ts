// What of a Buildbot is wanted, as it is written on the command line.

import { type Command, InvalidArgumentError } from 'commander';
import type { Reading } from '../../buildbot/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { plain } from '../terminal.ts';

/** Which Buildbot it is here, and what of it is wanted. */
export interface SelectionOptions {
  readonly origin: string;
  readonly web?: string;
  readonly since?: number;
  readonly builder: readonly string[];
  readonly logs: boolean;
  readonly redactHeaders: boolean;
}

/** Adds these options. @param web what is said of `--web`. */
export function withSelection(command: Command, web: string): Command {
  return command
    .requiredOption('--origin <name>', 'what this Buildbot is called here; the same as in its hook')
    .option('--web <url>', web, webOf)
    .option('--since <date>', 'only what began at this time or later, such as 2026-01-31', sinceOf)
    .option(
      '--builder <glob>',
      'only builders that are called so; * and ? stand for others; may be repeated',
      collect,
      [],
    )
    .option('--no-logs', 'without logs')
    .option(
      '--redact-headers',
      "replace the header lines of logs, which hold the worker's environment (the default)",
      true,
    )
    .option('--no-redact-headers', 'keep the header lines of logs');
}

/** The ids of the builders whose names are like one of these. Throws CliError when there are none. */
export function buildersLike(history: Reading, globs: readonly string[]): readonly number[] | null {
  if (globs.length === 0) return null;
  const found = history.named.builders.flatMap(({ builder: { id, name } }) =>
    id !== null && globs.some((glob) => isLike(name ?? '', glob)) ? [id] : [],
  );
  if (found.length === 0) {
    const some = history.named.builders.slice(0, 5).map(({ builder }) => plain(builder.name ?? ''));
    throw new CliError(
      `No builder is called ${globs.map(plain).join(' or ')}. There are ${some.join(', ')}, …`,
      EXIT.usage,
    );
  }
  return found;
}

/** Whether a whole name is like a pattern. It takes time in the product of their lengths at most. */
function isLike(name: string, glob: string): boolean {
  let states = new Set([0]);
  const through = (from: Set<number>): Set<number> => {
    for (const at of from) if (glob[at] === '*') from.add(at + 1);
    return from;
  };
  through(states);
  for (const char of name) {
    const next = new Set<number>();
    for (const at of states) {
      if (glob[at] === '*') next.add(at);
      else if (glob[at] === '?' || glob[at] === char) next.add(at + 1);
    }
    states = through(next);
  }
  return states.has(glob.length);
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

function sinceOf(value: string): number {
  const time = Date.parse(value);
  if (Number.isNaN(time))
    throw new InvalidArgumentError('Expected a date, such as 2026-01-31 or 2026-01-31T12:00:00Z.');
  return Math.floor(time / 1_000);
}

function webOf(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError('It starts with http:// or https://.');
  return value.endsWith('/') ? value : `${value}/`;
}
