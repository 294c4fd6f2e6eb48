// The database goes away and comes back. Meanwhile the server says so to everybody and loses nothing; afterwards it goes on by
// itself. Another server, whose way to the database is whole, records events all the time.

import { createClient } from 'graphql-ws';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { untilSomebodyWaits } from '../support/postgres.ts';
import { ADMIN_TOKEN } from '../support/server.ts';
import { watch } from '../support/watch.ts';
import { connect } from '../transport/support/socket.ts';
import { cleanUp } from './support/cleanUp.ts';
import { expectLegal, headOf, logAfter } from './support/events.ts';
import { type Follower, follow } from './support/follower.ts';
import { createHome } from './support/home.ts';
import { REPORT_WAITS } from './support/locks.ts';
import { type ServerProcess, SLOW, startProcess } from './support/processes.ts';
import { createWire, type Wire } from './support/wire.ts';

afterAll(cleanUp);

const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { message } } }';
const QUERY = '{ builds(first: 1) { nodes { id } } }';
const UNAVAILABLE = { message: expect.stringMatching(/^The database .*\.$/), extensions: { code: 'UNAVAILABLE' } };

/** A build from its start to its end. */
function wholeBuild(key: string): object[] {
  const build = { origin: 'ci', key };
  return [
    { startBuild: { ...build, builder: 'linux' } },
    { startStep: { build, key: 's', name: 'compile' } },
    { finishStep: { step: { build, key: 's' }, result: 'SUCCESS' } },
    { finishBuild: { build, result: 'SUCCESS' } },
  ];
}

async function record(server: ServerProcess, key: string): Promise<void> {
  const { data } = await server.graphql(REPORT, { reports: wholeBuild(key) });
  expect(data.report).toEqual({ acceptedCount: 4, userErrors: [] });
}

/** Repeats a report until it is acknowledged: that is safe, whatever became of it before. */
async function recordWhatever(server: ServerProcess, key: string): Promise<void> {
  for (;;) {
    const { data, errors } = await server.graphql(REPORT, { reports: wholeBuild(key) });
    if (errors === undefined) return expect(data.report).toEqual({ acceptedCount: 4, userErrors: [] });
    expect(errors).toEqual([expect.objectContaining(UNAVAILABLE)]);
  }
}

/** One socket for any number of operations. @returns what asks over it. */
function openSocket(url: string, token: string | null) {
  const client = createClient({
    url: url.replace(/^http/, 'ws').concat('/graphql'),
    webSocketImpl: WebSocket,
    lazy: false,
    lazyCloseTimeout: 60_000,
    retryAttempts: 0,
    onNonLazyError: () => {},
    ...(token === null ? {} : { connectionParams: { authorization: `Bearer ${token}` } }),
  });
  onTestFinished(() => client.dispose());
  return async (query: string): Promise<unknown> => {
    for await (const answer of client.iterate({ query })) return answer;
    return undefined;
  };
}

/** The status of a health page, and what it says. */
async function health(server: ServerProcess, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text() };
}

/** Asks whether the server is ready, again and again, until it is. */
async function untilReady(server: ServerProcess): Promise<void> {
  while ((await health(server, '/readyz')).status !== 200);
}

