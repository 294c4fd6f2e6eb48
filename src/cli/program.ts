// The command line: which commands there are.

import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { EXIT_CODES_HELP, explain } from './exit.ts';

/** Adds a command to the program; its action hands the exit code to `exit`. */
export type AddCommand = (program: Command, exit: (code: number) => void) => void;

/** In the order of the help. Only the one that is run is loaded, with what it alone needs. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['serve', async () => (await import('./commands/serve.ts')).addServe],
  ['migrate', async () => (await import('./commands/migrate.ts')).addMigrate],
  ['run', async () => (await import('./commands/run.ts')).addRun],
  ['step', async () => (await import('./commands/step.ts')).addStep],
  ['annotate', async () => (await import('./commands/annotate.ts')).addAnnotate],
  ['property', async () => (await import('./commands/property.ts')).addProperty],
  ['artifact', async () => (await import('./commands/artifact.ts')).addArtifact],
  ['send', async () => (await import('./commands/send.ts')).addSend],
  ['watch', async () => (await import('./commands/watch.ts')).addWatch],
  ['import', async () => (await import('./commands/import.ts')).addImport],
  ['follow', async () => (await import('./commands/follow.ts')).addFollow],
  ['demo', async () => (await import('./commands/demo.ts')).addDemo],
  ['hook', async () => (await import('./commands/hook.ts')).addHook],
  ['replay', async () => (await import('./commands/replay.ts')).addReplay],
  ['tests', async () => (await import('./commands/tests.ts')).addTests],
  ['token', async () => (await import('./commands/token.ts')).addToken],
  ['webhooks', async () => (await import('./commands/webhooks.ts')).addWebhooks],
  ['completion', async () => (await import('./commands/completion.ts')).addCompletion],
]);

/** The command that the arguments begin with; all of them when they begin with something else, such as --help, or are about all. */
async function commandsFor([name = '']: readonly string[]): Promise<readonly AddCommand[]> {
  const load = name === 'completion' ? undefined : COMMANDS.get(name);
  return Promise.all(load === undefined ? [...COMMANDS.values()].map((each) => each()) : [load()]);
}

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
  LAVALAMP_TOKEN  the access token; on the server's own machine the administrator's is found by itself, unless the
                  server was given it as LAVALAMP_ADMIN_TOKEN
${EXIT_CODES_HELP}

Examples:
  lavalamp serve                                     a server, with its database, on this machine
  lavalamp demo                                      fill it with a made-up fleet
  lavalamp run --builder linux-gcc -- make -j8 test  run a command, and report it as a build
  lavalamp annotate 'The cache was cold.'            within it: add a remark to the build
  lavalamp watch --result FAILURE                    see what breaks, as it breaks`,
    );
  for (const add of await commandsFor(args)) {
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
