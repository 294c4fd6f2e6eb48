import { expect, test } from 'vitest';
import { createTurns } from '../src/turns.ts';

/** Turns that end when they are told to. */
function heldTurns(everyMs: number) {
  const ends: (() => void)[] = [];
  let taken: () => void = () => {};
  const turns = createTurns(
    () => {
      taken();
      return new Promise<void>((resolve) => ends.push(resolve));
    },
    () => everyMs,
  );
  const nextTaken = () =>
    new Promise<void>((resolve) => {
      taken = resolve;
    });
  return { turns, ends, nextTaken };
}

test('a turn is taken some time after the one before has ended, never beside it', async () => {
  const { turns, ends, nextTaken } = heldTurns(1);
  turns.start('now');
  turns.hurry();
  turns.hurry();
  expect(ends).toHaveLength(1);
  const second = nextTaken();
  ends[0]?.();
  await second;
  const third = nextTaken();
  ends[1]?.();
  await third;
  expect(ends).toHaveLength(3);
  const stop = turns.stop(10_000);
  ends[2]?.();
  await stop;
  expect(turns.stopped()).toBe(true);
});

test('one that is hurried does not wait, and none is taken after the stop, which waits for no turn that hangs', async () => {
  const { turns, ends, nextTaken } = heldTurns(3_600_000);
  turns.start('later');
  const first = nextTaken();
  turns.hurry();
  await first;
  await turns.stop(1);
  turns.hurry();
  ends[0]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(1);
});