describe.runIf(inject('template').kind === 'postgres')('While the database is away', () => {
  let wire: Wire;
  let server: ServerProcess;
  let other: ServerProcess;
  let database: pg.Client;
  let start: string;
  let follower: Follower;

  beforeAll(async () => {
    const home = await createHome();
    wire = await createWire(home.databaseUrl ?? '');
    const settings = { ...home.settings, LAVALAMP_HEARTBEAT_SECONDS: '0.05', LAVALAMP_POLL_MILLISECONDS: '20' };
    [server, other] = await Promise.all([
      startProcess({ ...settings, DATABASE_URL: wire.url }),
      startProcess(settings),
    ]);
    database = new pg.Client({ connectionString: home.databaseUrl ?? '' });
    await database.connect();
  }, SLOW);
  afterAll(() => database.end());

  beforeEach(async () => {
    wire.mend();
    await untilReady(server);
    start = await headOf(server.graphql);
    follower = follow(() => server.url, start);
    await follower.until(() => follower.heartbeats() > 0);
  }, SLOW);
  afterEach(() => follower.stop());

  /** Holds all reports just before their commit while `work` runs. */
  async function withoutCommits<T>(work: () => Promise<T>): Promise<T> {
    await database.query('begin');
    await database.query('lock table event in share mode');
    try {
      return await work();
    } finally {
      await database.query('rollback');
    }
  }

  test(
    'a report in flight is refused, everybody is told, subscribers wait, and all goes on by itself afterwards',
    async () => {
      const ask = openSocket(server.url, ADMIN_TOKEN);
      expect(await ask(QUERY)).toHaveProperty('data');
      await record(server, 'before');
      await follower.until(() => follower.seen.at(-1)?.__typename === 'BuildFinished');

      const refused = await withoutCommits(async () => {
        const answer = server.graphql(REPORT, { reports: wholeBuild('in flight') });
        await untilSomebodyWaits(database, REPORT_WAITS);
        wire.cut();
        return answer;
      });
      expect(refused.errors).toEqual([expect.objectContaining(UNAVAILABLE)]);
      await server.said('The event log cannot be read; subscribers wait.');

      expect(await health(server, '/healthz')).toMatchObject({ status: 200 });
      expect(await health(server, '/readyz')).toMatchObject({
        status: 503,
        text: expect.stringContaining('The database'),
      });
      const measured = await health(server, '/metrics');
      expect(measured.status).toBe(200);
      expect(measured.text).toContain('lavalamp_feed_reachable 0\n');
      // What is not known is left out.
      expect(measured.text).not.toMatch(/^lavalamp_event_log_head /m);
      for (const token of [null, ADMIN_TOKEN]) {
        expect((await server.graphql(QUERY, {}, token)).errors).toEqual([expect.objectContaining(UNAVAILABLE)]);
      }
      await expect(ask(QUERY)).rejects.toEqual([expect.objectContaining(UNAVAILABLE)]);
      await expect(openSocket(server.url, ADMIN_TOKEN)(QUERY)).rejects.toMatchObject({
        code: 1013,
        reason: 'UNAVAILABLE',
      });
      expect(await openSocket(server.url, null)(QUERY)).toEqual({
        data: null,
        errors: [expect.objectContaining(UNAVAILABLE)],
      });
      expect((await server.graphql(REPORT, { reports: wholeBuild('refused') })).errors).toEqual([
        expect.objectContaining(UNAVAILABLE),
      ]);

      // Ten heartbeats' time, in which other servers record events that this one cannot know of.
      const { seen } = follower;
      const before = { seen: seen.length, heartbeats: follower.heartbeats() };
      for (let i = 0, since = performance.now(); i < 20 || performance.now() - since < 500; i += 1) {
        await record(other, `meanwhile ${i}`);
      }
      expect({ seen: seen.length, heartbeats: follower.heartbeats() }).toEqual(before);

      wire.mend();
      await untilReady(server);
      await record(server, 'in flight');
      await record(server, 'refused');
      const log = await logAfter(other.graphql, start);
      await follower.until(() => seen.length >= log.length);
      await follower.until(() => follower.heartbeats() > before.heartbeats);
      expect(follower.resumed()).toBe(0);
      expect(seen).toEqual(log);
      expectLegal(log);
      expect(await ask(QUERY)).toHaveProperty('data');
    },
    SLOW,
  );

  test(
    'a wire that breaks again and again loses and doubles nothing, for those who repeat and resume',
    async () => {
      let recording = true;
      const elsewhere = async () => {
        for (let i = 0; recording; i += 1) await record(other, `elsewhere ${i}`);
      };
      const throughTheWire = async (reporter: number) => {
        for (let i = 0; i < 4; i += 1) await recordWhatever(server, `here ${reporter} ${i}`);
      };
      const elsewhereDone = elsewhere();
      const reporters = Promise.all([0, 1, 2, 3].map(throughTheWire));
      let breaks = 0;
      const breaking = (async () => {
        for (let done = false; !done; breaks += 1) {
          wire.mend();
          const enough = follower.seen.length + 7;
          done = await Promise.race([
            reporters.then(() => true),
            follower.until(() => follower.seen.length > enough).then(() => false),
          ]);
          wire.cut();
          expect((await health(server, '/readyz')).status).toBe(503);
        }
      })();
      await reporters;
      recording = false;
      await Promise.all([elsewhereDone, breaking]);
      wire.mend();
      const log = await logAfter(other.graphql, start);
      await follower.until(() => follower.seen.length >= log.length);
      expect(follower.seen).toEqual(log);
      expectLegal(log);
      expect(breaks).toBeGreaterThan(2);
    },
    SLOW,
  );

  test(
    'those who watch a build wait as well, and so does one who joins them meanwhile',
    async () => {
      const query = 'subscription ($id: ID!) { build(id: $id) { state } }';
      const { data } = await server.graphql(
        'mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } } }',
        { i: { origin: 'ci', key: 'watched', builder: 'linux' } },
      );
      const { id } = data.startBuild.build;
      const early = watch(server.url, query, { id });
      expect(await early.next()).toEqual({ build: { state: 'RUNNING' } });
      // Its token needs the database: it joins with the one that it has.
      const joining = await connect(server.url, null);
      wire.cut();
      await server.said('The event log cannot be read; subscribers wait.');
      joining.ask('late', query, { id });
      // Answered after it was taken: a sign that the server has come to it.
      joining.send({ type: 'ping' });
      expect((await joining.next()).type).toBe('pong');
      wire.mend();
      expect((await joining.next()).payload).toEqual({ data: { build: { state: 'RUNNING' } } });
      const finishBuild = { build: { origin: 'ci', key: 'watched' }, result: 'SUCCESS' };
      await other.graphql(REPORT, { reports: [{ finishBuild }] });
      expect(await early.next()).toEqual({ build: { state: 'FINISHED' } });
      expect(await early.next()).toBeUndefined();
      expect((await joining.next()).payload).toEqual({ data: { build: { state: 'FINISHED' } } });
      await early.stop();
      joining.socket.close();
    },
    SLOW,
  );

  test(
    'a database that does not answer is not taken for one that has nothing new',
    async () => {
      wire.hold();
      await server.said('The database does not answer.');
      const before = follower.heartbeats();
      for (let i = 0, since = performance.now(); performance.now() - since < 500; i += 1)
        await record(other, `held ${i}`);
      expect(follower.heartbeats()).toBe(before);
      wire.mend();
      const log = await logAfter(other.graphql, start);
      await follower.until(() => follower.seen.length >= log.length);
      expect(follower.seen).toEqual(log);
    },
    SLOW,
  );
});
