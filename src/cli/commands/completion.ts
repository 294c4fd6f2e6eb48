// lavalamp completion

import { Argument, type Command } from 'commander';
import { definitionOf } from '../completion/definition.ts';
import { SHELLS, type Shell } from '../completion/scripts.ts';
import { endWithReader } from '../terminal.ts';

/** Added after the commands that it is to know. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(SHELLS)))
    .addHelpText(
      'after',
      `
The script holds what there is in this version: print it again after an update.

Examples:
  lavalamp completion bash > ~/.local/share/bash-completion/completions/lavalamp
  lavalamp completion zsh > "\${fpath[1]}/_lavalamp"
  lavalamp completion fish > ~/.config/fish/completions/lavalamp.fish
  source <(lavalamp completion bash)`,
    )
    .action((shell: Shell) => {
      endWithReader();
      process.stdout.write(SHELLS[shell](definitionOf(program)));
    });
}
