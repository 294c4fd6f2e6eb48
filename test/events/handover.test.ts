// The promise that nobody else makes: a snapshot and the events after its cursor are the whole truth. No event is missing, none
// comes twice, none out of order, however often a client is cut off.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';

const WRITERS = 4;
const BUILDS_EACH = 12;
const CLIENTS = 6;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.3' });
});
afterAll(() => server.stop());

/** A small generator, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';

/** Reports builds one after the other, as a CI system does. */
async function write(writer: number, dice: () => number): Promise<void> {
  const origin = `ci-${writer % 2}`;
  for (let i = 0; i < BUILDS_EACH; i += 1) {
    const build = { origin, key: `w${writer}-b${i}` };
    const stories: object[][] = [
      [{ startBuild: { ...build, builder: `builder-${i % 3}` } }, { startStep: { build, key: 's', name: 'compile' } }],
      [
        { updateBuild: { build, stateString: 'half way' } },
        { finishStep: { step: { build, key: 's' }, result: 'SUCCESS' } },
      ],
      [{ finishBuild: { build, result: dice() < 0.5 ? 'SUCCESS' : 'FAILURE' } }],
    ];
    for (const reports of stories) {
      const { data, errors } = await server.graphql(REPORT, { reports });
      expect(errors).toBeUndefined();
      expect(data.report.userErrors).toEqual([]);
    }
  }
}

interface Known {
  builds: Record<string, { state: string; result: string | null; stateString: string; steps: Record<string, string> }>;
}

const SNAPSHOT = `{ eventCursor builds(first: 1000) { nodes { id state result stateString steps(first: 10) { nodes { id state } } } } }`;

async function snapshot(): Promise<{ cursor: string; known: Known }> {
  const { data, errors } = await server.graphql(SNAPSHOT);
  expect(errors).toBeUndefined();
  const known: Known = { builds: {} };
  for (const { id, state, result, stateString, steps } of data.builds.nodes) {
    const states = steps.nodes.map((step: { id: string; state: string }) => [step.id, step.state]);
    known.builds[id] = { state, result, stateString, steps: Object.fromEntries(states) };
  }
  return { cursor: data.eventCursor, known };
}

const EVENTS = `subscription ($after: EventCursor) { events(after: $after) { __typename cursor
  ... on BuildStarted { build { id } } ... on BuildUpdated { stateString build { id } } ... on BuildFinished { result stateString build { id } }
  ... on StepStarted { state step { id build { id } } } ... on StepFinished { step { id build { id } } } } }`;

/** What one event changes of what a client knows. Only what the event itself says is used, besides ids. */
// biome-ignore lint/suspicious/noExplicitAny: what an event holds depends on its type
function apply({ builds }: Known, event: any): void {
  const buildId = event.build?.id ?? event.step?.build.id;
  const build = builds[buildId];
  switch (event.__typename) {
    case 'BuildStarted':
      expect(build).toBeUndefined();
      builds[buildId] = { state: 'RUNNING', result: null, stateString: '', steps: {} };
      return;
    case 'BuildUpdated':
      if (build) build.stateString = event.stateString;
      return;
    case 'BuildFinished':
      expect(build?.state).toBe('RUNNING');
      Object.assign(build ?? {}, { state: 'FINISHED', result: event.result, stateString: event.stateString });
      return;
    case 'StepStarted':
      expect(build?.steps[event.step.id]).toBeUndefined();
      if (build) build.steps[event.step.id] = event.state;
      return;
    case 'StepFinished':
      if (build) build.steps[event.step.id] = 'FINISHED';
  }
}

/** Takes a snapshot, follows the events from there, is cut off now and then, and stops at the position that `until` gives. */
async function follow(
  dice: () => number,
  until: Promise<string>,
): Promise<{ known: Known; start: string; seen: string[] }> {
  const { cursor: start, known } = await snapshot();
  const seen: string[] = [];
  let end: string | undefined;
  until.then((cursor) => {
    end = cursor;
  });
  for (let cursor = start; cursor !== end; ) {
    const events = watch(server.url, EVENTS, { after: cursor });
    for (let left = 1 + Math.floor(dice() * 25); left > 0 && cursor !== end; left -= 1) {
      const { events: event } = await events.next();
      if (event.__typename !== 'Heartbeat') {
        seen.push(event.cursor);
        apply(known, event);
      }
      cursor = event.cursor;
    }
    events.cut();
  }
  return { known, start, seen };
}

/** All that the log holds after a position. */
async function logAfter(after: string): Promise<string[]> {
  const { data } = await server.graphql(
    'query ($after: EventCursor!) { events(after: $after, first: 1000) { nodes { cursor } } }',
    { after },
  );
  return data.events.nodes.map(({ cursor }: { cursor: string }) => cursor);
}

