// A Buildbot that is followed by its API ends with the history that its database has, whatever happens meanwhile.

import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LeftOpen } from '../../src/cli/follow/leftOpen.ts';
import { createClient } from '../../src/client/index.ts';
import { posts, shuffled, truth } from '../adapters/support/posts.ts';
import { TestMaster } from '../support/buildbot/master.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { runSql } from './support/buildbot.ts';
import { Sandbox } from './support/cli.ts';
import {
  copyOfRecorded,
  END,
  expectAsImported,
  FOLLOWED,
  follow,
  known,
  STORY,
  untilSeen,
} from './support/followed.ts';

let server: TestServer;
let sandbox: Sandbox;
let master: TestMaster;
let path: string;
let count = 0;

beforeAll(async () => {
  server = await startServer(FOLLOWED);
  sandbox = new Sandbox(() => server.url);
});
afterAll(async () => {
  sandbox.remove();
  await server.stop();
});
beforeEach(async () => {
  count += 1;
  // One test has a long log.
  path = copyOfRecorded(sandbox.directory, `state-${count}`, { lastLog: count === 1 ? 19 : 18 });
  master = await new TestMaster(path).start();
});
afterEach(() => master.stop());

const eventCursor = async (): Promise<string> => (await server.graphql('{ eventCursor }')).data.eventCursor;

describe('What there was', { timeout: 60_000 }, () => {
  test('is caught up with, and is in every field what an import of the database gives', async () => {
    const following = await follow(server, master, 'caught-up');
    await following.upToDate(1);
    await expectAsImported(server, path, 'caught-up');
    expect((await known(server, 'caught-up')).history).toEqual(truth);
    await following.stop();
    expect(following.said).toEqual([]);
  });

  test('is not repeated by a second one that goes on, or begins anew', async () => {
    const first = await follow(server, master, 'twice');
    await first.upToDate(1);
    await first.stop();
    const cursor = await eventCursor();
    const lines = () => master.asked.filter((asked) => asked.includes('/contents')).length;
    const before = lines();
    const second = await follow(server, master, 'twice', { state: first.state });
    await second.upToDate(1);
    await second.stop();
    expect(lines()).toBe(before);
    const third = await follow(server, master, 'twice');
    await third.upToDate(1);
    await third.stop();
    expect(await eventCursor()).toBe(cursor);
  });

  test('and was left running by posts, is found however much it is', async () => {
    await postStarts('left');
    const { states } = await known(server, 'left');
    const running = Object.keys(states).filter((key) => key.startsWith('build/') && states[key] === 'RUNNING');
    const left = new LeftOpen(createClient({ url: server.url, token: ADMIN_TOKEN }), 'left', 2);
    const found: string[] = [];
    while (found.length < running.length) found.push(...(await left.read()).builds.map(({ id }) => `build/${id}`));
    expect(found.sort()).toEqual(running.sort());
    expect((await left.read()).builds).toHaveLength(2);
  });

  test('and was left running by posts, is ended', async () => {
    await postStarts('posted');
    const whole = await follow(server, master, 'whole');
    await whole.upToDate(1);
    await whole.stop();
    // As if all had been read before the posts came.
    const following = await follow(server, master, 'posted', {
      state: { ...whole.state, openBuilds: [], openRequests: [] },
    });
    await following.upToDate(1);
    await following.stop();
    const { states } = await known(server, 'posted');
    expect(Object.entries(states).filter(([key, state]) => key.startsWith('build/') && state !== 'FINISHED')).toEqual(
      [],
    );
  });

  test('of a master that is dead is interrupted, and of one that has just started goes on', async () => {
    runSql(path, 'update builds set complete_at = null, results = null where id = 16; update masters set active = 0;');
    const early = await follow(server, master, 'dead');
    await early.upToDate(1);
    expect((await known(server, 'dead')).states['build/16']).toBe('RUNNING');
    await early.stop();
    runSql(
      path,
      `insert into masters (id, name, name_hash, active, last_active) values (2, 'other', 'x', 1, ${Math.floor(Date.now() / 1_000)});`,
    );
    const later = await follow(server, master, 'dead', { state: early.state });
    await later.upToDate(1);
    await expectAsImported(server, path, 'dead');
    expect((await known(server, 'dead')).states['build/16']).toBe('FINISHED');
    await later.stop();
  });
});

