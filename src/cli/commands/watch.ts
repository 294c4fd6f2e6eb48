// lavalamp watch

import type { Command } from 'commander';
import { type Client, EventCursorDocument, type EventFilter, type EventType } from '../../client/index.ts';
import { eventFilter, type FilterOptions, withFilterOptions } from '../buildFilter.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endWithReader, painter } from '../terminal.ts';
import { GivenUp } from '../watch/givenUp.ts';
import { lineOf } from '../watch/lines.ts';

interface WatchOptions extends ServerOptions, FilterOptions {
  readonly after?: string;
  readonly steps?: true;
  readonly json?: true;
}

export function addWatch(program: Command, exit: (code: number) => void): void {
  withFilterOptions(program.command('watch'))
    .description('show what happens, as it happens')
    .option('--after <cursor>', 'begin after this position, instead of now')
    .option('--steps', 'steps too')
    .option('--json', 'every event as a line of JSON, with its cursor')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
Goes on by itself when the connection is lost or the server is restarted, and misses nothing. SIGINT (Ctrl-C) ends it.
With --json, the \`cursor\` of the last line that was read is what --after takes to go on from there.

Examples:
  lavalamp watch
  lavalamp watch --result FAILURE --result EXCEPTION
  lavalamp watch --json | jq --unbuffered -r 'select(.__typename == "BuildFinished") | .build.builder.name'`,
    )
    .action(async (options: WatchOptions) => {
      await watch(options);
      exit(0);
    });
}

async function watch(options: WatchOptions): Promise<void> {
  endWithReader();
  const { client, config } = connect(options);
  const paint = painter(config.colours, process.stdout.isTTY);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const givenUp = new GivenUp();
  for await (const event of await follow(client, options, stop.signal)) {
    if (event.__typename === 'Heartbeat') continue;
    const line = options.json ? JSON.stringify(event) : lineOf(event, paint, givenUp);
    if (line !== null) process.stdout.write(`${line}\n`);
  }
}

/** Asks for the end of the log first: who starts to watch wants to be told that the server is away, or refuses, and not wait. */
async function follow(client: Client, options: WatchOptions, signal: AbortSignal) {
  const { eventCursor } = await client.execute(EventCursorDocument);
  let away = false;
  return client.events({
    after: options.after ?? eventCursor,
    filter: filterOf(options),
    signal,
    onDisconnect: ({ message }) => {
      if (!away) process.stderr.write(`lavalamp: ${message} Trying again…\n`);
      away = true;
    },
    onReconnect: () => {
      away = false;
      process.stderr.write('lavalamp: connected again; nothing was missed.\n');
    },
  });
}

function filterOf({ steps, json, ...options }: WatchOptions): EventFilter {
  const ends: EventType[] = steps ? ['BUILD_FINISHED', 'STEP_FINISHED'] : ['BUILD_FINISHED'];
  const seen: EventType[] = ['CHANGE_ADDED', 'BUILD_STARTED', 'BUILD_UPDATED', 'WORKER_CONNECTED', 'WORKER_LOST'];
  if (steps) seen.push('STEP_STARTED');
  return eventFilter(options, options.result !== undefined ? ends : json ? null : [...seen, ...ends]);
}
