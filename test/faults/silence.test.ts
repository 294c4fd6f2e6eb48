// The network to the database drops packets, and says nothing: no connection ever ends. What waits must fail all the same, nothing
// may be told that did not happen, and other servers must not wait for one that has vanished.

import { once } from 'node:events';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { serverConfig } from '../../src/config.ts';
import { serveOver } from '../../src/main.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createIdMaker } from '../../src/store/ids.ts';
import { createReader, createSnapshot } from '../../src/store/reader.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { post } from '../support/graphql.ts';
import { untilSomebodyWaits } from '../support/postgres.ts';
import { ADMIN_TOKEN } from '../support/server.ts';
import { cleanUp } from './support/cleanUp.ts';
import { createDirectory, createHome } from './support/home.ts';
import { REPORT_WAITS } from './support/locks.ts';
import { SLOW, startProcess } from './support/processes.ts';
import { createWire, type Wire } from './support/wire.ts';

const CONNECTIONS = 4;
const UNAVAILABLE = { code: 'UNAVAILABLE', message: expect.stringMatching(/^The database .*\.$/) };
const START = `mutation ($input: StartBuildInput!) {
  startBuild(input: $input) { build { id number } userErrors { message } } }`;

describe.runIf(inject('template').kind === 'postgres')('While the network to the database is silent', () => {
  let made: TestDatabase;
  let wire: Wire;
  /** Reaches the database whatever the wire does. */
  let admin: pg.Client;
  beforeAll(async () => {
    made = await createTestDatabase();
    wire = await createWire(made.url ?? '');
    admin = new pg.Client({ connectionString: made.url ?? '' });
    await admin.connect();
  });
  afterAll(async () => {
    wire.mend();
    await admin.end();
    await made.drop();
    await cleanUp();
  });

  /** The database by way of the wire. */
  async function open(statementMs?: number) {
    wire.mend();
    const limit = statementMs === undefined ? {} : { statementMs };
    const database = await openDatabase({ url: wire.url, directory: '', connections: CONNECTIONS, ...limit });
    onTestFinished(() => {
      wire.mend();
      return database.close();
    });
    return database;
  }

  /** A server over a database, which it closes. @returns its address, and what reports to it. */
  async function startServer(database: Database) {
    const settings = { PORT: '0', LAVALAMP_DATA: await createDirectory(), LAVALAMP_ADMIN_TOKEN: ADMIN_TOKEN };
    const server = await serveOver(database, serverConfig({ ...settings, LAVALAMP_LOG_LEVEL: 'silent' }));
    onTestFinished(() => {
      wire.mend();
      return server.stop();
    });
    return {
      url: server.url,
      start: (key: string) => post(server.url, START, { input: { origin: 'ci', key, builder: 'linux' } }, ADMIN_TOKEN),
    };
  }

  test('reads fail with UNAVAILABLE, no dead connection is kept, and what is read later is answered', async () => {
    const database = await open(300);
    const { rows } = createReader(database);
    const read = () => rows('select 1', []);
    await Promise.all(Array.from({ length: CONNECTIONS }, read));
    expect(database.pool.totalCount).toBe(CONNECTIONS);

    wire.hold();
    // More than there are connections: some wait for one that is free.
    const answers = await Promise.allSettled(Array.from({ length: 2 * CONNECTIONS }, read));
    for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    expect(database.pool.totalCount).toBe(0);
    await expect(createIdMaker(database).reserve(1)).rejects.toMatchObject(UNAVAILABLE);

    wire.mend();
    expect(await read()).toEqual([['1']]);
  });

  test('a snapshot fails with UNAVAILABLE, also when its connection is lost between two reads', async () => {
    const database = await open(300);
    const snapshot = createSnapshot(database);
    const [[process]] = (await snapshot.rows('select pg_backend_pid()', [])) as [[string]];
    await admin.query('select pg_terminate_backend($1, 5000)', [process]);
    await expect(snapshot.rows('select 1', [])).rejects.toMatchObject(UNAVAILABLE);
    await snapshot.close();

    const next = createSnapshot(database);
    await next.rows('select 1', []);
    wire.hold();
    await expect(next.rows('select 1', [])).rejects.toMatchObject(UNAVAILABLE);
    await next.close();
    expect(database.pool.totalCount).toBe(0);
  });

  test('a snapshot whose connection is lost before its first read fails with UNAVAILABLE, too', async () => {
    const database = await open(300);
    await createReader(database).rows('select 1', []);
    wire.hold();
    const snapshot = createSnapshot(database);
    const reads = await Promise.allSettled([snapshot.rows('select 1', []), snapshot.rows('select 2', [])]);
    for (const read of reads) expect(read).toMatchObject({ status: 'rejected', reason: UNAVAILABLE });
    await snapshot.close();
    expect(database.pool.totalCount).toBe(0);
  });

  test('/readyz says so long before statements have failed, and the server is ready again by itself', async () => {
    const { url } = await startServer(await open(600_000));
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    expect(await ready()).toBe(200);
    wire.hold();
    expect(await ready()).toBe(503);
    wire.mend();
    while ((await ready()) !== 200);
  });

  test('a report whose commit was not answered is not told as a success, and repeating it changes nothing', async () => {
    const database = await open(2_000);
    const { start } = await startServer(database);
    // The commit waits for a lock that the test can hold.
    await admin.query(`create function wait_at_commit() returns trigger language plpgsql as
      $$ begin perform pg_advisory_xact_lock(77); return null; end $$`);
    await admin.query(`create constraint trigger wait_at_commit after insert on event deferrable initially deferred
      for each row execute function wait_at_commit()`);
    await admin.query('select pg_advisory_lock(77)');
    const answer = start('unknown');
    await untilSomebodyWaits(admin, "locktype = 'advisory' and objid = 77");
    wire.mute();
    await admin.query('select pg_advisory_unlock(77)');
    expect((await answer).errors).toEqual([expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })]);
    await admin.query('drop trigger wait_at_commit on event');

    const { rows } = await admin.query("select id, number from build where key = 'unknown'");
    expect(rows).toHaveLength(1);
    wire.mend();
    const again = await start('unknown');
    expect(again.errors).toBeUndefined();
    expect(again.data.startBuild).toMatchObject({ build: { number: rows[0].number }, userErrors: [] });
    expect((await admin.query(`select from event where build_id = ${rows[0].id}`)).rowCount).toBe(1);
    expect(database.pool.totalCount).toBeLessThanOrEqual(CONNECTIONS);
  });

  test('a report in flight is refused, and its locks do not keep other servers waiting for ever', async () => {
    const database = await open(500);
    const { start } = await startServer(database);
    const location = { url: made.url, directory: '', connections: CONNECTIONS };
    const other = await startServer(await openDatabase(location));
    await admin.query('begin; lock table event in share mode');
    const answer = start('vanished');
    await untilSomebodyWaits(admin, REPORT_WAITS);
    wire.hold();
    // Its transaction now has every lock that a report needs, and nobody tells PostgreSQL that its client has gone.
    await admin.query('rollback');
    expect((await other.start('elsewhere')).data.startBuild.userErrors).toEqual([]);
    expect((await answer).errors).toEqual([expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })]);
    // The server looks after itself meanwhile: it may be about to connect.
    expect(database.pool.idleCount).toBe(0);

    wire.mend();
    expect((await start('vanished')).data.startBuild.userErrors).toEqual([]);
  });

  test('a database can be closed', async () => {
    const database = await open();
    wire.hold();
    const sent = once(database.pool, 'acquire');
    const read = expect(createReader(database).rows('select 1', [])).rejects.toMatchObject(UNAVAILABLE);
    await sent;
    await database.close(0);
    await read;
  });

  test('a statement that takes too long is ended by PostgreSQL, and the limit is named', async () => {
    const database = await open(100);
    await expect(createReader(database).rows('select pg_sleep(60)', [])).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { setting: 'LAVALAMP_STATEMENT_SECONDS' },
    });
    // PostgreSQL says so a moment before it calls the statement ended. One that went on would outlast this test.
    const running = `select from pg_stat_activity
      where datname = current_database() and query like 'select pg_sleep(60)%' and state = 'active'`;
    while ((await admin.query(running)).rowCount !== 0);
  });

  test(
    'a stop lasts as long as its setting says, tells what was left, and ends the process',
    async () => {
      const { databaseUrl, settings } = await createHome();
      const own = await createWire(databaseUrl ?? '');
      const locking = new pg.Client({ connectionString: databaseUrl ?? '' });
      await locking.connect();
      // Before the server starts: what removes old events waits for it too, and is cut by the stop.
      await locking.query('begin; lock table event in share mode');
      const server = await startProcess({
        ...settings,
        DATABASE_URL: own.url,
        LAVALAMP_STATEMENT_SECONDS: '600',
        LAVALAMP_STOP_SECONDS: '1',
      });
      const reports = Array.from({ length: 2 }, (_, i) =>
        server.graphql(START, { input: { origin: 'ci', key: `left ${i}`, builder: 'linux' } }).catch(() => 'cut'),
      );
      await untilSomebodyWaits(locking, REPORT_WAITS);
      own.hold();
      await locking.end();
      const { code, signal, stdout } = await server.kill('SIGTERM');
      expect({ code, signal }).toEqual({ code: 0, signal: null });
      expect(stdout).toContain('its connections are cut');
      expect(stdout).toMatch(/"reports":[12],.*The stop did not wait longer for these reports/);
      expect(stdout).not.toContain('could not be');
      expect(await Promise.all(reports)).toEqual(['cut', 'cut']);
    },
    SLOW,
  );

  test(
    'a migration may take longer than a statement may',
    async () => {
      const { databaseUrl, settings } = await createHome({ empty: true });
      const migrating = new pg.Client({ connectionString: databaseUrl ?? '' });
      await migrating.connect();
      await migrating.query('select pg_advisory_lock(5282001)');
      const starting = startProcess({ ...settings, LAVALAMP_STATEMENT_SECONDS: '0.1' });
      await untilSomebodyWaits(migrating, "locktype = 'advisory'");
      await migrating.query('select pg_sleep(1.5)');
      await migrating.end();
      const server = await starting;
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    },
    SLOW,
  );
});
