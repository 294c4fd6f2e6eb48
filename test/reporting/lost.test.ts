// Builds that nothing is heard of any more.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Report } from '../../src/reporting/reports.ts';
import { SILENT_BUILDS, SILENT_STEPS } from '../../src/store/silence.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedBuilds } from '../support/seed.ts';
import { countingStatements } from '../support/statements.ts';
import { BUILD_MINUTES, Clock, type LostRoom, lostRoom, MINUTE, ORIGIN_MINUTES, running } from './support/lostRoom.ts';

let home: TestDatabase;
let clock: Clock;
let room: LostRoom;

beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

/** Each test has a clock and origins of its own, after those of the tests before it. */
let run = 0;
beforeEach(async () => {
  run += 1;
  clock = new Clock();
  clock.time += run * 10_000 * MINUTE;
  room = lostRoom(home.database, clock);
  await room.pass(1);
  for (const table of ['build', 'step'])
    await home.database.pool.query(
      `update ${table} set state = 'FINISHED', result = 'SUCCESS' where state <> 'FINISHED'`,
    );
  await home.database.pool.query('update log set complete = true where not complete');
});

test('a build whose origin went silent is ended as RETRY, with its step, its log, and an event for each', async () => {
  await room.report(...running('dead', 'one'));
  const began = clock.iso();
  const head = await room.head();
  expect(await room.pass(ORIGIN_MINUTES)).toBe(0);
  expect(await room.build('dead', 'one')).toMatchObject({ state: 'RUNNING', lost: false });
  expect(await room.pass(2)).toBe(1);
  expect(await room.build('dead', 'one')).toMatchObject({
    state: 'FINISHED',
    result: 'RETRY',
    lost: true,
    stateString: `lost: nothing heard from dead since ${began.slice(0, 10)} ${began.slice(11, 16)} UTC`,
    completedAt: clock.iso(),
  });
  expect(await room.eventsAfter(head)).toEqual(['LOG_FINISHED', 'STEP_FINISHED RETRY', 'BUILD_FINISHED RETRY']);
  expect(await room.pass(30)).toBe(0);
  expect(await room.eventsAfter(head)).toHaveLength(3);
  expect(room.watch.measures.map(({ read }) => read())).toEqual([1]);
  expect(room.failures).toEqual([]);
});

test('a silent build of an origin that is heard runs on, until it has been silent for much longer', async () => {
  await room.report(...running('busy', 'silent'), ...running('busy', 'loud'));
  for (let minute = 0; minute < BUILD_MINUTES; minute += 5) {
    await room.report(
      { kind: 'loseWorker', input: { origin: 'busy', name: 'w' } },
      // Says nothing but that it runs.
      { kind: 'updateBuild', input: { build: { origin: 'busy', key: 'loud' } } },
    );
    expect(await room.pass(5)).toBe(0);
  }
  expect(await room.pass(2)).toBe(1);
  expect(await room.build('busy', 'loud')).toMatchObject({ state: 'RUNNING' });
  expect((await room.build('busy', 'silent')).stateString).toMatch(/^lost: nothing heard of this build since /);
});

test('lines of a log alone keep a build alive, and so does a report that is refused, for its origin', async () => {
  await room.report(...running('logging', 'one'));
  for (let line = 1; line <= 30; line += 1) {
    const step = { build: { origin: 'logging', key: 'one' }, key: 'compile' };
    await room.report({ kind: 'appendLog', input: { step, name: 'stdio', firstLine: line, text: 'more\n' } });
    expect(await room.pass(5)).toBe(0);
  }
  for (let i = 0; i < 4; i += 1) {
    const wrong = room.report({ kind: 'registerOrigin', input: { name: 'logging', kind: 'CUSTOM', url: 'not a url' } });
    await expect(wrong).rejects.toThrow(/address/);
    expect(await room.pass(5)).toBe(0);
  }
});

