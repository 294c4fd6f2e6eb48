// What can be written after `lavalamp`, as the program itself defines it.

import type { Command, Option } from 'commander';

/** One command. */
export interface Defined {
  /** The words that lead to it: empty for the program, `['token', 'create']`. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly DefinedOption[];
  readonly commands: readonly Defined[];
  /** What its first argument may be, where that can be listed: nothing else. */
  readonly choices: readonly string[];
}

export interface DefinedOption {
  /** As written: `--builder`, `-b`. */
  readonly flags: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values that there are; empty when they cannot be listed. */
  readonly choices: readonly string[];
}

/** @returns the command with all commands within it. */
export function definitionOf(command: Command, path: readonly string[] = []): Defined {
  const options = command.createHelp().visibleOptions(command);
  return {
    path,
    description: command.description(),
    options: options.map(optionOf),
    commands: command.commands.map((each) => definitionOf(each, [...path, each.name()])),
    choices: command.registeredArguments[0]?.argChoices ?? [],
  };
}

function optionOf({ long, short, description, required, optional, argChoices }: Option): DefinedOption {
  return {
    flags: [long, short].filter((flag) => flag != null),
    description,
    takesValue: required || optional,
    choices: argChoices ?? [],
  };
}

/** @returns the command and all within it, from the outside in. */
export function everyCommand(defined: Defined): Defined[] {
  return [defined, ...defined.commands.flatMap(everyCommand)];
}
