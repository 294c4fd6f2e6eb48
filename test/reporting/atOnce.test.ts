// What two servers are told of one origin at the same time. The embedded database serves one process only.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { untilSomebodyWaits } from '../support/postgres.ts';
import { startServer, startServerBeside, type TestServer } from '../support/server.ts';

describe.runIf(inject('template').kind === 'postgres')('Two servers that are told of one origin', () => {
  let first: TestServer;
  let second: TestServer;
  beforeAll(async () => {
    first = await startServer();
    second = await startServerBeside(first);
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  test('keep its address, which the one was told, and its kind, which the other was told meanwhile', async () => {
    const register = (server: TestServer, facts: object) =>
      server.report([{ registerOrigin: { name: 'both', ...facts } }]);
    await register(first, { kind: 'CUSTOM' });
    const holder = await first.database.pool.connect();
    try {
      // Both have read the origin before they wait for its lock.
      await holder.query(`select pg_advisory_lock(hashint8(id), 0) from origin where name = 'both'`);
      const address = register(first, { kind: 'CUSTOM', url: 'https://ci.example.org/' });
      await untilSomebodyWaits(holder, "locktype = 'advisory'");
      const kind = register(second, { kind: 'JENKINS' });
      await untilSomebodyWaits(holder, "locktype = 'advisory'", 2);
      await holder.query(`select pg_advisory_unlock(hashint8(id), 0) from origin where name = 'both'`);
      for (const { userErrors } of await Promise.all([address, kind])) expect(userErrors).toEqual([]);
    } finally {
      holder.release();
    }
    const { data } = await first.graphql('{ origin(name: "both") { kind url } }');
    expect(data.origin).toEqual({ kind: 'JENKINS', url: 'https://ci.example.org/' });
  });
});
