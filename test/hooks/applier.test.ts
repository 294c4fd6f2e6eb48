// What the applier does when the database does not do what it is asked: a delivery that it gives up on, and one that is very long.

import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Adapter } from '../../src/adapters/adapter.ts';
import { adapters } from '../../src/adapters/index.ts';
import { LavalampError, Overloaded } from '../../src/errors.ts';
import { type Applier, createApplier } from '../../src/hooks/applier.ts';
import type { BatchOutcome, Reporting } from '../../src/reporting/outcome.ts';
import type { Report } from '../../src/reporting/reports.ts';
import { createDeliveries, type Deliveries } from '../../src/store/deliveries.ts';
import { createIdMaker } from '../../src/store/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let made: TestDatabase;
let deliveries: Deliveries;
beforeAll(async () => {
  made = await createTestDatabase();
  deliveries = createDeliveries(made.database, createIdMaker(made.database));
});
afterAll(() => made.drop());

/** Its bodies are lists of names, each of which is a report. */
const names: Adapter = {
  ...(adapters.get('gitlab') as Adapter),
  name: 'names',
  translate: (body) => ({
    reports: (body as readonly string[]).map((name) => ({ kind: 'registerOrigin', input: { name, kind: 'CUSTOM' } })),
    problems: [],
  }),
};

/** As an adapter of before: one word is not known to it yet. */
const olderNames: Adapter = {
  ...names,
  translate: (body, delivery) => {
    const { reports } = names.translate(
      (body as readonly string[]).filter((name) => name !== 'new'),
      delivery,
    );
    return { reports, problems: (body as readonly string[]).includes('new') ? ['Received "new".'] : [] };
  },
};

/** An applier that works; `submit` is told the names of what is reported together. */
function applierOver(submit: (names: readonly string[]) => Promise<void>, adapter = names): Applier {
  const submitAll: Reporting['submitAll'] = async (reports: readonly Report[]): Promise<BatchOutcome> => {
    await submit(reports.map(({ input }) => (input as { readonly name: string }).name));
    return { outcomes: reports.map(() => ({ accepted: true, thing: null, addedResults: 0 })), seq: '1' };
  };
  return createApplier({
    adapters: new Map([['names', adapter]]),
    deliveries,
    reporting: { submitAll },
    busy: () => false,
    failed: () => {},
  });
}

const keep = (origin: string, ...bodies: readonly (readonly string[])[]) =>
  deliveries.keep(
    bodies.map((body) => {
      const receivedAt = new Date().toISOString();
      return { adapter: 'names', origin, key: null, headers: {}, receivedAt, body: Buffer.from(JSON.stringify(body)) };
    }),
    0,
  );

interface Row {
  readonly body: string;
  readonly attempts: number;
  readonly applied: boolean;
  readonly left: boolean;
  readonly problem: string | null;
}

/** The deliveries of an origin, once they are as they should be. */
async function rowsOnce(origin: string, as: (rows: readonly Row[]) => boolean): Promise<readonly Row[]> {
  for (;;) {
    const { rows } = await made.database.pool.query<Row>(
      `select convert_from(body, 'UTF8') as body, attempts, applied_at is not null as applied,
         coalesce(leased_until > now() + interval '5 seconds', false) as left, problem
       from delivery where origin = $1 order by id`,
      [origin],
    );
    if (as(rows)) return rows;
    // The embedded database answers without a turn of the event loop.
    await setImmediate();
  }
}

it('puts a delivery off that the database gives up on, lets the others pass, and after many attempts lists it', async () => {
  await keep('slow', ['a'], ['slow'], ['b']);
  const applier = applierOver(async (reported) => {
    if (reported.includes('slow')) throw new LavalampError('UNAVAILABLE', 'A statement took too long.');
  });
  applier.start();
  try {
    const tried = (rows: readonly Row[]) => rows.every(({ applied, attempts }) => applied || attempts === 1);
    expect(await rowsOnce('slow', tried)).toEqual([
      { body: '["a"]', attempts: 0, applied: true, left: false, problem: null },
      { body: '["slow"]', attempts: 1, applied: false, left: true, problem: null },
      { body: '["b"]', attempts: 0, applied: true, left: false, problem: null },
    ]);
    for (let attempts = 2; attempts <= 12; attempts += 1) {
      await made.database.pool.query("update delivery set leased_until = null where origin = 'slow'");
      applier.look();
      await rowsOnce('slow', (rows) => rows.some((row) => row.attempts === attempts));
    }
    const [, slow] = await rowsOnce('slow', () => true);
    expect(slow).toMatchObject({
      applied: true,
      problem: expect.stringMatching(/^The database gave up on this 12 times/),
    });
  } finally {
    await applier.stop(1_000);
  }
  expect(await deliveries.replay({ origins: ['slow'], states: ['UNAPPLIED'] })).toBe(1);
  expect((await rowsOnce('slow', () => true))[1]).toMatchObject({ attempts: 0, applied: false, problem: null });
  await made.database.pool.query("delete from delivery where origin = 'slow'");
});

