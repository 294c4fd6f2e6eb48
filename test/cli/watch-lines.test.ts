import { describe, expect, test } from 'vitest';
import { duration, painter, plain } from '../../src/cli/terminal.ts';
import { GivenUp } from '../../src/cli/watch/givenUp.ts';
import { lineOf } from '../../src/cli/watch/lines.ts';
import type { EventsSubscription } from '../../src/client/index.ts';

const plainly = painter(false, true);
const common = { cursor: 'c', recordedAt: '2026-11-24T08:30:00.000Z' };
const build = {
  id: 'b',
  number: 12,
  state: 'FINISHED' as const,
  result: 'FAILURE' as const,
  durationSeconds: 200,
  builder: { id: 'r', name: 'linux-gcc', project: null },
  worker: { name: 'linux-01' },
  sourceStamps: [{ codebase: '', branch: 'main', revision: 'a1b2c3d4e5f6' }],
};

/** The line without its time, which depends on where the test runs. */
function said(event: EventsSubscription['events'], givenUp = new GivenUp()): string | undefined {
  return lineOf(event, plainly, givenUp)?.replace(/^\d\d:\d\d:\d\d /, '');
}

describe('An event on the terminal', () => {
  test('tells that a build started, and of what', () => {
    expect(said({ ...common, __typename: 'BuildStarted', startedAt: common.recordedAt, build })).toBe(
      '▶ linux-gcc #12 started on linux-01  main a1b2c3d4',
    );
  });

  test('tells how a build ended, how long it took, and why', () => {
    const event = { ...common, __typename: 'BuildFinished', completedAt: common.recordedAt, build } as const;
    expect(said({ ...event, result: 'FAILURE', stateString: 'test failed' })).toBe(
      '✘ linux-gcc #12 failed in 3 min 20 s: test failed  main a1b2c3d4',
    );
    expect(
      said({
        ...event,
        result: 'SUCCESS',
        stateString: '',
        build: { ...build, durationSeconds: null, sourceStamps: [] },
      }),
    ).toBe('✔ linux-gcc #12 succeeded');
  });

  test('tells that a build which was given up runs again, once each time, and of no other update', () => {
    const givenUp = new GivenUp();
    const updated = (state: 'RUNNING' | 'FINISHED', id = 'b') =>
      said({ ...common, __typename: 'BuildUpdated', stateString: '', build: { ...build, id, state } }, givenUp);
    const ended = (result: 'RETRY' | 'SUCCESS') =>
      said(
        { ...common, __typename: 'BuildFinished', completedAt: common.recordedAt, result, stateString: '', build },
        givenUp,
      );

    expect(updated('RUNNING')).toBeUndefined();
    for (let times = 0; times < 2; times += 1) {
      expect(ended('RETRY')).toMatch(/^↻ linux-gcc #12 is given up/);
      expect(updated('FINISHED')).toBeUndefined();
      expect(updated('RUNNING', 'another')).toBeUndefined();
      expect(updated('RUNNING')).toBe('▶ linux-gcc #12 runs again: it had only gone silent');
      expect(updated('RUNNING')).toBeUndefined();
    }
    ended('RETRY');
    ended('SUCCESS');
    expect(updated('RUNNING')).toBeUndefined();
  });

  test('tells of a change by the first line of its message', () => {
    const change = {
      id: 'c',
      author: 'Ines',
      message: 'Fix it\n\nLong story',
      revision: 'a1b2c3d4e5',
      branch: null,
      repository: '',
      url: null,
    };
    expect(said({ ...common, __typename: 'ChangeAdded', change })).toBe('● Ines: Fix it  a1b2c3d4');
  });

  test('tells of steps and workers', () => {
    const worker = { id: 'w', name: 'linux-01', connected: false };
    expect(said({ ...common, __typename: 'WorkerLost', lostAt: common.recordedAt, worker })).toBe(
      '⇣ worker linux-01 is lost',
    );
    const step = { id: 's', number: 1, name: 'compile', durationSeconds: 3.21, build };
    expect(
      said({
        ...common,
        __typename: 'StepFinished',
        result: 'WARNINGS',
        stateString: '2 warnings',
        completedAt: '',
        step,
      }),
    ).toBe('▲ linux-gcc #12 compile succeeded with warnings in 3.2 s: 2 warnings');
  });

  test('is nothing when only programs care, or what it is about is not kept any more', () => {
    expect(said({ ...common, __typename: 'Heartbeat' })).toBeUndefined();
    expect(said({ ...common, __typename: 'BuildStarted', startedAt: common.recordedAt, build: null })).toBeUndefined();
  });

  test('cannot command the terminal', () => {
    const builder = { id: 'r', name: '\x1b]0;owned\x07\n\u202ex', project: null };
    const line = said({
      ...common,
      __typename: 'BuildStarted',
      startedAt: common.recordedAt,
      build: { ...build, builder },
    });
    expect(line).toBe('▶ ·]0;owned···x #12 started on linux-01  main a1b2c3d4');
    expect(plain('täglich 日本 😀')).toBe('täglich 日本 😀');
  });
});

describe('Colours', () => {
  test.each([
    [null, true, true],
    [null, false, false],
    [true, false, true],
    [false, true, false],
  ])('set to %s, on a terminal %s: %s', (setting, isTerminal, coloured) => {
    expect(painter(setting, isTerminal)('red', 'x')).toBe(coloured ? '\x1b[31mx\x1b[0m' : 'x');
  });
});

test.each([
  [0, '0.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.6, '1 min 0 s'],
  [3_599.4, '59 min 59 s'],
  [7_500, '2 h 5 min'],
])('A duration of %d s is said as %s', (seconds, said) => {
  expect(duration(seconds)).toBe(said);
});