describe('What happens', { timeout: 60_000 }, () => {
  test.each([
    ['as it comes', (frames: readonly string[]) => frames],
    ['twice and in any order', (frames: readonly string[]) => shuffled([...frames, ...frames], 5)],
    ['never, but for every third', (frames: readonly string[]) => frames.filter((_, i) => i % 3 === 0)],
  ])('ends as an import does, when it is told %s', async (how, deliver) => {
    const origin = `live ${how}`;
    master.things.at = STORY[0] ?? 0;
    master.deliver = deliver;
    const following = await follow(server, master, origin, { lookMs: 200 });
    await master.news.until(() => master.listeners === 1);
    await following.upToDate(1);
    for (const time of [...STORY, END]) {
      const before = master.asked.length;
      master.advance(time);
      await master.news.until(() => master.asked.length > before);
    }
    await expectAsImported(server, path, origin);
    await following.stop();
    expect(following.said.filter((sentence) => sentence.startsWith('refused'))).toEqual([]);
  });

  test('is there while it happens: a build that runs, its step, and the lines until then', async () => {
    master.things.at = 1795489888;
    const following = await follow(server, master, 'running');
    await following.upToDate(1);
    await master.news.until(() => master.listeners === 1);
    master.advance(1795489910);
    master.advance(1795489912);
    await seen('running', 'build/5', {
      state: 'RUNNING',
      steps: [{ name: 'worker_preparation' }, { name: 'sleep', lineCount: 8 }],
    });
    master.advance(END);
    await expectAsImported(server, path, 'running');
    await following.stop();
  });

  test('is found by itself when nobody tells that a build has ended', async () => {
    master.things.at = 1795489912;
    master.deliver = () => [];
    const following = await follow(server, master, 'silent', { lookMs: 50 });
    await following.upToDate(1);
    master.advance(END);
    await expectAsImported(server, path, 'silent');
    await following.stop();
  });
});

describe('An outage', { timeout: 60_000 }, () => {
  test('of the master, in the midst of its builds, leaves nothing out', async () => {
    master.things.at = 1795489888;
    const following = await follow(server, master, 'outage');
    await following.upToDate(1);
    for (const [i, time] of STORY.entries()) {
      master.advance(time);
      if (i % 3 !== 1) continue;
      const before = following.said.length;
      await master.kill();
      await following.heard((said) => said.length > before);
      await master.start();
    }
    master.advance(END);
    await expectAsImported(server, path, 'outage');
    await following.stop();
  });

  test('of the WebSocket alone, which is open and silent, is noticed, and nothing is left out', async () => {
    master.things.at = 1795489888;
    const following = await follow(server, master, 'frozen', { pingMs: 20 });
    await following.upToDate(1);
    await master.news.until(() => master.listeners === 1);
    master.freezeSockets();
    master.advance(1795489935);
    await following.heard((said) => said.some((sentence) => sentence.includes('nothing was heard')));
    await master.news.until(() => master.listeners === 1);
    master.advance(END);
    await expectAsImported(server, path, 'frozen');
    await following.stop();
  });

  test('of the WebSocket for good leaves the REST API, which is asked more often', async () => {
    master.acceptSockets = false;
    master.things.at = 1795489888;
    const following = await follow(server, master, 'no-socket');
    await following.upToDate(1);
    master.advance(END);
    await expectAsImported(server, path, 'no-socket');
    await following.stop();
  });
});

/** Posts that builds have started, and nothing else. */
async function postStarts(origin: string): Promise<void> {
  for (const { body } of posts.filter(({ url, body }) => url === '/full' && body.complete === false)) {
    await fetch(`${server.url}/hooks/buildbot/${origin}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify(body),
    });
  }
}

/** Resolves when a build is seen so. */
async function seen(
  origin: string,
  key: string,
  wanted: { state: string; steps: readonly { name: string; lineCount?: number }[] },
) {
  const QUERY = `query ($origin: String!, $key: String!) { buildByKey(origin: $origin, key: $key) { state
    steps(first: 9) { nodes { name logs { lineCount } } } } }`;
  const holds = async () => {
    const { data } = await server.graphql(QUERY, { origin, key });
    const { state, steps } = data.buildByKey ?? {};
    const names = steps?.nodes.map(({ name, logs }: { name: string; logs: { lineCount: number }[] }) => ({
      name,
      ...(logs[0] === undefined ? {} : { lineCount: logs[0].lineCount }),
    }));
    return isDeepStrictEqual({ state, steps: names }, wanted);
  };
  await untilSeen(server, holds);
  expect(await holds()).toBe(true);
}
