import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Lines } from '../../src/cli/run/lines.ts';

/** The lines of these chunks. */
function linesOf(...chunks: Uint8Array[]): string[] {
  const lines = new Lines();
  return [...chunks.flatMap((chunk) => lines.write(chunk)), ...lines.end()];
}

function bytes(text: string): Buffer {
  return Buffer.from(text);
}

describe('The lines of a command’s output', () => {
  test('are the same however its bytes arrive', () => {
    const output = fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(bytes));
    fc.assert(
      fc.property(output, fc.array(fc.nat(), { maxLength: 8 }), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b), whole.length];
        const chunks = places.slice(1).map((to, i) => whole.subarray(places[i], to));
        expect(linesOf(...chunks)).toEqual(linesOf(whole));
      }),
    );
  });

  test('are what lies between line feeds; carriage returns belong to them', () => {
    expect(linesOf(bytes('10 %\r20 %\n\n  x\r\nlast'))).toEqual(['10 %\r20 %', '', '  x\r', 'last']);
  });

  test('hold no NUL characters and no broken UTF-8', () => {
    expect(linesOf(Buffer.from([0x61, 0x00, 0xe2, 0x82, 0x0a, 0xff]))).toEqual(['a\ufffd\ufffd', '\ufffd']);
  });

  test('keep a byte order mark', () => {
    expect(linesOf(bytes('\ufeffx'))).toEqual(['\ufeffx']);
  });

  test('are cut when they are too long, never within a character', () => {
    const long = `x${'😀'.repeat(50_000)}`;
    const parts = linesOf(bytes(`${long}\nshort`));
    expect(parts.at(-1)).toBe('short');
    expect(parts.slice(0, -1).join('')).toBe(long);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(65_536);
    expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([]);
  });

  test('are handed over as soon as they are whole, or too long', () => {
    const lines = new Lines();
    expect(lines.write(bytes('a\nb'))).toEqual(['a']);
    expect(lines.write(bytes('c'))).toEqual([]);
    expect(lines.write(bytes('x'.repeat(70_000)))).toEqual([`bc${'x'.repeat(65_534)}`]);
    expect(lines.end()).toEqual(['x'.repeat(70_000 - 65_534)]);
    expect(lines.end()).toEqual([]);
  });
});
