import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delayAfter } from '../../src/client/retries.ts';

const backoff = { initialMs: 500, maxMs: 30_000 };

describe('The wait before another attempt', () => {
  test('doubles with each failure in a row, up to the most', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 1_000].map((failures) => delayAfter(failures, backoff, () => 1));
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('is drawn from the upper half, so that clients do not return together', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
        const most = delayAfter(failures, backoff, () => 1);
        const wait = delayAfter(failures, backoff, () => random);
        expect(wait).toBeGreaterThanOrEqual(most / 2);
        expect(wait).toBeLessThanOrEqual(most);
      }),
    );
  });
});
