// What the steps of the made-up fleet print.

import type { LogStream } from '../../client/index.ts';
import type { LogKind } from './fleet.ts';
import type { Random } from './random.ts';

export interface OutputLine {
  readonly stream: LogStream;
  readonly text: string;
}

/** How a step goes. */
export type Course = 'well' | 'warns' | 'breaks';

const SOURCES = [
  'arena',
  'bounds',
  'shader_cache',
  'shadow_pass',
  'texture_loader',
  'jobs',
  'assets',
  'panel',
] as const;
const TESTS = ['arena', 'bounds', 'jobs', 'booking', 'rules', 'receipt', 'calendar', 'berths'] as const;
const PACKAGES = ['vite', 'zod', 'graphql', 'react', 'fastify', 'pino'] as const;
const BROWSERS = ['chromium', 'firefox', 'webkit'] as const;

/** @returns the whole output of one step. */
export function outputOf(kind: LogKind, course: Course, random: Random): OutputLine[] {
  const lines = WRITERS[kind](random).map((text): OutputLine => ({ stream: 'STDOUT', text }));
  const said = course === 'breaks' ? BREAKS[kind](random) : course === 'warns' ? warnings(random) : [];
  const at = course === 'breaks' ? lines.length : random.whole(1, lines.length);
  lines.splice(at, 0, ...said.map((text): OutputLine => ({ stream: 'STDERR', text })));
  return lines;
}

type Writer = (random: Random) => string[];

const WRITERS: Readonly<Record<LogKind, Writer>> = {
  git: (random) => [
    'Fetching origin',
    `remote: Enumerating objects: ${random.whole(20, 900)}, done.`,
    `HEAD is now at ${random.hex(8)}`,
  ],
  compile: (random) => {
    const total = random.whole(12, 26);
    return Array.from(
      { length: total },
      (_, i) => `[${i + 1}/${total}] Building CXX object src/${random.pick(SOURCES)}_${i}.cpp.o`,
    );
  },
  test: (random) =>
    Array.from(
      { length: random.whole(8, 20) },
      (_, i) => `ok ${i + 1} - ${random.pick(TESTS)} (${random.whole(1, 900)} ms)`,
    ),
  npm: (random) => [
    `npm info using node@24.${random.whole(1, 9)}.0`,
    ...Array.from(
      { length: random.whole(3, 6) },
      () => `npm http fetch GET 200 https://registry.example.org/${random.pick(PACKAGES)}`,
    ),
    `added ${random.whole(300, 700)} packages in ${random.whole(4, 30)}s`,
  ],
  browser: (random) =>
    Array.from(
      { length: random.whole(6, 14) },
      (_, i) => `  ✓ ${i + 1} [${random.pick(BROWSERS)}] › ${random.pick(TESTS)}.spec.ts`,
    ),
  package: (random) => [
    'Collecting files',
    `Compressing ${random.whole(80, 400)} files`,
    `Wrote package.tar.zst (${random.whole(8, 90)} MB), sha256 ${random.hex(64)}`,
  ],
  docs: (random) => ['Reading sources', `Writing ${random.whole(60, 180)} pages`, 'Checking links'],
  deploy: (random) => [
    'Rolling out',
    ...Array.from({ length: 3 }, (_, i) => `instance ${i + 1}: healthy after ${random.whole(2, 12)} s`),
  ],
  trigger: () => ['Triggering e2e', 'Triggering deploy-staging'],
};

const BREAKS: Readonly<Record<LogKind, Writer>> = {
  git: () => ['fatal: unable to access the repository: connection reset by peer'],
  compile: (random) => {
    const file = random.pick(SOURCES);
    return [
      `src/${file}.cpp:${random.whole(20, 600)}:12: error: no member named 'size_hint' in 'aurora::${file}'`,
      '1 error generated.',
      'ninja: build stopped: subcommand failed.',
    ];
  },
  test: (random) => [`not ok - ${random.pick(TESTS)}`, '  expected: 3', '  received: 2', '1 test failed'],
  npm: (random) => [`src/${random.pick(TESTS)}.ts: error: unused variable`, 'npm error code ELIFECYCLE'],
  browser: (random) => [
    `  ✘ [${random.pick(BROWSERS)}] › ${random.pick(TESTS)}.spec.ts: timed out after 30000 ms`,
    '  1 failed',
  ],
  package: () => ['error: file is listed twice: share/doc/LICENSE'],
  docs: () => ['docs/materials.md: error: broken link: ../images/material-grph.svg'],
  deploy: () => ['instance 2: not healthy after 60 s', 'Rolling back'],
  trigger: () => ['error: the scheduler does not answer'],
};

function warnings(random: Random): string[] {
  return [
    `src/${random.pick(SOURCES)}.cpp:${random.whole(20, 600)}:5: warning: comparison of integers of different signs`,
  ];
}
