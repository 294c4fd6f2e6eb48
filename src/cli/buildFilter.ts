// The options that narrow what is asked for to some builds, of every command that has them.

import { type Command, InvalidArgumentError } from 'commander';
import type { EventFilter, EventType, Result } from '../client/index.ts';

export interface FilterOptions {
  readonly builder?: string[];
  readonly project?: string[];
  readonly origin?: string[];
  readonly branch?: string;
  readonly result?: Result[];
}

const RESULTS: readonly Result[] = ['SUCCESS', 'WARNINGS', 'FAILURE', 'SKIPPED', 'EXCEPTION', 'RETRY', 'CANCELLED'];

/** Adds the options to a command. */
export function withFilterOptions(command: Command): Command {
  return command
    .option('-b, --builder <name>', 'only builds of this builder; may be repeated', append)
    .option('-p, --project <name>', 'only builds of builders of this project; may be repeated', append)
    .option('-o, --origin <name>', 'only what this installation reports; may be repeated', append)
    .option('--branch <name>', 'only builds of this branch')
    .option('--result <result>', 'only what ends with this result, such as FAILURE; may be repeated', appendResult);
}

/** @param types null: events of all types. */
export function eventFilter(
  { builder, project, origin, branch, result }: FilterOptions,
  types: readonly EventType[] | null,
): EventFilter {
  const builds = {
    ...(builder === undefined ? {} : { builders: builder }),
    ...(project === undefined ? {} : { projects: project }),
    ...(branch === undefined ? {} : { branch }),
    ...(result === undefined ? {} : { results: result }),
  };
  return {
    ...(types === null ? {} : { types: [...types] }),
    ...(origin === undefined ? {} : { origins: origin }),
    ...(Object.keys(builds).length === 0 ? {} : { builds }),
  };
}

function append(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function appendResult(value: string, before: readonly Result[] = []): Result[] {
  const result = RESULTS.find((known) => known === value.toUpperCase());
  if (result === undefined) throw new InvalidArgumentError(`It is one of ${RESULTS.join(', ')}.`);
  return [...before, result];
}
