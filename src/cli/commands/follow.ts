// lavalamp follow

import { constants } from 'node:os';
import { type Command, InvalidArgumentError } from 'commander';
import type { MasterAddress, Selection } from '../../buildbot/index.ts';
import type { Client } from '../../client/index.ts';
import { importsDirectory } from '../../config.ts';
import { CliError, EXIT } from '../exit.ts';
import { addressOf, type EntryOptions, spellingsOf } from '../follow/address.ts';
import type { FollowOptions, FollowWatcher } from '../follow/follower.ts';
import type { Progress } from '../import/progress.ts';
import { resumable } from '../import/resumable.ts';
import { buildersLike, type SelectionOptions, withSelection } from '../import/selection.ts';
import { freshState, type State, StateFile } from '../import/state.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { plain } from '../terminal.ts';

interface Options extends ServerOptions, SelectionOptions, EntryOptions {
  readonly every: number;
  readonly once: boolean;
  readonly again: boolean;
  readonly json: boolean;
}

const SAVE_MS = 500;

export function addFollow(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('follow')
    .description('bring in what another CI system does, as it does it')
    .command('buildbot')
    .description("follow a Buildbot by its web interface's API, of versions 3.4 to 4.3")
    .argument('<address>', "where the master's web interface is: its buildbotURL");
  withSelection(command, 'the address that builds link to, where it is another one')
    .option('--user <name>', 'log in by this name; the password is LAVALAMP_BUILDBOT_PASSWORD, or in a file')
    .option('--password-file <path>', 'the file that holds the password')
    .option('--headers <path>', 'a file of lines such as `Cookie: …`, which every request says')
    .option('--every <seconds>', 'how often to look at what goes on though nothing was said of it', secondsOf, 60)
    .option('--once', 'read what there is, and end', false)
    .option('--again', 'read everything again, also what was read before; repeats nothing', false)
    .option('--json', 'with --once: print the report at the end as JSON', false)
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
Reads all that there is, and then what happens, until SIGINT or SIGTERM ends it. When the master, its WebSocket or the server is away,
it waits, and goes on where it was. The master is only read. Years of history come faster by \`lavalamp import buildbot\`: run that first, with
the same --origin, and this goes on from there.

Examples:
  lavalamp follow buildbot https://buildbot.example.org/ --origin main
  lavalamp follow buildbot http://buildbot:8010/ --origin main --user reader --password-file /etc/lavalamp/buildbot-password`,
    )
    .action(async (address: string, options: Options) => exit(await followBuildbot(address, options)));
}

async function followBuildbot(url: string, options: Options): Promise<number> {
  const { MasterProblem } = await import('../../buildbot/index.ts');
  const { client, config } = connect(options);
  const address = addressOf(url, options, config.buildbotPassword);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(endedBy(signal)));
  try {
    return await follow(client, address, url, options, {
      server: config.url,
      data: config.dataDirectory,
      stop: stop.signal,
    });
  } catch (error) {
    if (stop.signal.aborted) {
      if (options.once) throw stop.signal.reason;
      return EXIT.ok;
    }
    if (!(error instanceof MasterProblem)) throw error;
    throw new CliError(plain(error.message), error.temporary ? EXIT.unreachable : EXIT.refused);
  }
}

/** As one exits that leaves the signal to the system. */
const endedBy = (signal: 'SIGINT' | 'SIGTERM'): CliError =>
  new CliError(
    `It was ended by ${signal} before it was done. Run it again: it goes on where it was.`,
    128 + constants.signals[signal],
  );