it('submits a long delivery some after the others, and waits where there is no room', async () => {
  const all = Array.from({ length: 1_200 }, (_, i) => `${i}`);
  await keep('long', all);
  const submitted: (readonly string[])[] = [];
  let underWay = 0;
  let refused = 0;
  const applier = applierOver(async (reported) => {
    if (submitted.length === 1 && refused < 2) {
      refused += 1;
      throw new Overloaded('Too much waits.');
    }
    underWay += 1;
    expect(underWay).toBe(1);
    await Promise.resolve();
    underWay -= 1;
    submitted.push(reported);
  });
  applier.start();
  try {
    const [row] = await rowsOnce('long', ([one]) => one?.applied === true);
    expect(row).toMatchObject({ attempts: 0, problem: null });
  } finally {
    await applier.stop(1_000);
  }
  expect(submitted.map(({ length }) => length)).toEqual([500, 500, 200]);
  expect(submitted.flat()).toEqual(all);
});

it('applies what is understood of a delivery, lists it, and applies all of it again once the rest is understood', async () => {
  await keep('partly', ['a', 'new', 'b']);
  for (const [adapter, expected, problem] of [
    [olderNames, ['a', 'b'], 'Received "new".'],
    [names, ['a', 'new', 'b'], null],
  ] as const) {
    const submitted: string[] = [];
    const applier = applierOver(async (reported) => {
      submitted.push(...reported);
    }, adapter);
    applier.start();
    try {
      const [row] = await rowsOnce('partly', ([one]) => one?.applied === true);
      expect(row).toMatchObject({ problem });
    } finally {
      await applier.stop(1_000);
    }
    expect(submitted).toEqual(expected);
    expect(await deliveries.replay({ origins: ['partly'], states: ['UNAPPLIED'] })).toBe(problem === null ? 0 : 1);
  }
});

it('looks again when a delivery that waits is free, and only seldom while none waits', async () => {
  vi.useFakeTimers();
  try {
    let looked = 0;
    let free: number | null = null;
    const quiet: Deliveries = {
      ...deliveries,
      take: async () => {
        looked += 1;
        return [];
      },
      untilFree: async () => free,
    };
    const adaptersOfNone = new Map<string, Adapter>();
    const reporting = { submitAll: async () => ({ outcomes: [], seq: '1' }) };
    const parts = { adapters: adaptersOfNone, reporting, busy: () => false, failed: () => {} };
    const applier = createApplier({ ...parts, deliveries: quiet });
    const looksWithin = async (seconds: number) => {
      const before = looked;
      await vi.advanceTimersByTimeAsync(seconds * 1_000);
      return looked - before;
    };
    applier.start();
    expect(await looksWithin(29)).toBe(1);
    free = 12_000;
    expect(await looksWithin(2)).toBe(1);
    expect(await looksWithin(10)).toBe(0);
    free = 0;
    expect(await looksWithin(2)).toBe(1);
    expect(await looksWithin(6)).toBe(3);
    free = null;
    expect(await looksWithin(2)).toBe(1);
    applier.look();
    expect(await looksWithin(1)).toBe(1);
    await applier.stop(0);
  } finally {
    vi.useRealTimers();
  }
});

it('leaves what waited for longer than its lease to the server that has taken it, so that two apply nothing twice', async () => {
  const others = createDeliveries(made.database, createIdMaker(made.database));
  const applied: string[] = [];
  const applierOf = (own: Deliveries, busy = () => false) =>
    createApplier({
      adapters: new Map([['names', names]]),
      deliveries: own,
      reporting: {
        submitAll: async (reports) => {
          applied.push(...reports.map(({ input }) => (input as { readonly name: string }).name));
          return { outcomes: reports.map(() => ({ accepted: true, thing: null, addedResults: 0 })), seq: '1' } as never;
        },
      },
      busy,
      failed: () => {},
    });
  const all = Array.from({ length: 160 }, (_, i) => `rush-${i}`);
  const receivedAt = new Date().toISOString();
  const raw = all.map((name) => ({
    ...{ adapter: 'names', origin: 'rush', key: null, headers: {}, receivedAt },
    body: Buffer.from(JSON.stringify([name])),
  }));
  const ids = await deliveries.keep(raw, 10_000);
  // It gives way to a rush, and so long that its leases end.
  let rush = true;
  const slow = applierOf(deliveries, () => rush);
  for (const [i, id] of ids.entries()) {
    const { body, key: _, ...delivery } = raw[i] as (typeof raw)[number];
    const told = { ...delivery, id: id ?? '', payload: JSON.parse(String(body)), bytes: body.length };
    slow.offer(told, performance.now() - 1);
  }
  await made.database.pool.query(
    "update delivery set leased_until = now() - interval '1 second' where origin = 'rush' and id > $1",
    [ids[79]],
  );
  const other = applierOf(others);
  other.start();
  slow.start();
  try {
    await rowsOnce('rush', (rows) => rows.filter((row) => row.applied).length >= 80);
    rush = false;
    await rowsOnce('rush', (rows) => rows.every((row) => row.applied));
  } finally {
    await slow.stop(1_000);
    await other.stop(1_000);
  }
  expect(applied.toSorted()).toEqual(all.toSorted());
});

it('does not give back what another server has taken', async () => {
  const others = createDeliveries(made.database, createIdMaker(made.database));
  const [id] = await keep('given back', ['a']);
  const free = async () => (await others.untilFree()) === 0;
  expect(await free()).toBe(true);
  expect((await others.take(1, 1_000, 10_000)).map((one) => one.id)).toEqual([id]);
  await deliveries.release([id ?? '']);
  expect(await deliveries.renew([id ?? ''], 10_000)).toEqual(new Set());
  expect(await free()).toBe(false);
  await others.release([id ?? '']);
  expect(await free()).toBe(true);
  await others.applied([{ id: id ?? '', problem: null }]);
});
