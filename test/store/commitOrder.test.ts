// The log's sequence is the order of the commits: whoever has read up to an entry never sees one appear below it.

import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { NewEvent } from '../../src/loggedEvents.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { entriesAfter } from '../../src/store/eventLog.ts';
import { createReader } from '../../src/store/reader.ts';
import { writeTransaction } from '../../src/store/writing.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { untilSomebodyWaits } from '../support/postgres.ts';

// The embedded database has one connection: no two transactions are ever under way.
const onPostgres = inject('template').kind === 'postgres';
const event = (originId: string): NewEvent => ({
  type: 'WORKER_UPDATED',
  originId,
  buildId: null,
  subjectId: originId,
  moment: {},
});
const NOW = '2026-11-24T08:30:00.000Z';

let first: TestDatabase;
let second: Database;
beforeAll(async () => {
  if (!onPostgres) return;
  first = await createTestDatabase();
  second = await openDatabase({ url: first.url ?? '', directory: '', connections: 4 });
});
afterAll(async () => {
  if (!onPostgres) return;
  await second.close();
  await first.drop();
});

test.runIf(onPostgres)(
  'a later append, of another server and another origin, cannot commit before an earlier one',
  async () => {
    let commitFirst = () => {};
    let appended = () => {};
    const firstHasAppended = new Promise<void>((resolve) => {
      appended = resolve;
    });
    const mayCommit = new Promise<void>((resolve) => {
      commitFirst = resolve;
    });
    const early = writeTransaction(first.database, async (transaction) => {
      const { seq } = transaction.append([event('1')], NOW);
      await seq;
      appended();
      await mayCommit;
      return { seq };
    });
    await firstHasAppended;
    const late = writeTransaction(second, async (transaction) => transaction.append([event('2')], NOW));
    const waits = untilSomebodyWaits(first.database.pool, "locktype = 'advisory'");
    const outcome = await Promise.race([waits.then(() => 'waits'), late.then(() => 'has committed')]);
    commitFirst();
    expect(outcome).toBe('waits');
    const [earlySeq, lateSeq] = await Promise.all([(await early).seq, (await late).seq]);
    expect(BigInt(earlySeq)).toBeLessThan(BigInt(lateSeq));
    const entries = await entriesAfter(createReader(first.database), '0', 10);
    expect(entries.map(({ seq }) => seq)).toEqual([earlySeq, lateSeq]);
  },
);
