// A Buildbot that is followed by its API ends with the history that its database has, whatever happens meanwhile.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Master, MasterHistory } from '../../src/buildbot/index.ts';
import { Follower, type FollowWatcher } from '../../src/cli/follow/follower.ts';
import { freshState, type State } from '../../src/cli/import/state.ts';
import { createClient } from '../../src/client/index.ts';
import { historyOf } from '../adapters/support/history.ts';
import { posts, shuffled, truth } from '../adapters/support/posts.ts';
import { TestMaster } from '../support/buildbot/master.ts';
import { createNews } from '../support/news.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { importFrom, logsOf, RECORDED, runSql, WEB } from './support/buildbot.ts';
import { Sandbox } from './support/cli.ts';

/** Times of the recorded story, from before its beginning to its end. */
const STORY = [
  1795489888, 1795489889, 1795489890, 1795489900, 1795489912, 1795489919, 1795489935, 1795489940, 1795490028,
];
const END = Number.POSITIVE_INFINITY;

let server: TestServer;
let sandbox: Sandbox;
let master: TestMaster;
let path: string;
let count = 0;

/** Most of the database is the same log again and again, in all compressions. One test has it whole. */
const SHORT = 'delete from logchunks where logid > 19; delete from logs where id > 19; ';

beforeAll(async () => {
  server = await startServer();
  sandbox = new Sandbox(() => server.url);
});
afterAll(async () => {
  sandbox.remove();
  await server.stop();
});
beforeEach(async () => {
  count += 1;
  path = join(sandbox.directory, `state-${count}.sqlite`);
  copyFileSync(RECORDED, path);
  // A master that runs says so each minute.
  runSql(path, `${count === 1 ? '' : SHORT}update masters set last_active = ${Math.floor(Date.now() / 1_000)}`);
  master = await new TestMaster(path).start();
});
afterEach(() => master.stop());

interface Following {
  readonly state: State;
  /** Resolves when all that there was has arrived so many times. */
  readonly upToDate: (times: number) => Promise<void>;
  readonly said: readonly string[];
  /** Ends it; throws what it ended with. */
  readonly stop: () => Promise<void>;
  readonly ended: Promise<void>;
}

