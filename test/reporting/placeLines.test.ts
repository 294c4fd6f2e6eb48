import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newParts, type Stretch, split } from '../../src/reporting/placeLines.ts';

/** Every line of some stretches, one by one. */
const linesOf = (stretches: readonly Stretch[]) =>
  stretches.flatMap(({ firstLine, lineCount }) => Array.from({ length: lineCount }, (_, i) => firstLine + i));

test('whatever arrives in whatever order, each line is kept once, and those without a gap before them are joined', () => {
  const stretches = fc.array(fc.record({ firstLine: fc.nat(30), lineCount: fc.nat(8) }), { maxLength: 12 });
  fc.assert(
    fc.property(stretches, (arriving) => {
      let lineCount = 0;
      let waiting: readonly Stretch[] = [];
      const seen = new Set<number>();
      for (const stretch of arriving) {
        const parts = newParts(lineCount, waiting, stretch);
        for (const line of linesOf(parts)) {
          expect(seen.has(line)).toBe(false);
          seen.add(line);
        }
        const sorted = [...waiting, ...parts].sort((a, b) => a.firstLine - b.firstLine);
        const result = split(lineCount, sorted);
        lineCount += result.joined.reduce((sum, part) => sum + part.lineCount, 0);
        waiting = result.waiting;
      }
      expect(seen).toEqual(new Set(linesOf(arriving)));
      let firstGap = 0;
      while (seen.has(firstGap)) firstGap += 1;
      expect(lineCount).toBe(firstGap);
      expect(linesOf(waiting)).toEqual([...seen].filter((line) => line > firstGap).sort((a, b) => a - b));
    }),
  );
});