test('the true end of a lost build and of its steps takes the place of the guess, with events; repeating it changes nothing', async () => {
  const build = { origin: 'late', key: 'one' };
  await room.report(...running('late', 'one'));
  expect(await room.pass(ORIGIN_MINUTES + 2)).toBe(1);
  const head = await room.head();
  const ends = [
    { kind: 'appendLog', input: { step: { build, key: 'compile' }, name: 'stdio', firstLine: 1, text: 'two\n' } },
    { kind: 'finishStep', input: { step: { build, key: 'compile' }, result: 'SUCCESS', stateString: 'compiled' } },
    { kind: 'finishBuild', input: { build, result: 'SUCCESS', completedAt: '2026-11-25T00:00:00.000Z' } },
  ] as const;
  await room.report(...ends);
  expect(await room.build('late', 'one')).toMatchObject({
    state: 'FINISHED',
    result: 'SUCCESS',
    lost: false,
    stateString: '',
    completedAt: '2026-11-25T00:00:00.000Z',
  });
  const events = ['LOG_STARTED', 'LOG_FINISHED', 'STEP_FINISHED SUCCESS', 'BUILD_FINISHED SUCCESS'];
  expect(await room.eventsAfter(head)).toEqual(events);
  await room.report(...ends.slice(2));
  expect(await room.eventsAfter(head)).toEqual(events);
  await expect(room.report({ kind: 'finishBuild', input: { build, result: 'FAILURE' } })).rejects.toThrow(/SUCCESS/);
});

test('the end that a lost build is told can be RETRY too; then it is no guess any more', async () => {
  const build = { origin: 'retried', key: 'one' };
  await room.report(...running('retried', 'one'));
  await room.pass(ORIGIN_MINUTES + 2);
  const head = await room.head();
  await room.report({ kind: 'finishBuild', input: { build, result: 'RETRY', stateString: 'worker lost' } });
  expect(await room.build('retried', 'one')).toMatchObject({
    result: 'RETRY',
    lost: false,
    stateString: 'worker lost',
  });
  expect(await room.eventsAfter(head)).toEqual(['BUILD_FINISHED RETRY']);
});

test('a lost build of which anything else is reported runs again, and so does the step; later it can be lost again', async () => {
  const build = { origin: 'back', key: 'one' };
  const step = { build, key: 'compile' };
  await room.report(...running('back', 'one'), {
    kind: 'startStep',
    input: { build, key: 'other', name: 'other' },
  });
  await room.pass(ORIGIN_MINUTES + 2);
  const head = await room.head();
  await room.report(
    { kind: 'updateBuild', input: { build, stateString: 'still building' } },
    { kind: 'appendLog', input: { step, name: 'stdio', firstLine: 1, text: 'two\n' } },
  );
  expect(await room.build('back', 'one')).toMatchObject({
    state: 'RUNNING',
    result: null,
    completedAt: null,
    lost: false,
    stateString: 'still building',
  });
  const { rows } = await home.database.pool.query(
    `select s.key, s.state, s.lost, l.complete from step s join build b on b.id = s.build_id join origin o on o.id = b.origin_id
     left join log l on l.step_id = s.id where o.name = 'back' order by s.number`,
  );
  expect(rows).toEqual([
    { key: 'compile', state: 'RUNNING', lost: false, complete: false },
    { key: 'other', state: 'FINISHED', lost: true, complete: null },
  ]);
  // The report's own event, that of the log, which goes on, that of the return, and the step's.
  expect(await room.eventsAfter(head)).toEqual([
    'BUILD_UPDATED RETRY',
    'LOG_STARTED',
    'BUILD_UPDATED RUNNING',
    'STEP_UPDATED RUNNING',
  ]);
  await room.report({ kind: 'finishStep', input: { step: { build, key: 'other' }, result: 'SUCCESS' } });
  expect(await room.pass(ORIGIN_MINUTES + 2)).toBe(1);
  expect(await room.build('back', 'one')).toMatchObject({ state: 'FINISHED', result: 'RETRY', lost: true });
});