async function follow(
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
    key master { name } changes(first: 10) { nodes { key author message files revision committedAt } }
    testResults { nodes { report test { name } outcome durationSeconds message file line step { key } } }
    steps(first: 50) { nodes { key state logs { name type complete lineCount } } } } }
  changes(first: 100, filter: { origins: [$origin] }) { nodes { key author committer message files url category } }
  workers(first: 100, filter: { origins: [$origin] }) { nodes { name info } }
}`;

/** All that is known of an origin, but for the lines of its logs. */
async function known(origin: string) {
  const { data, errors } = await server.graphql(REST, { origin });
  expect(errors).toBeUndefined();
  const { history, states, origins } = await historyOf(server, origin);
  return { history, states, origins, data };
}

const linesOf = async (origin: string) => [...(await logsOf(server, origin))].sort(byPlace);

/** Resolves when the origin has the history that an import of the whole database gives. */
async function expectAsImported(origin: string): Promise<void> {
  await importFrom(server, path, `${origin}-imported`);
  const imported = await known(`${origin}-imported`);
  for (let left = 200; left > 0 && !isDeepStrictEqual(await known(origin), imported); left--) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await known(origin)).toEqual(imported);
  expect(await linesOf(origin)).toEqual(await linesOf(`${origin}-imported`));
}

const eventCursor = async (): Promise<string> => (await server.graphql('{ eventCursor }')).data.eventCursor;

describe('What there was', () => {
  test('is caught up with, and is in every field what an import of the database gives', async () => {
    const following = await follow('caught-up');
    await following.upToDate(1);
    await expectAsImported('caught-up');
    expect((await known('caught-up')).history).toEqual(truth);
    await following.stop();
    expect(following.said).toEqual([]);
  });

  test('is not repeated by a second one that goes on, or begins anew', async () => {
    const first = await follow('twice');
    await first.upToDate(1);
    await first.stop();
    const cursor = await eventCursor();
    const lines = () => master.asked.filter((asked) => asked.includes('/contents')).length;
    const before = lines();
    const second = await follow('twice', { state: first.state });
    await second.upToDate(1);
    await second.stop();
    expect(lines()).toBe(before);
    const third = await follow('twice');
    await third.upToDate(1);
    await third.stop();
    expect(await eventCursor()).toBe(cursor);
  });

  test('and was left running by posts, is ended', async () => {
    const starts = posts.filter(({ url, body }) => url === '/full' && body.complete === false);
    for (const { body } of starts) {
      await fetch(`${server.url}/hooks/buildbot/posted`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
        body: JSON.stringify(body),
      });
    }
    const whole = await follow('whole');
    await whole.upToDate(1);
    await whole.stop();
    // As if all had been read before the posts came.
    const following = await follow('posted', { state: { ...whole.state, openBuilds: [], openRequests: [] } });
    await following.upToDate(1);
    await following.stop();
    const { states } = await known('posted');
    expect(Object.entries(states).filter(([key, state]) => key.startsWith('build/') && state !== 'FINISHED')).toEqual(
      [],
    );
  });

  test('of a master that is dead is interrupted, and of one that has just started goes on', async () => {
    runSql(path, 'update builds set complete_at = null, results = null where id = 16; update masters set active = 0;');
    const early = await follow('dead');
    await early.upToDate(1);
    expect((await known('dead')).states['build/16']).toBe('RUNNING');
    await early.stop();
    runSql(
      path,
      `insert into masters (id, name, name_hash, active, last_active) values (2, 'other', 'x', 1, ${Math.floor(Date.now() / 1_000)});`,
    );
    const later = await follow('dead', { state: early.state });
    await later.upToDate(1);
    await expectAsImported('dead');
    expect((await known('dead')).states['build/16']).toBe('FINISHED');
    await later.stop();
  });
});

describe('What happens', () => {
  test.each([
    ['as it comes', (frames: readonly string[]) => frames],
    ['twice and in any order', (frames: readonly string[]) => shuffled([...frames, ...frames], 5)],
    ['never, but for every third', (frames: readonly string[]) => frames.filter((_, i) => i % 3 === 0)],
  ])('ends as an import does, when it is told %s', async (how, deliver) => {
    const origin = `live ${how}`;
    master.things.at = STORY[0] ?? 0;
    master.deliver = deliver;
    const following = await follow(origin, { lookMs: 200 });
    await master.news.until(() => master.listeners === 1);
    await following.upToDate(1);
    for (const time of [...STORY, END]) {
      const before = master.asked.length;
      master.advance(time);
      await master.news.until(() => master.asked.length > before);
    }
    await expectAsImported(origin);
    await following.stop();
    expect(following.said.filter((sentence) => sentence.startsWith('refused'))).toEqual([]);
  });

  test('is there while it happens: a build that runs, its step, and the lines until then', async () => {
    master.things.at = 1795489888;
    const following = await follow('running');
    await following.upToDate(1);
    await master.news.until(() => master.listeners === 1);
    master.advance(1795489910);
    master.advance(1795489912);
    await seen('running', 'build/5', {
      state: 'RUNNING',
      steps: [{ name: 'worker_preparation' }, { name: 'sleep', lineCount: 8 }],
    });
    master.advance(END);
    await expectAsImported('running');
    await following.stop();
  });

  test('is found by itself when nobody tells that a build has ended', async () => {
    master.things.at = 1795489912;
    master.deliver = () => [];
    const following = await follow('silent', { lookMs: 50 });
    await following.upToDate(1);
    master.advance(END);
    await expectAsImported('silent');
    await following.stop();
  });
});

describe('An outage', () => {
  test('of the master, in the midst of its builds, leaves nothing out', async () => {
    master.things.at = 1795489888;
    const following = await follow('outage');
    await following.upToDate(1);
    for (const [i, time] of STORY.entries()) {
      master.advance(time);
      if (i % 3 !== 1) continue;
      const before = following.said.length;
      await master.kill();
      await following.upToDate(0);
      await untilTrue(() => following.said.length > before);
      await master.start();
    }
    master.advance(END);
    await expectAsImported('outage');
    await following.stop();
  });

  test('of the WebSocket alone, which is open and silent, is noticed, and nothing is left out', async () => {
    master.things.at = 1795489888;
    const following = await follow('frozen', { pingMs: 20 });
    await following.upToDate(1);
    await master.news.until(() => master.listeners === 1);
    master.freezeSockets();
    master.advance(1795489935);
    await untilTrue(() => following.said.some((sentence) => sentence.includes('nothing was heard')));
    await master.news.until(() => master.listeners === 1);
    master.advance(END);
    await expectAsImported('frozen');
    await following.stop();
  });

  test('of the WebSocket for good leaves the REST API, which is asked more often', async () => {
    master.acceptSockets = false;
    master.things.at = 1795489888;
    const following = await follow('no-socket');
    await following.upToDate(1);
    master.advance(END);
    await expectAsImported('no-socket');
    await following.stop();
  });
});

/** Resolves when this holds; fails after ten seconds. */
async function untilTrue(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 500; left > 0 && !(await holds()); left--) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await holds()).toBe(true);
}

/** Resolves when a build is seen so. */
async function seen(
  origin: string,
  key: string,
  wanted: { state: string; steps: readonly { name: string; lineCount?: number }[] },
) {
  const QUERY = `query ($origin: String!, $key: String!) { buildByKey(origin: $origin, key: $key) { state
    steps(first: 9) { nodes { name logs { lineCount } } } } }`;
  await untilTrue(async () => {
    const { data } = await server.graphql(QUERY, { origin, key });
    const { state, steps } = data.buildByKey ?? {};
    const names = steps?.nodes.map(({ name, logs }: { name: string; logs: { lineCount: number }[] }) => ({
      name,
      ...(logs[0] === undefined ? {} : { lineCount: logs[0].lineCount }),
    }));
    return isDeepStrictEqual({ state, steps: names }, wanted);
  });
}
