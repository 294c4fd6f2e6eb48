// The order of the test files: a long one that begins last would keep one core alone at work.

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that start processes or send one report after the other, and so wait most of the time; then those that work longest. */
const LONG = [
  /\/adapters\/buildbotHook\./,
  /\/cli\/run\./,
  /\/faults\//,
  /\/cli\//,
  /\/events\/snapshotPlusEvents\./,
  /\/transport\/(stop|deliveries)\./,
  /\/reporting\/order\./,
];

/** The rest comes in Vitest's own order: the larger file first, or the longer one where there was a run before. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONG.findIndex((path) => path.test(moduleId));
      return found === -1 ? LONG.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
