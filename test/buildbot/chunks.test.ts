// The chunks of logs: every codec, as the libraries that Buildbot uses write them, and what is hostile or damaged.

import { readFileSync } from 'node:fs';
import { brotliCompressSync, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeChunk, MOST_CHUNK_BYTES } from '../../src/buildbot/chunks.ts';

interface Sample {
  readonly plain: string;
  /** By zlib, libbz2, liblz4, libzstd and libbrotli, in the order of Buildbot's codes. */
  readonly encoded: readonly string[];
}

const samples: Readonly<Record<string, Sample>> = JSON.parse(
  readFileSync(new URL('data/codecs.json', import.meta.url), 'utf8'),
);
const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
const CODES = [1, 2, 3, 4, 5];

describe('the chunks of a log', () => {
  it.each(Object.keys(samples))('are read in every codec: %s', (name) => {
    const sample = samples[name];
    const plain = inflateSync(bytes(sample?.plain ?? ''));
    expect(decodeChunk(plain, 0)).toEqual(plain);
    for (const [i, encoded] of (sample?.encoded ?? []).entries())
      expect(decodeChunk(bytes(encoded), i + 1)).toEqual(plain);
  });

  it('are refused when they are larger than any that Buildbot writes', () => {
    const bomb = Buffer.alloc(MOST_CHUNK_BYTES + 1);
    expect(() => decodeChunk(bomb, 0)).toThrow();
    expect(() => decodeChunk(deflateSync(bomb), 1)).toThrow();
    expect(() => decodeChunk(brotliCompressSync(bomb), 5)).toThrow();
    expect(() => decodeChunk(Buffer.from([0xff, 0xff, 0xff, 0x7f, 0]), 3)).toThrow(/more than/);
    // A frame that wants 2 TiB to refer back to, and one that repeats a byte 2^21 times in each block of a few bytes.
    expect(() => decodeChunk(Buffer.from('28b52ffd00f80100000000', 'hex'), 4)).toThrow(/window/);
    const block = Buffer.from([0x02 | ((1 << 17) << 3), ((1 << 17) << 3) >> 8, ((1 << 17) << 3) >> 16, 0x61]);
    const frame = Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), ...Array<Buffer>(200).fill(block)]);
    expect(() => decodeChunk(frame, 4)).toThrow(/more than/);
    expect(() => decodeChunk(Buffer.alloc(0), 6)).toThrow(/none of Buildbot/);
  });

  it('end with an error or with a bounded text when they are damaged', { timeout: 60_000 }, () => {
    const damaged = fc.record({
      code: fc.constantFrom(...CODES),
      at: fc.nat(5_000),
      to: fc.integer({ min: 0, max: 255 }),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(damaged, ({ code, at, to, cut }) => {
        const whole = bytes(samples.mixed?.encoded[code - 1] ?? '');
        const place = at % whole.length;
        const broken = cut ? whole.subarray(0, place) : Buffer.from(whole);
        if (!cut) broken[place] = to;
        try {
          expect(decodeChunk(broken, code).length).toBeLessThanOrEqual(MOST_CHUNK_BYTES);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 150 },
    );
    for (const code of CODES) expect(() => decodeChunk(Buffer.from('nothing of the kind'), code)).toThrow();
  });
});
