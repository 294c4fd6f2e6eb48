// lavalamp run

import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { sourceOf } from '../run/git.ts';
import type { Facts } from '../run/record.ts';
import { runAndReport } from '../run/run.ts';
import { summaryOf } from '../run/summary.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';

interface RunOptions extends ServerOptions {
  readonly builder: string;
  readonly step?: string;
  readonly origin: string;
  readonly project?: string;
  readonly key?: string;
  readonly reason: string;
  readonly repository?: string;
  readonly branch?: string;
  readonly revision?: string;
  readonly property?: Record<string, string>;
  readonly wait?: number;
  readonly quiet?: true;
}

export function addRun(program: Command): void {
  program
    .command('run <command...>')
    .description('run a command, and report it as a build')
    .passThroughOptions()
    .requiredOption('-b, --builder <name>', 'the builder that this is a build of')
    .option('-s, --step <name>', 'the name of the step (the name of the command)')
    .option('-o, --origin <name>', 'the installation that reports', 'cli')
    .option('-p, --project <name>', 'the project that the builder belongs to')
    .option('--key <key>', 'a name of your own for the build, unique within the origin (a random one)')
    .option('--reason <text>', 'why it is built', 'lavalamp run')
    .option('--repository <url>', 'the repository’s address (git’s remote origin, without credentials)')
    .option('--branch <name>', 'the branch (the one that git has checked out)')
    .option('--revision <id>', 'the revision (git’s HEAD)')
    .option('--property <name=value>', 'a property of the build; may be repeated', addProperty)
    .option(
      '--wait <seconds>',
      'how long to wait at the end for reports to be sent, instead of LAVALAMP_RUN_WAIT_SECONDS',
      seconds,
    )
    .option('-q, --quiet', 'say nothing about the reports')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
The command is run as it is, without a shell. Its output goes through at once and unchanged, and is reported line by line
while it runs. SIGINT, SIGTERM and SIGHUP are passed on to it. The build is a SUCCESS when it exits with 0, CANCELLED when
it was stopped by such a signal, an EXCEPTION when it cannot be started, and else a FAILURE.

Exits as the command does: with its exit code; with 127 or 126 when it is not found or cannot be started; with 128 and the
signal's number when a signal ended it, and by the same signal when that is one of the three. A wrong usage exits with 2.

A server that is away changes nothing for the command. Reports wait in memory (LAVALAMP_RUN_MEMORY_MIB, 64), then in a file;
what could not be sent in the end is sent by the next \`lavalamp run\`, or by \`lavalamp send\`.

On a terminal, FORCE_COLOR and CLICOLOR_FORCE are set for the command, unless NO_COLOR or FORCE_COLOR is set already.

Examples:
  lavalamp run --builder linux-gcc -- make -j8 test
  lavalamp run -b nightly -s e2e --property browser=firefox -- npx playwright test
  lavalamp run -b lint -- sh -c 'npm ci && npm run lint'`,
    )
    .action((command: string[], options: RunOptions) => run(command, options));
}

async function run(command: string[], options: RunOptions): Promise<never> {
  const { client, config } = connect(options);
  const facts = await factsOf(command, options);
  const waitMs = options.wait === undefined ? config.runWaitMs : options.wait * 1_000;
  const done = await runAndReport(command, facts, { client, config, waitMs });
  const { exitCode, raise, note } = done.outcome;
  if (note !== null) await say(note);
  if (options.quiet !== true) await say(await summaryOf(done, facts, client, config.url));
  // A shell, or a make, that waits for us stops only when we die of the signal too. Process 1 of a container does not.
  if (raise !== null) process.kill(process.pid, raise);
  process.exit(exitCode);
}

async function factsOf([program = '']: readonly string[], options: RunOptions): Promise<Facts> {
  const { builder, origin, reason, property, repository, branch, revision } = options;
  const given = {
    ...(repository === undefined ? {} : { repository }),
    ...(branch === undefined ? {} : { branch }),
    ...(revision === undefined ? {} : { revision }),
  };
  return {
    origin,
    key: options.key ?? `run-${randomUUID()}`,
    builder,
    step: options.step ?? (basename(program) || 'command'),
    project: options.project ?? null,
    reason,
    properties: property ?? {},
    source: { ...(await sourceOf(process.cwd())), ...given },
  };
}

/** Resolves once it is written; whoever reads stderr may be gone, which changes nothing. */
function say(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stderr.write(`lavalamp: ${text}\n`, () => resolve());
  });
}

function addProperty(value: string, before: Record<string, string> = {}): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is a name, = and a value.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 86_400))
    throw new InvalidArgumentError('It is a number of seconds.');
  return number;
}
