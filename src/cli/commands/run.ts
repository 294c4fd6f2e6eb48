// lavalamp run

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import { type ClientConfig, environmentWith } from '../../config.ts';
import { ORIGIN, surroundingOf, waitOption } from '../place.ts';
import { ciFacts } from '../run/ci.ts';
import { sourceOf } from '../run/git.ts';
import { planOf } from '../run/plan.ts';
import type { Facts } from '../run/record.ts';
import { runBuild } from '../run/run.ts';
import { sentenceOf, summaryOf } from '../run/summary.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endAs, say } from '../terminal.ts';

interface RunOptions extends ServerOptions {
  readonly builder: string;
  readonly step?: string;
  readonly keepGoing?: true;
  readonly origin: string;
  readonly project?: string;
  readonly key?: string;
  readonly reason: string;
  readonly repository?: string;
  readonly branch?: string;
  readonly revision?: string;
  readonly worker?: string;
  readonly buildUrl?: string;
  readonly property?: Record<string, string>;
  readonly wait?: number;
  readonly quiet?: true;
  readonly json?: true;
}

export function addRun(program: Command): void {
  program
    .command('run <command...>')
    .description('run a command, or several as steps, and report it as a build')
    .passThroughOptions()
    .requiredOption('-b, --builder <name>', 'the builder that this is a build of')
    .option('-s, --step <name>', 'the name of the step (the name of the command)')
    .option('-k, --keep-going', 'run the later steps, too, when one has failed')
    .option('-o, --origin <name>', 'the installation that reports', ORIGIN)
    .option('-p, --project <name>', 'the project that the builder belongs to')
    .option('--key <key>', 'a name of your own for the build, unique within the origin (a random one)')
    .option('--reason <text>', 'why it is built', 'lavalamp run')
    .option(
      '--repository <url>',
      'the repository’s address (the CI system’s, or git’s remote origin, without credentials)',
    )
    .option('--branch <name>', 'the branch (the CI system’s, or the one that git has checked out)')
    .option('--revision <id>', 'the revision (the CI system’s, or git’s HEAD)')
    .option('--worker <name>', 'the machine (as the CI system calls it, or its host name)')
    .option('--build-url <url>', 'the build’s page elsewhere (the CI system’s)', webPage)
    .option('--property <name=value>', 'a property of the build; may be repeated', addProperty)
    .addOption(waitOption())
    .option('-q, --quiet', 'say nothing about the reports')
    .option('--json', 'say how the build ended as one JSON object, in the last line of stderr')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
The command is run as it is, without a shell. Its output goes through at once and unchanged, and is reported line by line
while it runs. SIGINT, SIGTERM and SIGHUP are passed on to it. The build is a SUCCESS when it exits with 0, CANCELLED when
it was stopped by such a signal, an EXCEPTION when it cannot be started, and else a FAILURE.

Several steps: give the first one's name by --step, and begin each later one with \`--step NAME --\`. The first that fails ends
the build, and those after it are SKIPPED, unless --keep-going is given. (A command that itself has these three words in this
order can be one of several steps as \`sh -c '…'\`.) \`lavalamp step\` within a command adds a step, too.

The command finds in its environment which build it is in (LAVALAMP_URL, LAVALAMP_ORIGIN, LAVALAMP_BUILD, LAVALAMP_STEP), for
\`lavalamp step\`, \`annotate\`, \`property\` and \`artifact\`; \`lavalamp run\` in it is a build of its own, with this one as its parent.

Branch, revision, repository, the build's page and the worker are found in the variables of GitHub Actions, GitLab CI, Jenkins,
Buildkite, CircleCI and some others, and where none of these is, by git. Of a pull request they are those that it comes from.

Exits as the command does: with its exit code; with 127 or 126 when it is not found or cannot be started; with 128 and the
signal's number when a signal ended it, and by the same signal when that is one of the three. Of several, as the first that
failed. A wrong usage exits with 2.

A server that is away changes nothing for the command. Reports wait in memory (LAVALAMP_RUN_MEMORY_MIB, 64), then in a file;
what could not be sent in the end is sent by the next \`lavalamp run\`, or by \`lavalamp send\`.

On a terminal, FORCE_COLOR and CLICOLOR_FORCE are set for the command, unless NO_COLOR or FORCE_COLOR is set already.

Examples:
  lavalamp run --builder linux-gcc -- make -j8 test
  lavalamp run -b nightly -s e2e --property browser=firefox -- npx playwright test
  lavalamp run -b lint -- sh -c 'npm ci && npm run lint'
  lavalamp run -b linux-gcc --step build -- make -j8 --step test -- make test`,
    )
    .action((command: string[], options: RunOptions) => run(command, options));
}

async function run(words: string[], options: RunOptions): Promise<never> {
  const plan = planOf(words, options.step);
  const { client, config } = connect(options);
  const facts = await factsOf(options, config);
  const waitMs = options.wait === undefined ? config.runWaitMs : options.wait * 1_000;
  const how = { keepGoing: options.keepGoing === true, say };
  const done = await runBuild(plan, facts, { client, config, waitMs }, how);
  if (options.json === true || options.quiet !== true) {
    const summary = await summaryOf(done, facts, client, config.url);
    await say(options.json === true ? summary : sentenceOf(done, facts, summary));
  }
  return endAs(done.outcome);
}

/** What was given by options, what the CI system says, and what git says: the first of these that there is. */
async function factsOf(options: RunOptions, config: ClientConfig): Promise<Facts> {
  const { builder, origin, reason, property, repository, branch, revision } = options;
  const given = {
    ...(repository === undefined ? {} : { repository }),
    ...(branch === undefined ? {} : { branch }),
    ...(revision === undefined ? {} : { revision }),
  };
  const ci = await ciFacts(environmentWith({}), process.cwd());
  const surrounding = surroundingOf(config);
  const key = options.key ?? `run-${randomUUID()}`;
  const isItself = surrounding?.build.key === key && surrounding.build.origin === origin;
  const isElsewhere = options.url !== undefined && options.url !== environmentUrl();
  return {
    origin,
    key,
    builder,
    project: options.project ?? null,
    worker: options.worker ?? ci?.worker ?? hostname(),
    url: options.buildUrl ?? ci?.url ?? null,
    reason,
    properties: { ...ci?.properties, ...property },
    parent: surrounding === null || isItself || isElsewhere ? null : surrounding.build,
    source: { ...(await sourceOf(process.cwd())), ...ci?.source, ...given },
  };
}

/** Where the build that this runs in is. */
function environmentUrl(): string | undefined {
  return environmentWith({}).LAVALAMP_URL;
}

function addProperty(value: string, before: Record<string, string> = {}): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It is a name, = and a value.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}

function webPage(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new InvalidArgumentError('It starts with http:// or https://.');
  return value;
}
