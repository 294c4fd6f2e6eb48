import { expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import type { Channel, Consumer, Render } from '../../src/events/channel.ts';
import type { Live } from '../../src/events/live.ts';
import type { EventFilter } from '../../src/filters.ts';
import { createExecutor, type Execution } from '../../src/graphql/executor.ts';
import { createSharedSubscriptions } from '../../src/graphql/sharedSubscriptions.ts';
import type { LoggedEvent } from '../../src/loggedEvents.ts';
import type { Scope, Viewer } from '../../src/model.ts';
import { fixedContext, type Sources } from './support/fixedContext.ts';
import { admit, schema } from './support/operations.ts';

const TIME = '2026-11-24T08:30:00.000Z';
const STARTED: LoggedEvent = {
  type: 'BUILD_STARTED',
  seq: '7',
  recordedAt: TIME,
  originId: '1',
  buildId: '1',
  subjectId: '1',
  moment: { startedAt: TIME, state: 'RUNNING', result: null, stateString: '' },
};
const EVENTS =
  'subscription Watch($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) ';
const PLAIN = `${EVENTS} { cursor } }`;

/** Channels that only remember how they were made and joined. */
function setUp(sources: Sources = {}) {
  const made: { filter: EventFilter; render: Render<unknown>; joined: (string | null)[]; consumers: Consumer[] }[] = [];
  const live: Live = {
    parseCursor: (cursor) => {
      if (cursor === 'expired') throw new LavalampError('CURSOR_EXPIRED', 'Of another log.');
      return cursor;
    },
    events: (filter, render): Channel => {
      const one = { filter, render, joined: [] as (string | null)[], consumers: [] as Consumer[] };
      made.push(one);
      return {
        join: (after, consumer) => {
          one.joined.push(after);
          one.consumers.push(consumer);
          return { resume: () => {}, cancel: () => {} };
        },
      };
    },
    build: () => {
      throw new Error('Not asked for here.');
    },
  };
  const logged: object[] = [];
  const executor = createExecutor({ schema, kind: 'jit', openContext: fixedContext(sources).openContext });
  const log = { error: (details: object) => logged.push(details) };
  return { made, logged, ...createSharedSubscriptions({ schema, executor, live, log }) };
}

const ignoring: Consumer = { take: () => true, end: () => {} };

function as(execution: Execution, name: string | null, ...scopes: Scope[]): Execution {
  const viewer: Viewer = { tokenName: name, scopes: new Set(scopes) };
  return { ...execution, viewer };
}

test('subscribers share a channel whoever they are and wherever they begin, when operation, variables and rights are the same', () => {
  const { made, open } = setUp();
  const filter = { types: ['BUILD_STARTED'] };
  open(as(admit(PLAIN, { after: '1', filter }), 'a', 'READ'), ignoring);
  open(as(admit(PLAIN, { after: '2', filter }), null, 'READ'), ignoring);
  open(as(admit(PLAIN, { filter }), 'c', 'READ'), ignoring);
  expect(made.map(({ joined }) => joined)).toEqual([['1', '2', null]]);
  open(as(admit(PLAIN, { after: '1', filter }), 'a', 'READ', 'ADMIN'), ignoring);
  open(as(admit(PLAIN, { after: '1' }), 'a', 'READ'), ignoring);
  open(as(admit(`${PLAIN} `, { after: '1', filter }), 'a', 'READ'), ignoring);
  expect(made).toHaveLength(4);
});

test('a variable that is used for more than the position keeps subscribers apart', () => {
  const source = `subscription ($after: EventCursor, $first: Int) { events(after: $after) { ... on BuildStarted { build {
    steps(first: $first) { nodes { id } } } } } }`;
  const { made, open } = setUp();
  for (const first of [1, 1, 2]) open(admit(source, { after: String(first), first }), ignoring);
  expect(made.map(({ joined }) => joined)).toEqual([['1', '1'], ['2']]);
});

test('a channel that all have left is made anew', () => {
  const { made, open } = setUp();
  const first = open(admit(PLAIN), ignoring);
  const second = open(admit(PLAIN), ignoring);
  first.cancel();
  first.cancel();
  open(admit(PLAIN), ignoring).cancel();
  expect(made).toHaveLength(1);
  made[0]?.consumers[1]?.end();
  second.cancel();
  open(admit(PLAIN), ignoring);
  expect(made).toHaveLength(2);
});

test('a position that is wrong is told to the subscriber, with the field', () => {
  const { open } = setUp();
  const told: unknown[] = [];
  open(admit(PLAIN, { after: 'expired' }), { ...ignoring, end: (error) => told.push(error) });
  expect(told).toMatchObject([{ path: ['events'], originalError: { code: 'CURSOR_EXPIRED' } }]);
});

test('the field may stand in a fragment, under an alias, beside one that is skipped', async () => {
  const source = `subscription { ... @skip(if: true) { ...F } ... @include(if: true) { ...F } }
    fragment F on Subscription { e: events { cursor } }`;
  const { made, open } = setUp();
  open(admit(source), ignoring);
  expect(await made[0]?.render([STARTED], {})).toEqual(['{"data":{"e":{"cursor":"log:7"}}}']);
});

test('the more an event asks for, the fewer are executed at once, and never fewer than one', async () => {
  const { made, open } = setUp();
  const many = Array.from({ length: 500 }, () => STARTED);
  const atOnce = async (selection: string) => {
    open(admit(`${EVENTS} { ... on BuildStarted { build { ${selection} } } } }`), ignoring);
    return (await made.at(-1)?.render(many, {}))?.length;
  };
  expect(await atOnce('number')).toBe(100);
  expect(await atOnce('steps(first: 500) { nodes { number } }')).toBe(3);
  expect(await atOnce('steps(first: 1000) { nodes { logs { name } } }')).toBe(1);
});

test('an event is not told while the database is away, and neither is null in the place of its build', async () => {
  const away = { now: true };
  const { made, open } = setUp({
    beforeNode: () => {
      if (away.now) throw new LavalampError('UNAVAILABLE', 'Away.');
    },
  });
  open(admit(`${EVENTS} { ... on BuildStarted { build { number } } } }`), ignoring);
  await expect(made[0]?.render([STARTED], {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  away.now = false;
  expect(await made[0]?.render([STARTED], {})).toEqual(['{"data":{"events":{"build":{"number":1}}}}']);
});

test('a fault in one field is masked, logged once, and told with the rest of the event', async () => {
  const { made, logged, open } = setUp({
    beforeNode: () => {
      throw new Error('secret');
    },
  });
  open(admit(`${EVENTS} { cursor ... on BuildStarted { build { number } } } }`), ignoring);
  const [payload = ''] = (await made[0]?.render([STARTED], {})) ?? [];
  expect(payload).not.toContain('secret');
  expect(JSON.parse(payload)).toMatchObject({
    data: { events: { cursor: 'log:7', build: null } },
    errors: [{ path: ['events', 'build'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
  });
  expect(logged).toHaveLength(1);
});