async function follow(
  client: Client,
  address: MasterAddress,
  url: string,
  options: Options,
  { server, data, stop }: { readonly server: string; readonly data: string; readonly stop: AbortSignal },
): Promise<number> {
  const { Master, MasterHistory } = await import('../../buildbot/index.ts');
  const { Follower } = await import('../follow/follower.ts');
  const { patiently } = await import('../follow/patiently.ts');
  const { Progress, reportOf } = await import('../import/progress.ts');
  const { origin, since = null, logs, redactHeaders, builder: globs, once } = options;
  const say = (sentence: string) => process.stderr.write(`lavalamp: ${plain(sentence)}\n`);
  const tried = <T>(attempt: () => Promise<T>): Promise<T> => (once ? attempt() : patiently(attempt, say, stop));
  const history = await tried(() => MasterHistory.open(new Master(address, stop)));
  const selection: Selection = { builders: buildersLike(history, globs), since, logs };
  const { file, kept } = statesOf(importsDirectory(data), server, address, spellingsOf(url, address), options);
  const state = options.again ? freshState() : await tried(() => resumable(client, history, kept, origin));
  const progress = new Progress(process.stderr, (await history.countBuilds(state.build)) + state.openBuilds.length);
  const { master } = history;
  const place = {
    origin,
    web: options.web ?? address.url,
    get now() {
      return master.now;
    },
  };
  const how = { place, selection, redactHeaders, ...timesOf(options) };
  const watcher = watcherOf(address, progress, () => file.write(state));
  const follower = new Follower(client, history, state, how, watcher, stop);
  try {
    if (!once) {
      await follower.run();
      return EXIT.ok;
    }
    const tally = await follower.once();
    progress.clear();
    const { aside } = follower;
    const report = { origin, seconds: progress.seconds, ...tally.toJSON(), aside };
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reportOf(tally, progress.seconds, aside));
    return tally.refusedCount + aside.length === 0 ? EXIT.ok : EXIT.refused;
  } finally {
    progress.clear();
    file.write(state);
  }
}

/**
 * Where the state is kept, and what is kept: that of an import of the database, when there is no other.
 * @param spellings how the import may have been told the address.
 */
function statesOf(
  directory: string,
  server: string,
  address: MasterAddress,
  spellings: readonly string[],
  { origin, since, builder, logs, redactHeaders, web }: Options,
): { readonly file: StateFile; readonly kept: State } {
  const of = (link: string | null) => [server, origin, since ?? null, [...builder].sort(), logs, redactHeaders, link];
  const file = new StateFile(directory, ['follow', address.url, ...of(null)]);
  const imports = [...(web === undefined ? spellings : [web]), null].map((link) => new StateFile(directory, of(link)));
  const states = [file, ...imports].map((each) => each.read());
  return { file, kept: states.find(({ witness }) => witness !== null) ?? freshState() };
}

/** Says how it goes on stderr: a trouble once, until it is over. @param save keeps the state. */
function watcherOf(address: MasterAddress, progress: Progress, save: () => void): FollowWatcher {
  let savedAt = performance.now();
  let isUpToDate = false;
  let said = '';
  const trouble = (sentence: string) => {
    if (sentence !== said) progress.say(`lavalamp: ${sentence}`);
    said = sentence;
  };
  return {
    progress: (tally) => {
      if (!isUpToDate) progress.show(tally);
    },
    arrived: () => {
      if (performance.now() - savedAt < SAVE_MS) return;
      save();
      savedAt = performance.now();
    },
    waiting: ({ message }) => trouble(`${message} Trying again.`),
    trouble,
    refused: (sentence) => progress.say(`lavalamp: the server refused ${sentence}`),
    aside: (sentence) => progress.say(`lavalamp: ${sentence}`),
    upToDate: () => {
      save();
      progress.say(`lavalamp: up to date with ${address.url}${isUpToDate ? ' again' : ''}.`);
      isUpToDate = true;
      said = '';
    },
  };
}

function timesOf({
  every,
}: Options): Pick<FollowOptions, 'lookMs' | 'lookWithoutSocketMs' | 'gatherMs' | 'pingMs' | 'backoff'> {
  return {
    lookMs: every * 1_000,
    lookWithoutSocketMs: Math.min(every, 10) * 1_000,
    gatherMs: 300,
    pingMs: 15_000,
    backoff: { initialMs: 500, maxMs: 30_000 },
  };
}

function secondsOf(value: string): number {
  const seconds = Number(value);
  if (!(seconds >= 1 && seconds <= 86_400)) throw new InvalidArgumentError('Expected seconds, from 1 to 86400.');
  return seconds;
}
