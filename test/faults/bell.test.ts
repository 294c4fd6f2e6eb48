// The bell between servers. These poll once a minute: what is heard sooner was rung for.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Environment } from '../../src/config.ts';
import { administer } from '../support/postgres.ts';
import { watch } from '../support/watch.ts';
import { cleanUp } from './support/cleanUp.ts';
import { answered, headOf } from './support/events.ts';
import { follow } from './support/follower.ts';
import { createHome, type Home } from './support/home.ts';
import { type ServerProcess, SLOW, startProcess } from './support/processes.ts';
import { startRedis } from './support/redis.ts';

afterAll(cleanUp);

/** Well below the minute between two polls. */
const SOON_MS = 20_000;
const AWAY = 'The bell to other servers is away';
const BACK = 'The bell to other servers is back';
const RINGS = 'The bell to other servers rings';
const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';
const LOG = '{ buildByKey(origin: "ci", key: "log") { steps(first: 1) { nodes { logs { id } } } } }';
const LINES = 'subscription ($log: ID!) { logLines(log: $log) { lines { text } } }';

async function report(server: ServerProcess, ...reports: object[]): Promise<void> {
  const answer = await answered(server.graphql, REPORT, { reports });
  expect(answer.report.userErrors).toEqual([]);
}

const startBuild = (key: string) => ({ startBuild: { origin: 'ci', key, builder: 'linux' } });

/** What must happen long before the next poll. */
async function soon(work: () => Promise<void>): Promise<void> {
  const since = performance.now();
  await work();
  expect(performance.now() - since).toBeLessThan(SOON_MS);
}

const settings: Environment = {
  LAVALAMP_POLL_MILLISECONDS: '60000',
  LAVALAMP_HEARTBEAT_SECONDS: '0.05',
  LAVALAMP_LOG_LEVEL: 'info',
};

/** Some events, one after the other, each reported to one server and seen at the other before the next is reported. */
async function expectEventsFromTo(from: ServerProcess, to: ServerProcess, name: string): Promise<void> {
  const follower = follow(() => to.url, await headOf(to.graphql));
  await follower.until(() => follower.heartbeats() > 0);
  await soon(async () => {
    for (let i = 1; i <= 5; i += 1) {
      await report(from, startBuild(`${name} ${i}`));
      // The first of them also makes the builder known.
      await follower.until(() => follower.seen.filter(({ __typename: type }) => type === 'BuildStarted').length >= i);
    }
  });
  follower.stop();
}

/** What a bell must do, whatever carries it. */
function rings(servers: () => readonly [ServerProcess, ServerProcess], breakLines: () => Promise<void>): void {
  test('an event that is reported to one server is at once with a subscriber of the other, both ways', async () => {
    const [one, other] = servers();
    await expectEventsFromTo(one, other, 'there');
    await expectEventsFromTo(other, one, 'back');
  });

  test('a line of a log that is reported to one server is at once with who follows the log at the other', async () => {
    const [one, other] = servers();
    const step = { build: { origin: 'ci', key: 'log' }, key: 's' };
    const line = (i: number) => ({
      appendLog: { step, name: 'stdio', firstLine: i, text: `${i}\n`, stream: 'STDOUT' },
    });
    await report(one, startBuild('log'), { startStep: { ...step, name: 'compile' } }, line(0));
    const { buildByKey } = await answered(other.graphql, LOG);
    const lines = watch(other.url, LINES, { log: buildByKey.steps.nodes[0].logs[0].id });
    expect(await lines.next()).toEqual({ logLines: { lines: [{ text: '0' }] } });
    await soon(async () => {
      for (let i = 1; i <= 5; i += 1) {
        await report(one, line(i));
        expect(await lines.next()).toEqual({ logLines: { lines: [{ text: String(i) }] } });
      }
    });
    await lines.stop();
  });

  test('after its connections were broken the bell is back by itself', async () => {
    const [one, other] = servers();
    await breakLines();
    for (const server of [one, other]) {
      await server.said(AWAY);
      await server.said(BACK);
    }
    await expectEventsFromTo(one, other, 'after the break');
  });

  test('a server stops in good order while the bell rings', async () => {
    for (const server of servers()) expect(await server.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  });
}

async function startTwo(home: Home, more: Environment): Promise<readonly [ServerProcess, ServerProcess]> {
  const all = { ...home.settings, ...settings, ...more };
  return Promise.all([startProcess(all), startProcess(all)]);
}

const onPostgres = inject('template').kind === 'postgres';
// Where there is none, the end of the run says so (test/support/templateDatabase.ts).
const redisUrl = onPostgres ? await startRedis() : null;

describe.runIf(onPostgres)('The bell through PostgreSQL', () => {
  let home: Home;
  let servers: readonly [ServerProcess, ServerProcess];
  beforeAll(async () => {
    home = await createHome();
    servers = await startTwo(home, {});
    for (const server of servers) await server.said(`${RINGS}, through postgres.`);
  }, SLOW);
  rings(
    () => servers,
    () =>
      administer(
        home.databaseUrl ?? '',
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name = 'lavalamp bell' and datname = current_database()`,
      ),
  );
});

describe.runIf(redisUrl !== null)('The bell through Redis', () => {
  const url = redisUrl ?? '';
  let servers: readonly [ServerProcess, ServerProcess];
  beforeAll(async () => {
    servers = await startTwo(await createHome(), { REDIS_URL: url });
    for (const server of servers) await server.said(`${RINGS}, through redis.`);
  }, SLOW);
  rings(
    () => servers,
    async () => {
      const redis = await createClient({ url }).connect();
      await redis.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
      redis.destroy();
    },
  );
});

describe.runIf(onPostgres)('A Redis that is of no use', () => {
  test(
    'is told of once, and news is found by polling',
    async () => {
      const useless = { REDIS_URL: 'redis://127.0.0.1:1', LAVALAMP_POLL_MILLISECONDS: '20' };
      const [one, other] = await startTwo(await createHome(), useless);
      await Promise.all([one.said(AWAY), other.said(AWAY)]);
      await expectEventsFromTo(one, other, 'polled');
      for (const server of [one, other]) {
        expect(server.output().split(AWAY)).toHaveLength(2);
        expect(await server.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
      }
    },
    SLOW,
  );

  test(
    'does not hold up a stop when it accepts connections and never answers',
    async () => {
      const mute = createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
      onTestFinished(() => void mute.close());
      await once(mute, 'listening');
      const { port } = mute.address() as AddressInfo;
      const accepted = once(mute, 'connection');
      const { settings: place } = await createHome();
      const server = await startProcess({ ...place, ...settings, REDIS_URL: `redis://127.0.0.1:${port}` });
      await accepted;
      await soon(async () => expect(await server.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' }));
    },
    SLOW,
  );
});
