// The one property that everything hangs on: whatever the order of the posts, and however often each comes, the history that
// they lead to is the same. Shown on the recorded posts, in a model of the reporting room; the real room is in
// buildbotHook.test.ts.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishOf, posts, startOf, truth } from './support/posts.ts';
import { Room, roomOf } from './support/room.ts';
import { reportsOf } from './support/translate.ts';

function historyAfter(bodies: readonly unknown[]): unknown {
  const room = new Room();
  for (const report of bodies.flatMap(reportsOf)) room.submit(report);
  return room.history();
}

const bodies = posts.map(({ body }) => body);

describe('the history that the posts lead to', () => {
  it('is what the database of the master says', () => {
    expect(historyAfter(bodies)).toEqual(roomOf(truth));
  });

  it('is the same when everything comes twice, and when everything comes backwards', () => {
    expect(historyAfter([...bodies, ...bodies])).toEqual(roomOf(truth));
    expect(historyAfter([...bodies].reverse())).toEqual(roomOf(truth));
  });

  it('is the same in any order, with any of the posts repeated', () => {
    const indices = [...bodies.keys()];
    const orders = fc
      .array(fc.constantFrom(...indices), { maxLength: 30 })
      .chain((again) => fc.shuffledSubarray([...indices, ...again], { minLength: indices.length + again.length }));
    fc.assert(
      fc.property(orders, (order) => {
        expect(historyAfter(order.map((index) => bodies[index]))).toEqual(roomOf(truth));
      }),
      { numRuns: 200 },
    );
  });

  it('does not need the reporters that tell less', () => {
    const full = posts.filter(({ url }) => url !== '/default').map(({ body }) => body);
    expect(historyAfter(full)).toEqual(roomOf(truth));
  });

  it('is the same in any order where the finish contradicts the start', () => {
    const started = withChanges(startOf(1), {
      state_string: 'starting',
      properties: {
        branch: ['main', 'Build'],
        got_revision: ['of the parent', 'Trigger'],
        only_at_start: [1, 'Scheduler'],
      },
    });
    const finished = withChanges(finishOf(1), {
      properties: { branch: ['other', 'Change'], got_revision: ['0123', 'Git'], only_at_end: [[1], 'Step'] },
    });
    const without = withChanges(finishOf(1), { properties: undefined, steps: undefined });
    const combined = { buildset: finished.buildset, builds: [withChanges(finished, { buildrequest: undefined })] };
    const all = [noRevision(started), noRevision(finished), noRevision(without), combined].map((body) =>
      noRevision(body),
    );
    const expected = historyAfter(all);
    expect(expected).toMatchObject({
      builds: [
        {
          properties: [
            { name: 'branch', value: 'other' },
            { name: 'got_revision', value: '0123' },
            { name: 'only_at_end' },
            { name: 'only_at_start' },
          ],
          sourceStamps: [{ revision: '0123' }],
          stateString: 'failed triggered downstream, 1 failure',
        },
      ],
    });
    for (const order of permutations([...all, noRevision(started)])) expect(historyAfter(order)).toEqual(expected);
  });
});

function withChanges(body: object, changes: object): Record<string, unknown> {
  return { ...body, ...changes };
}

/** The body, with a source stamp that has no revision. */
function noRevision(body: object): object {
  return JSON.parse(
    JSON.stringify(body).replaceAll('"revision":"a1b2c3d4e5f60718293a4b5c6d7e8f9001122334"', '"revision":""'),
  );
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