test('a snapshot plus the events after its cursor is the final state, for every client, with no event missing, doubled or out of order', async () => {
  const dice = random(20_261_124);
  let finished = (_cursor: string) => {};
  const until = new Promise<string>((resolve) => {
    finished = resolve;
  });
  const writers = Array.from({ length: WRITERS }, (_, i) => write(i, dice));
  const clients = Array.from({ length: CLIENTS }, async (_, i) => {
    // Each begins at another moment: after as many snapshots as it has number.
    for (let wait = 0; wait < i * 3; wait += 1) await snapshot();
    return follow(random(i), until);
  });
  await Promise.all(writers);
  const final = await snapshot();
  finished(final.cursor);
  expect(Object.keys(final.known.builds)).toHaveLength(WRITERS * BUILDS_EACH);
  for (const { known, start, seen } of await Promise.all(clients)) {
    expect(known).toEqual(final.known);
    expect(seen).toEqual(await logAfter(start));
  }
});

test('a cursor of another database, or one ahead of the log, or a forged one, is refused, and the socket stays', async () => {
  const forged = Buffer.from('00000000-0000-0000-0000-000000000000 5').toString('base64url');
  const { data } = await server.graphql('{ eventCursor }');
  const ahead = Buffer.from(
    Buffer.from(data.eventCursor, 'base64url').toString().replace(/\d+$/, '999999999'),
  ).toString('base64url');
  for (const [after, code] of [
    [forged, 'CURSOR_EXPIRED'],
    [ahead, 'CURSOR_EXPIRED'],
    ['nonsense', 'BAD_USER_INPUT'],
  ]) {
    const events = watch(server.url, EVENTS, { after });
    await expect(events.next()).rejects.toMatchObject({ errors: [{ extensions: { code } }] });
    await events.stop();
    const answer = await server.graphql('query ($after: EventCursor!) { events(after: $after) { nodes { cursor } } }', {
      after,
    });
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
  }
});

test('a cursor older than what is kept is refused', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const first = Buffer.from(Buffer.from(data.eventCursor, 'base64url').toString().replace(/\d+$/, '0')).toString(
    'base64url',
  );
  await server.database.pool.query('delete from event where seq <= 5');
  await server.database.pool.query('update event_log set pruned_through = 5');
  const events = watch(server.url, EVENTS, { after: first });
  await expect(events.next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
  await events.stop();
});

test('a filter narrows the events, and heartbeats move the cursor past those that it leaves out', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const filter = { builds: { builders: ['chosen'], results: ['FAILURE'] }, types: ['BUILD_STARTED', 'BUILD_FINISHED'] };
  const events = watch(
    server.url,
    EVENTS.replace('$after: EventCursor', '$after: EventCursor, $filter: EventFilter').replace(
      'after: $after',
      'after: $after, filter: $filter',
    ),
    {
      after: data.eventCursor,
      filter,
    },
  );
  for (const [key, builder, result] of [
    ['f1', 'chosen', 'FAILURE'],
    ['f2', 'other', 'FAILURE'],
    ['f3', 'chosen', 'SUCCESS'],
  ]) {
    const build = { origin: 'filtered', key };
    await server.graphql(REPORT, {
      reports: [{ startBuild: { ...build, builder } }, { finishBuild: { build, result } }],
    });
  }
  const { data: after } = await server.graphql('{ eventCursor }');
  const types: string[] = [];
  for (let cursor = ''; cursor !== after.eventCursor; ) {
    const { events: event } = await events.next();
    if (event.__typename !== 'Heartbeat') types.push(`${event.__typename} ${event.result}`);
    cursor = event.cursor;
  }
  expect(types).toEqual(['BuildFinished FAILURE']);
  await events.stop();
});

test('a filtered client is told that it is up to date also while others are kept busy', async () => {
  const { data } = await server.graphql('{ eventCursor }');
  const filter = { origins: ['nobody'] };
  const events = watch(
    server.url,
    'subscription ($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) { __typename cursor } }',
    { after: data.eventCursor, filter },
  );
  let heard = false;
  const first = events.next().then(({ events: event }) => {
    heard = true;
    return event;
  });
  // Reports without a pause: the log is never quiet for as long as a heartbeat takes.
  for (let i = 0; !heard && i < 300; i += 1) {
    await server.graphql(REPORT, { reports: [{ startBuild: { origin: 'busy', key: `b${i}`, builder: 'busy' } }] });
  }
  expect(heard).toBe(true);
  expect((await first).__typename).toBe('Heartbeat');
  await events.stop();
});
