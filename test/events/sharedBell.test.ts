// Two bells over one PostgreSQL, in this process, so that their statements can be seen.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { serverConfig } from '../../src/config.ts';
import { createSharedBell, type SharedBell } from '../../src/events/sharedBell.ts';
import { type RunningServer, serveOver } from '../../src/main.ts';
import type { Distribution } from '../../src/measures.ts';
import { logState } from '../../src/store/eventLog.ts';
import { createReader } from '../../src/store/reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { post } from '../support/graphql.ts';
import { ADMIN_TOKEN } from '../support/server.ts';

const START =
  'mutation ($key: String!) { startBuild(input: { origin: "o", key: $key, builder: "b" }) { userErrors { message } } }';

describe.runIf(inject('template').kind === 'postgres')('The bell through PostgreSQL', () => {
  const bells: SharedBell[] = [];
  let database: TestDatabase;
  let server: RunningServer;
  let logId: string;
  /** The statements of each connection. */
  const statements = new Map<pg.Client, string[]>();
  const { query } = pg.Client.prototype;

  /** A bell that has been connected. */
  async function connectedBell(): Promise<SharedBell> {
    let shared: SharedBell | undefined;
    await new Promise<void>((resolve, reject) => {
      shared = createSharedBell({
        place: { kind: 'postgres', url: database.url ?? '' },
        logId,
        failed: reject,
        connected: () => resolve(),
      });
      bells.push(shared);
      shared.start();
    });
    if (shared === undefined) throw new Error('There is no bell.');
    return shared;
  }

  beforeAll(async () => {
    pg.Client.prototype.query = function noted(this: pg.Client, ...args: unknown[]) {
      const [first] = args as [string | { text: string }];
      const texts = statements.get(this) ?? [];
      statements.set(this, texts);
      texts.push(typeof first === 'string' ? first : first.text);
      return Reflect.apply(query, this, args);
    } as typeof query;
    database = await createTestDatabase();
    logId = (await logState(createReader(database.database))).logId;
    const settings = { PORT: '0', LAVALAMP_LOG_LEVEL: 'silent', LAVALAMP_ADMIN_TOKEN: ADMIN_TOKEN };
    server = await serveOver(database.database, serverConfig({ ...settings, DATABASE_URL: database.url ?? '' }));
  });
  afterAll(async () => {
    await Promise.all(bells.map(({ stop }) => stop(5_000)));
    pg.Client.prototype.query = query;
    await server.stop();
    await database.drop();
  });

  const notifications = () => [...statements.values()].flat().filter((text) => /notify/i.test(text));

  test('a burst of a thousand rings makes few notifications, and all that rang is heard', async () => {
    const [one, other] = [await connectedBell(), await connectedBell()];
    const before = notifications().length;
    const heard = Array.from(
      { length: 1_000 },
      (_, i) => new Promise<void>((resolve) => other.bell.listen(`log/${i}`, resolve)),
    );
    for (let i = 0; i < 1_000; i += 1) one.bell.ring(`log/${i}`);
    await Promise.all(heard);
    expect(notifications().length - before).toBeLessThanOrEqual(3);
  });

  test('a ring is not heard twice by the server that rang', async () => {
    const [one, other] = [await connectedBell(), await connectedBell()];
    let heard = 0;
    one.bell.listen('log/own', () => {
      heard += 1;
    });
    one.bell.ring('log/own');
    // PostgreSQL tells in the order of the commits: when the answer has come, an echo would have come before.
    other.bell.listen('log/own', () => other.bell.ring('log/answer'));
    await new Promise<void>((resolve) => one.bell.listen('log/answer', resolve));
    expect(heard).toBe(1);
  });

  test('how long a ring takes to where others hear it is measured, once for each message', async () => {
    const [one, other] = [await connectedBell(), await connectedBell()];
    other.bell.listen('log/timed', () => other.bell.ring('log/timed-answer'));
    one.bell.ring('log/timed');
    await new Promise<void>((resolve) => one.bell.listen('log/timed-answer', resolve));
    const latency = one.measures.find(({ name }) => name === 'lavalamp_bell_seconds')?.read() as Distribution;
    // Its first ring is that it has come; the answer is not its own.
    expect(latency.counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(1);
    expect(latency.sum).toBeGreaterThan(0);
    expect(latency.sum).toBeLessThan(60);
  });

  test('nothing is notified on a connection that writes, nor is anything written on the one that notifies', async () => {
    const other = await connectedBell();
    const heard = new Promise<void>((resolve) => other.bell.listen('commit', resolve));
    for (let i = 0; i < 20; i += 1) {
      const { data } = await post(server.url, START, { key: `build ${i}` }, ADMIN_TOKEN);
      expect(data.startBuild.userErrors).toEqual([]);
    }
    await heard;
    const writers = [...statements.values()].filter((texts) => texts.some((text) => /^\s*(begin|insert)/i.test(text)));
    const notifiers = [...statements.values()].filter((texts) => texts.some((text) => /notify/i.test(text)));
    expect(writers.length).toBeGreaterThan(0);
    expect(notifiers.length).toBeGreaterThan(0);
    expect(writers.filter((texts) => notifiers.includes(texts))).toEqual([]);
    for (const texts of notifiers) {
      expect(texts.filter((text) => !/^(select pg_backend_pid|listen |select pg_notify|$)/.test(text))).toEqual([]);
    }
  });
});
