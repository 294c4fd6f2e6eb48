import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { LongFilesFirst } from './test/support/longFilesFirst.ts';
import { SHORT_LIVED } from './test/support/node.ts';

const require = createRequire(import.meta.url);

export default defineConfig({
  // Node takes the CommonJS build of graphql for all who import it; Vite would take another one for our own files, and schemas of
  // one are strangers to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/templateDatabase.ts'],
    // Each file has a database of its own; PGlite takes some 300 MB. One more of them than two cores: files that start processes wait.
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongFilesFirst },
    execArgv: SHORT_LIVED,
    // The program is loaded once in each worker, not once for each file: that is half of the time.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
