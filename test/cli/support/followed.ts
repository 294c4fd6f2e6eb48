// A recorded Buildbot that is followed, and what came of it.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';
import { Master, MasterHistory } from '../../../src/buildbot/index.ts';
import { Follower, type FollowWatcher } from '../../../src/cli/follow/follower.ts';
import { freshState, type State } from '../../../src/cli/import/state.ts';
import { createClient } from '../../../src/client/index.ts';
import { historyOf } from '../../adapters/support/history.ts';
import type { TestMaster } from '../../support/buildbot/master.ts';
import { createNews } from '../../support/news.ts';
import { ADMIN_TOKEN, type TestServer } from '../../support/server.ts';
import { watch } from '../../support/watch.ts';
import { importFrom, logsOf, RECORDED, runSql, WEB } from './buildbot.ts';

/** Times of the recorded story, from before its beginning to its end. */
export const STORY = [
  1795489888, 1795489889, 1795489890, 1795489900, 1795489912, 1795489919, 1795489935, 1795489940, 1795490028,
];
export const END = Number.POSITIVE_INFINITY;

/**
 * A copy of the recorded database, as of a master that runs: it says so each minute. Most of it is the same long log again and again, in
 * all compressions, and what a master tells of them is the same: those above `lastLog` are left out.
 */
export function copyOfRecorded(directory: string, name: string, { lastLog = 18 } = {}): string {
  const path = join(directory, `${name}.sqlite`);
  copyFileSync(RECORDED, path);
  runSql(
    path,
    `delete from logchunks where logid > ${lastLog}; delete from logs where id > ${lastLog};
    update masters set last_active = ${Math.floor(Date.now() / 1_000)};
    insert into change_properties values (1, 'event', '["push", "Change"]'), (1, 'ids', '[{"z": [1, null]}, ""]')`,
  );
  return path;
}

export interface Following {
  readonly state: State;
  /** Resolves when all that there was has arrived so many times. */
  readonly upToDate: (times: number) => Promise<void>;
  readonly said: readonly string[];
  /** Resolves when this holds of what it has said. */
  readonly heard: (holds: (said: readonly string[]) => boolean) => Promise<void>;
  /** Ends it; throws what it ended with. */
  readonly stop: () => Promise<void>;
  readonly ended: Promise<void>;
}

/** Follows the master in this process. */
export async function follow(
  server: TestServer,
  master: TestMaster,
  origin: string,
  {
    state = freshState(),
    url = server.url,
    ...times
  }: { state?: State; url?: string; lookMs?: number; pingMs?: number } = {},
): Promise<Following> {
  const stop = new AbortController();
  const history = await MasterHistory.open(new Master({ url: master.url, headers: {} }, stop.signal));
  const client = createClient({ url, token: ADMIN_TOKEN });
  const options = {
    place: { origin, web: WEB, now: Math.floor(Date.now() / 1_000) },
    selection: { builders: null, since: null, logs: true },
    redactHeaders: false,
    lookMs: 3_600_000,
    lookWithoutSocketMs: 50,
    gatherMs: 5,
    pingMs: 15_000,
    backoff: { initialMs: 5, maxMs: 50 },
    ...times,
  };
  const news = createNews();
  const said: string[] = [];
  let upToDate = 0;
  const say = (sentence: string) => {
    said.push(sentence);
    news.tell();
  };
  const watcher: FollowWatcher = {
    progress: () => {},
    arrived: () => {},
    waiting: ({ message }) => say(message),
    trouble: say,
    refused: (sentence) => say(`refused: ${sentence}`),
    aside: say,
    upToDate: () => {
      upToDate += 1;
      news.tell();
    },
  };
  const ended = new Follower(client, history, state, options, watcher, stop.signal).run();
  ended.catch(() => news.tell());
  return {
    state,
    said,
    ended,
    heard: (holds) => Promise.race([news.until(() => holds(said)), ended]),
    upToDate: (many) => Promise.race([news.until(() => upToDate >= many), ended]),
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

const byPlace = (a: { build: string; step: string; name: string }, b: typeof a) =>
  `${a.build} ${a.step} ${a.name}` < `${b.build} ${b.step} ${b.name}` ? -1 : 1;

const REST = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }, orderBy: { field: STARTED_AT, direction: ASC }) { nodes {
    key master { name } rebuildOf { key } rebuilds(first: 5) { nodes { key } } buildRequest { buildset { rebuildOf { key } } } changes(first: 10) { nodes { key author message files revision committedAt } }
    testResults { nodes { report test { name } outcome durationSeconds message file line step { key } } }
    steps(first: 50) { nodes { key state logs { name type complete lineCount } } } } }
  changes(first: 100, filter: { origins: [$origin] }) { nodes { key author committer message files url category properties { name value source } } }
  workers(first: 100, filter: { origins: [$origin] }) { nodes { name info } }
}`;

/** All that is known of an origin, but for the lines of its logs. */
export async function known(server: TestServer, origin: string) {
  const { data, errors } = await server.graphql(REST, { origin });
  expect(errors).toBeUndefined();
  const { history, states, origins } = await historyOf(server, origin);
  return { history, states, origins, data };
}

const linesOf = async (server: TestServer, origin: string) => [...(await logsOf(server, origin))].sort(byPlace);

/** Resolves when the origin has the history that an import of the whole database gives. */
export async function expectAsImported(server: TestServer, path: string, origin: string): Promise<void> {
  await importFrom(server, path, `${origin}-imported`);
  const imported = await known(server, `${origin}-imported`);
  await untilSeen(server, async () => isDeepStrictEqual(await known(server, origin), imported));
  // Where it is not, this says what is missing.
  expect(await known(server, origin)).toEqual(imported);
  expect(await linesOf(server, origin)).toEqual(await linesOf(server, `${origin}-imported`));
}

/** How long what is waited for may take. */
const PATIENCE_MS = 25_000;

/**
 * Resolves when this holds, or patience ends. It is looked at after events; and after heartbeats, which FOLLOWED makes frequent, since lines of
 * logs are no events.
 */
export async function untilSeen(server: TestServer, holds: () => Promise<boolean>): Promise<void> {
  const events = watch(server.url, 'subscription { events { cursor } }');
  const [news, ending] = [createNews(), new AbortController()];
  let told = 0;
  const listening = (async () => {
    while ((await events.next()) !== undefined) {
      told += 1;
      news.tell();
    }
  })();
  const over = pause(PATIENCE_MS, undefined, { signal: ending.signal });
  try {
    for (let looked = 0; !(await holds()); looked = told) {
      const waiting = news.until(() => told > looked).then(() => 'news');
      if ((await Promise.race([waiting, listening, over])) !== 'news') return;
    }
  } finally {
    ending.abort();
    await Promise.allSettled([events.stop(), listening, over]);
  }
}

/** Settings of a server at which followers are watched. */
export const FOLLOWED = { LAVALAMP_HEARTBEAT_SECONDS: '0.2' };
