// The command line: which commands there are.

import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addDemo } from './commands/demo.ts';
import { addMigrate } from './commands/migrate.ts';
import { addRun } from './commands/run.ts';
import { addSend } from './commands/send.ts';
import { addServe } from './commands/serve.ts';
import { addToken } from './commands/token.ts';
import { addWatch } from './commands/watch.ts';
import { EXIT_CODES_HELP, explain } from './exit.ts';

/** Adds a command to the program; its action hands the exit code to `exit`. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;

const COMMANDS: readonly AddCommand[] = [addServe, addMigrate, addRun, addSend, addWatch, addDemo, addToken];

/** Runs what the arguments say. @returns the exit code; what went wrong has been said on stderr. */
export async function main(args: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = new Command('lavalamp')
    .description('Build status and history: report builds, and watch them.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .enablePositionalOptions()
    .showHelpAfterError('Add --help for how it is used.')
    .exitOverride()
    .addHelpText(
      'after',
      `
Settings are environment variables; these are read by every command that talks to a server:
  LAVALAMP_URL    where the server is (http://127.0.0.1:8010)
  LAVALAMP_TOKEN  the access token; on the server's own machine the administrator's is found by itself
${EXIT_CODES_HELP}

Examples:
  lavalamp serve                                     a server, with its database, on this machine
  lavalamp demo                                      fill it with a made-up fleet
  lavalamp run --builder linux-gcc -- make -j8 test  run a command, and report it as a build
  lavalamp watch --result FAILURE                    see what breaks, as it breaks`,
    );
  for (const add of COMMANDS) {
    add(program, (code) => {
      exitCode = code;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    const explained = explain(error);
    if (explained.message !== null) process.stderr.write(`lavalamp: ${explained.message}\n`);
    return explained.exitCode;
  }
}

/** Both src/cli and dist/cli lie two directories below package.json. */
function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
