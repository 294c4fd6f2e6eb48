// Two bells over one PostgreSQL, in this process, so that their statements can be seen.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createSharedBell, type SharedBell } from '../../src/events/sharedBell.ts';
import { startServer, type TestServer } from '../support/server.ts';

const START =
  'mutation ($key: String!) { startBuild(input: { origin: "o", key: $key, builder: "b" }) { eventCursor } }';

describe.runIf(inject('template').kind === 'postgres')('The bell through PostgreSQL', () => {
  const bells: SharedBell[] = [];
  let server: TestServer;
  let logId: string;
  /** The statements of each connection. */
  const statements = new Map<pg.Client, string[]>();
  const { query } = pg.Client.prototype;

  /** A bell that has been connected. */
  async function connectedBell(): Promise<SharedBell> {
    let shared: SharedBell | undefined;
    await new Promise<void>((resolve, reject) => {
      shared = createSharedBell({
        place: { kind: 'postgres', url: server.databaseUrl ?? '' },
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
    // The server rings through the database that the test made, whose address it learns from there.
    const made = await startServer();
    logId = (await made.database.pool.query('select id from event_log')).rows[0].id;
    server = made;
  });
  afterAll(async () => {
    await Promise.all(bells.map(({ stop }) => stop(5_000)));
    pg.Client.prototype.query = query;
    await server.stop();
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

  test('nothing is notified on a connection that writes, nor is anything written on the one that notifies', async () => {
    const shared = await connectedBell();
    await Promise.all(Array.from({ length: 20 }, (_, i) => server.graphql(START, { key: `build ${i}` })));
    shared.bell.ring('commit');
    await shared.stop(5_000);
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