test('the request of a lost build waits again, and is met by the build that comes next', async () => {
  const request = { origin: 'queue', key: 'q' };
  const claim = async () => {
    const { rows } = await home.database.pool.query(
      `select r.claimed_at is not null as claimed, r.result from build_request r join origin o on o.id = r.origin_id where o.name = 'queue'`,
    );
    return rows[0];
  };
  await room.report(
    { kind: 'requestBuild', input: { ...request, builder: 'linux' } },
    ...running('queue', 'one', { buildRequest: request }),
  );
  expect(await claim()).toEqual({ claimed: true, result: null });
  await room.pass(ORIGIN_MINUTES + 2);
  expect(await claim()).toEqual({ claimed: false, result: null });
  await room.report(...running('queue', 'two', { buildRequest: request }), {
    kind: 'finishBuild',
    input: { build: { origin: 'queue', key: 'two' }, result: 'WARNINGS' },
  });
  expect(await claim()).toEqual({ claimed: true, result: 'WARNINGS' });
});

test('silence does not count while no server listened', async () => {
  await room.report(...running('away', 'one'));
  expect(await room.pass(5)).toBe(0);
  // All servers, or the database, are away for days; or the machine sleeps.
  clock.time += 3_000 * MINUTE;
  expect(await room.pass(4)).toBe(0);
  expect(await room.build('away', 'one')).toMatchObject({ state: 'RUNNING' });
  expect(await room.pass(4)).toBe(1);
});

test('a build that is known only by its key is left alone, and is lost once it has a start', async () => {
  const build = { origin: 'early', key: 'one' };
  await room.report({ kind: 'startStep', input: { build, key: 's', name: 's' } });
  expect(await room.pass(2 * BUILD_MINUTES)).toBe(0);
  await room.report({ kind: 'startBuild', input: { ...build, builder: 'linux' } });
  expect(await room.pass(ORIGIN_MINUTES)).toBe(0);
  expect(await room.pass(2)).toBe(1);
});

test('an origin that reports all the time is noted once a minute', async () => {
  await room.report(...running('chatty', 'one'));
  const notes = async () => {
    const { statements } = await countingStatements(async () => {
      for (let i = 0; i < 5; i += 1) {
        clock.time += MINUTE / 10;
        await room.report({
          kind: 'setProperties',
          input: { build: { origin: 'chatty', key: 'one' }, properties: [] },
        });
      }
    });
    return statements.filter((sql) => /^\s*update /.test(sql)).length;
  };
  await room.report({ kind: 'connectWorker', input: { origin: 'chatty', name: 'w' } });
  expect(await notes()).toBe(0);
  // Once for the origin, once for the build.
  clock.time += MINUTE;
  expect(await notes()).toBe(2);
});

const stepOf = async (origin: string) => {
  const { rows } = await home.database.pool.query(
    `select s.state, s.result, s.lost, l.complete from step s join build b on b.id = s.build_id join origin o on o.id = b.origin_id
     left join log l on l.step_id = s.id where o.name = $1`,
    [origin],
  );
  return rows[0];
};

test('a step whose end is not told is ended as lost some time after its build, with its log; what is reported of it takes that back', async () => {
  const build = { origin: 'left', key: 'one' };
  const step = { build, key: 'compile' };
  await room.report(...running('left', 'one'));
  expect(await room.pass(ORIGIN_MINUTES - 1)).toBe(0);
  await room.report({ kind: 'finishBuild', input: { build, result: 'SUCCESS' } });
  const head = await room.head();
  await room.pass(ORIGIN_MINUTES);
  expect(await room.eventsAfter(head)).toEqual([]);
  expect(await room.pass(2)).toBe(0);
  const lost = ['LOG_FINISHED', 'STEP_FINISHED RETRY'];
  expect(await room.eventsAfter(head)).toEqual(lost);
  expect(await stepOf('left')).toEqual({ state: 'FINISHED', result: 'RETRY', lost: true, complete: true });
  expect(await room.build('left', 'one')).toMatchObject({ state: 'FINISHED', result: 'SUCCESS', lost: false });
  await room.pass(30);
  expect(await room.eventsAfter(head)).toEqual(lost);
  expect(room.watch.measures.map(({ read }) => read())).toEqual([0]);

  await room.report({ kind: 'updateStep', input: { step, stateString: 'still compiling' } });
  expect(await stepOf('left')).toMatchObject({ state: 'RUNNING', result: null, lost: false });
  await room.pass(ORIGIN_MINUTES);
  expect(await stepOf('left')).toMatchObject({ state: 'RUNNING' });
  await room.pass(2);
  expect(await stepOf('left')).toMatchObject({ lost: true });
  await room.report({ kind: 'finishStep', input: { step, result: 'SUCCESS' } });
  expect(await stepOf('left')).toMatchObject({ state: 'FINISHED', result: 'SUCCESS', lost: false });
  expect((await room.eventsAfter(head)).slice(lost.length)).toEqual([
    'STEP_UPDATED FINISHED',
    'STEP_UPDATED RUNNING',
    'STEP_FINISHED RETRY',
    'STEP_FINISHED SUCCESS',
  ]);
  expect(await room.build('left', 'one')).toMatchObject({ state: 'FINISHED', result: 'SUCCESS' });
  expect(room.failures).toEqual([]);
});

