import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Distribution, Tally } from '../src/measures.ts';

test('a distribution counts each value in the first bucket that it fits into', () => {
  const distribution = new Distribution([1, 2, 5]);
  for (const value of [0, 1, 1.5, 2, 5, 6, 700]) distribution.add(value);
  expect(distribution.counts).toEqual([2, 2, 1, 2]);
  expect(distribution.sum).toBe(715.5);
});

test('a distribution loses no value, whatever the values are', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (values) => {
      const distribution = new Distribution([0.5, 20, 99]);
      for (const value of values) distribution.add(value);
      const upTo = (bound: number) => values.filter((value) => value <= bound).length;
      const [a = 0, b = 0, c = 0, d = 0] = distribution.counts;
      expect([a, a + b, a + b + c, a + b + c + d]).toEqual([upTo(0.5), upTo(20), upTo(99), values.length]);
    }),
  );
});

test('a tally counts under labels, which do not run into each other', () => {
  const tally = new Tally('kind', 'outcome');
  tally.add('a', 'b');
  tally.add('a', 'b');
  tally.add('ab', '');
  expect(tally.samples()).toEqual([
    { labels: { kind: 'a', outcome: 'b' }, value: 2 },
    { labels: { kind: 'ab', outcome: '' }, value: 1 },
  ]);
});
