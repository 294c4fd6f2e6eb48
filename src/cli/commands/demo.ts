// lavalamp demo

import { type Command, InvalidArgumentError } from 'commander';
import type { Client, Report } from '../../client/index.ts';
import { history } from '../demo/history.ts';
import { live } from '../demo/live.ts';
import { Random } from '../demo/random.ts';
import { Simulation } from '../demo/simulation.ts';
import { sendAll } from '../reports.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endWithReader, plain } from '../terminal.ts';

interface DemoOptions extends ServerOptions {
  readonly days: number;
  readonly seed: number;
  readonly live: boolean;
  readonly liveSeconds?: number;
}

const DAY = 86_400_000;

export function addDemo(program: Command, exit: (code: number) => void): void {
  program
    .command('demo')
    .description('report a made-up fleet of builders, to try things out')
    .option('--days <n>', 'how many days of history to make up; 0 for none', numberFrom(0, 365), 3)
    .option('--seed <n>', 'makes the same fleet again, whenever it is the same', numberFrom(0, 4_294_967_295), 1)
    .option('--no-live', 'only the history')
    .option(
      '--live-seconds <n>',
      'how long to report live builds; until SIGINT when left out',
      numberFrom(0, 31_536_000),
    )
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
Everything is reported through the API, as by any CI system, under the origin \`demo\`. Builds take from 5 to 40 s, so that
there is something to see. What runs when it is stopped ends as cancelled. It can be run again: it then adds to what is there.

Examples:
  lavalamp demo
  lavalamp demo --no-live --days 30
  lavalamp demo --days 0 --live-seconds 60`,
    )
    .action(async (options: DemoOptions) => {
      await demo(options);
      exit(0);
    });
}

async function demo({ days, seed, live: isLive, liveSeconds, ...server }: DemoOptions): Promise<void> {
  endWithReader();
  const { client, config } = connect(server);
  const random = new Random(seed);
  const now = Date.now();
  const simulation = new Simulation(random, now.toString(36));
  const past = days > 0 ? history(simulation, random, now - days * DAY, now) : simulation.fleet(now);
  await sendPast(
    client,
    past.map(({ report }) => report),
  );
  if (!isLive) return;
  process.stdout.write(`Live builds are reported to ${config.url}; Ctrl-C stops them.\n`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const timer = liveSeconds === undefined ? undefined : setTimeout(() => stop.abort(), liveSeconds * 1_000);
  let total = 0;
  const sent = (reports: number, running: number) => {
    total += reports;
    showProgress(`${total} reports; ${running} builds are running.`);
  };
  const away = (error: Error) => process.stderr.write(`\nlavalamp: ${error.message} Trying again…\n`);
  await live({ client, simulation, random }, { sent, refused: complain, away }, stop.signal);
  clearTimeout(timer);
  showProgress(`Stopped after ${total} live reports.\n`);
}

async function sendPast(client: Client, reports: readonly Report[]): Promise<void> {
  let sent = 0;
  const { accepted, refused } = await sendAll(client, reports, (count) => {
    sent += count;
    showProgress(`${Math.floor((100 * sent) / reports.length)} % of the history is reported.`);
  });
  complain(refused);
  const builds = reports.filter(({ startBuild }) => startBuild !== undefined).length;
  showProgress('');
  process.stdout.write(`Reported ${builds} past builds (${accepted} reports).\n`);
}

/** On a terminal, in place of what was shown before; elsewhere only what ends a line. */
function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text}`);
  else if (text.endsWith('\n')) process.stdout.write(text);
}

function complain(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`lavalamp: refused: ${plain(sentence)}\n`);
}

function numberFrom(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() === '' || !(number >= least && number <= most)) {
      throw new InvalidArgumentError(`It is a number from ${least} to ${most}.`);
    }
    return number;
  };
}
