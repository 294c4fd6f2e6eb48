// The promise that nobody else makes: a snapshot and the events after its cursor are the whole truth. No event is missing, none
// comes twice, none out of order, however often a client is cut off, and whichever server it moves to.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { answered } from '../faults/support/events.ts';
import { startServer, startServerBeside, type TestServer } from '../support/server.ts';
import { at, brought, type End, follow, logAfter, snapshotOf } from './support/client.ts';
import { EVENT_TYPES } from './support/documents.ts';
import { factsOf } from './support/model.ts';
import { type ClientPlan, type Schedule, schedule } from './support/schedule.ts';
import { createProgress, write } from './support/writers.ts';

const RUNS = inject('template').kind === 'postgres' ? 5 : 2;
const SEED = process.env.LAVALAMP_TEST_SEED;

/** Makes some commits take their time, so that those which do not wait for each other come to overtake each other. */
const HESITATION = `
  create function hesitate() returns trigger language plpgsql as $$
    begin if random() < 0.1 then perform pg_sleep(random() * 0.02); end if; return null; end $$;
  create constraint trigger hesitate after insert on event deferrable initially deferred
    for each row execute function hesitate()`;

let servers: readonly TestServer[];
beforeAll(async () => {
  const settings = { LAVALAMP_HEARTBEAT_SECONDS: '0.1', LAVALAMP_POLL_MILLISECONDS: '20' };
  const first = await startServer(settings);
  // This one groups reports, and tells its subscribers soon that they do not keep up.
  const other = { LAVALAMP_GROUP_COMMIT_MILLISECONDS: '3', LAVALAMP_QUEUE_EVENTS: '6' };
  if (first.databaseUrl !== null) await first.database.pool.query(HESITATION);
  servers = [first, await startServerBeside(first, { ...settings, ...other })];
});
afterAll(async () => {
  for (const server of [...servers].reverse()) await server.stop();
});

/** Writers and clients at work at the same time, until the clients have been told all that was written. */
async function perform({ origins, writers, clients: [earliest, ...others], passersBy }: Schedule) {
  const progress = createProgress();
  const total = writers.flat().flatMap(({ batches }) => batches).length;
  const end: End = {};
  const writing = async () => {
    await Promise.all(writers.map((acts) => write(servers, acts, progress)));
    const final = await snapshotOf(at(servers, 0), origins);
    end.cursor = final.cursor;
    return final.model;
  };
  const join = async (plan: ClientPlan) => ({ plan, snapshot: await snapshotOf(at(servers, plan.server), origins) });
  const stay = async ({ plan, snapshot }: Awaited<ReturnType<typeof join>>) => ({
    ...(await follow(servers, snapshot, plan, end)),
    pageSize: plan.pageSize,
  });
  const first = await join(earliest);
  const later = others.map(async (plan) => {
    await progress.reached(Math.floor(plan.comesAfter * total));
    return stay(await join(plan));
  });
  const passing = passersBy.map(async ({ comesAfter, server }) => {
    await progress.reached(Math.floor(comesAfter * total));
    return snapshotOf(at(servers, server), origins);
  });
  const [final, passed, ...followed] = await Promise.all([writing(), Promise.all(passing), stay(first), ...later]);
  return { final, passed, followed };
}

/** BUILD_STARTED of BuildStarted. */
function typeOf({ __typename: name }: { readonly __typename: string }): string {
  return name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

test('a snapshot plus the events after its cursor is the final state, for every client, with no event missing, doubled or out of order', async () => {
  const { __type } = await answered(at(servers, 0).graphql, EVENT_TYPES);
  const types: string[] = __type.enumValues.map(({ name }: { name: string }) => name);

  const property = fc.asyncProperty(schedule, async (schedule) => {
    const { final, passed, followed } = await perform(schedule);
    for (const { model, start, seen, pageSize } of followed) {
      expect(seen.map(factsOf)).toEqual((await logAfter(servers, start, pageSize)).map(factsOf));
      expect(model).toEqual(final);
    }
    const log = await logAfter(servers, followed[0].start, 1000);
    for (const snapshot of passed) expect(brought(snapshot, log)).toEqual(final);
    // The first client was there before the writers: it was told everything.
    expect([...new Set(followed[0].seen.map(typeOf))].sort()).toEqual([...types].sort());
  });
  // A schedule cannot be made smaller: it fails or not as its parts happen to meet.
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true, ...(SEED ? { seed: Number(SEED) } : {}) });
}, 120_000);