test('a step that its build has left is given longer while its origin is heard, and as long as it is heard itself', async () => {
  const build = { origin: 'goes on', key: 'one' };
  const step = { build, key: 'compile' };
  await room.report(...running('goes on', 'one'), { kind: 'finishBuild', input: { build, result: 'SUCCESS' } });
  const passed = async (minutes: number, report: Report) => {
    for (let minute = 0; minute < minutes; minute += 5) {
      await room.report(report);
      await room.pass(5);
    }
  };
  await passed(BUILD_MINUTES + 10, { kind: 'updateStep', input: { step } });
  expect(await stepOf('goes on')).toMatchObject({ state: 'RUNNING' });
  const other: Report = { kind: 'loseWorker', input: { origin: 'goes on', name: 'w' } };
  await passed(BUILD_MINUTES - 5, other);
  expect(await stepOf('goes on')).toMatchObject({ state: 'RUNNING' });
  await passed(10, other);
  expect(await stepOf('goes on')).toMatchObject({ state: 'FINISHED', lost: true });
});

test('a log whose last lines never come is complete some time after its step and build have ended, and told again when they do', async () => {
  const build = { origin: 'cut', key: 'one' };
  const step = { build, key: 'compile' };
  const log = { step, name: 'stdio' };
  await room.report(
    ...running('cut', 'one'),
    { kind: 'finishLog', input: { ...log, lineCount: 2 } },
    { kind: 'finishStep', input: { step, result: 'SUCCESS' } },
    { kind: 'finishBuild', input: { build, result: 'SUCCESS' } },
  );
  expect(await stepOf('cut')).toMatchObject({ state: 'FINISHED', complete: false });
  const head = await room.head();
  await room.pass(ORIGIN_MINUTES + 2);
  expect(await room.eventsAfter(head)).toEqual(['LOG_FINISHED']);
  expect(await stepOf('cut')).toEqual({ state: 'FINISHED', result: 'SUCCESS', lost: false, complete: true });
  await room.report({ kind: 'appendLog', input: { ...log, firstLine: 1, text: 'two\n' } });
  expect(await room.eventsAfter(head)).toEqual(['LOG_FINISHED', 'LOG_FINISHED']);
});

test('the watch reads builds that run, and what builds have left behind, by indexes of just those', async () => {
  await seedBuilds(home.database, 2_000, 1);
  const plan = async (statement: string) => {
    const values = ['0', "'2026-01-01'", "'2026-01-01'", '50'];
    const { rows } = await home.database.pool.query(
      `explain ${statement.replaceAll(/\$(\d)/g, (_, n) => values[Number(n) - 1] ?? '')}`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };
  expect(await plan(SILENT_BUILDS)).toContain('build_running_idx');
  expect(await plan(SILENT_BUILDS)).not.toContain('Seq Scan on build ');
  expect(await plan(SILENT_STEPS)).toContain('step_unfinished_idx');
  expect(await plan(SILENT_STEPS)).not.toMatch(/Seq Scan on (build|step) /);
});
