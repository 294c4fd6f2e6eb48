import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitAskedFor } from '../../src/webhooks/post.ts';
import { type Answered, at, LONGEST_WAIT_MS, progressAfter } from '../../src/webhooks/retries.ts';

const SECOND = 1_000; // milliseconds
const OPTIONS = { retryMs: 2 * SECOND, pauseAfterMs: 72 * 3_600 * SECOND };
const BEGAN = Date.parse('2026-11-24T08:30:00.000Z');

const attempt = (began: number, status: number | null, retryAfterMs: number | null = null): Answered => ({
  position: '8',
  type: 'BuildFinished',
  attemptedAt: new Date(began).toISOString(),
  durationMs: 100,
  status,
  problem: status !== null && status < 300 ? null : 'It did not work.',
  excerpt: null,
  retryAfterMs,
});

test('an attempt that failed is made again, each time after twice as long, up to an hour, until it is paused with its place kept', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 200, maxLength: 200 }), (randoms) => {
      let progress = at('7');
      let began = BEGAN;
      for (const [i, random] of randoms.entries()) {
        progress = progressAfter(progress, attempt(began, 500), OPTIONS, random);
        expect(progress).toMatchObject({ position: '7', failures: i + 1, failingSince: new Date(BEGAN).toISOString() });
        if (progress.nextAttemptAt === null) break;
        const wait = Date.parse(progress.nextAttemptAt) - (began + 100);
        const full = Math.min(2 * SECOND * 2 ** i, LONGEST_WAIT_MS);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(wait).toBeLessThanOrEqual(full);
        began += 100 + wait;
      }
      expect(progress).toMatchObject({ pausedFor: 'FAILING', nextAttemptAt: null });
      expect(began - BEGAN).toBeGreaterThan(71 * 3_600 * SECOND);
      expect(began - BEGAN).toBeLessThan(74 * 3_600 * SECOND);
    }),
    { numRuns: 3 },
  );
});

test('one that was taken moves on, whatever was before', () => {
  const failing = progressAfter(at('7'), attempt(BEGAN, null), OPTIONS, 0);
  expect(progressAfter(failing, attempt(BEGAN + SECOND, 299), OPTIONS, 0)).toEqual(at('8'));
});

test('one that was answered 410 is paused at once', () => {
  expect(progressAfter(at('7'), attempt(BEGAN, 410), OPTIONS, 0)).toMatchObject({ pausedFor: 'GONE', position: '7' });
});

test('where no time is allowed for, the first failure pauses', () => {
  const strict = { ...OPTIONS, pauseAfterMs: 0 };
  expect(progressAfter(at('7'), attempt(BEGAN, 503), strict, 0)).toMatchObject({ pausedFor: 'FAILING', failures: 1 });
});

test.each([
  ['soon', 0, 2 * SECOND],
  ['in a while', 90 * SECOND, 90 * SECOND],
  ['in a week', 7 * 86_400 * SECOND, LONGEST_WAIT_MS],
])('one whose receiver says when, %s, is made then, neither at once nor later than in an hour', (_, asked, least) => {
  for (const random of [0, 1]) {
    const failing = { ...at('7'), failures: 9, failingSince: new Date(BEGAN).toISOString() };
    const { nextAttemptAt, failures } = progressAfter(failing, attempt(BEGAN, 503, asked), OPTIONS, random);
    const wait = Date.parse(nextAttemptAt ?? '') - (BEGAN + 100);
    expect(wait).toBe(Math.min(least + random * OPTIONS.retryMs, LONGEST_WAIT_MS));
    expect(failures).toBe(10);
  }
});

test('it is paused after the same time, whatever it asks for', () => {
  const failing = { ...at('7'), failures: 9, failingSince: new Date(BEGAN - OPTIONS.pauseAfterMs).toISOString() };
  expect(progressAfter(failing, attempt(BEGAN, 429, SECOND), OPTIONS, 0)).toMatchObject({ pausedFor: 'FAILING' });
});

test.each([
  ['120', 120 * SECOND],
  ['0', 0],
  ['9'.repeat(400), Number.POSITIVE_INFINITY],
  ['Tue, 24 Nov 2026 08:31:00 GMT', 60 * SECOND],
  ['Tue, 24 Nov 2026 08:29:00 GMT', 0],
  ['soon', null],
  ['-1', null],
  ['1.5', null],
  ['', null],
  ['Tue, 99 Nov 2026 08:31:00 GMT', null],
])('Retry-After: %s', (header, ms) => {
  expect(waitAskedFor(header, BEGAN)).toBe(ms);
});
