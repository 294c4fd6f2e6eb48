// When a report is acknowledged it is durable. The server is killed, as by `kill -9`, while 64 reporters are at it; nothing that it
// has answered may be gone, and reporting everything once more must complete the rest and change nothing else.

import { afterAll, expect, test } from 'vitest';
import { cleanUp } from './support/cleanUp.ts';
import { answered, expectLegal, headOf, logAfter } from './support/events.ts';
import { createHome } from './support/home.ts';
import { type ServerProcess, SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const REPORTERS = 64;
const BUILDERS = 8;
/** How often it is killed. Each time costs a start, and an embedded database takes a few seconds for that. */
const ROUNDS = 2;

const START = `mutation ($input: StartBuildInput!) {
  startBuild(input: $input) { build { id number } userErrors { message } } }`;
const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } } }';
const FINISH = `mutation ($input: FinishBuildInput!) {
  finishBuild(input: $input) { build { id number } userErrors { message } } }`;

/** The three calls that report one build: a single report, a batch, and a single report. */
function story(key: string, builder: string): readonly { readonly query: string; readonly variables: object }[] {
  const build = { origin: 'ci', key };
  const step = { build, key: 'compile' };
  const reports = [
    { startStep: { ...step, name: 'compile' } },
    { appendLog: { step, name: 'stdio', firstLine: 0, text: 'cc -c main.c\nmain.c:1: warning\n' } },
    { finishStep: { step, result: 'WARNINGS' } },
  ];
  return [
    { query: START, variables: { input: { ...build, builder } } },
    { query: REPORT, variables: { reports } },
    { query: FINISH, variables: { input: { build, result: 'WARNINGS' } } },
  ];
}

/** A build, as its reporter remembers it. */
interface Told {
  readonly key: string;
  readonly builder: string;
  /** How many of the calls of its story were acknowledged. */
  acknowledged: number;
  /** What the first acknowledgement said. */
  build: { readonly id: string; readonly number: number } | undefined;
}

/** Makes the next call of a build's story. Rejects when no answer comes. */
async function tellNext(server: ServerProcess, told: Told): Promise<void> {
  const call = story(told.key, told.builder)[told.acknowledged];
  if (call === undefined) throw new Error('All of this build has been told.');
  const data = await answered(server.graphql, call.query, call.variables);
  const [payload] = Object.values(data) as { userErrors: object[]; build?: NonNullable<Told['build']> }[];
  expect(payload?.userErrors).toEqual([]);
  told.acknowledged += 1;
  // The same build again, or the first time that its reporter hears of it.
  if (payload?.build === undefined) return;
  told.build ??= payload.build;
  expect(payload.build).toEqual(told.build);
}

/** Has all reporters report builds until the server dies, which happens in the middle of it. @returns what they remember. */
async function reportUntilKilled(server: ServerProcess, round: number, acknowledgements: number): Promise<Told[]> {
  const told: Told[] = [];
  let left = acknowledgements;
  let killed: Promise<unknown> | undefined;
  const report = async (reporter: number) => {
    for (let i = 0; ; i += 1) {
      const build: Told = {
        key: `${round}/${reporter}/${i}`,
        builder: `builder-${reporter % BUILDERS}`,
        acknowledged: 0,
        build: undefined,
      };
      told.push(build);
      while (build.acknowledged < 3) {
        await tellNext(server, build);
        left -= 1;
        if (left === 0) killed = server.kill('SIGKILL');
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: REPORTERS }, (_, reporter) => report(reporter)));
  await killed;
  // Nothing but the broken connection has stopped them.
  for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
  return told;
}

const BUILDS = `query ($after: String) { builds(first: 1000, after: $after) {
  nodes { id key number state result builder { name } steps(first: 10) { nodes { key state result logs { lineCount complete } } } }
  pageInfo { hasNextPage endCursor } } }`;

interface Kept {
  readonly id: string;
  readonly key: string;
  readonly number: number;
  readonly state: string;
  readonly result: string | null;
  readonly builder: { readonly name: string };
  readonly steps: { readonly nodes: readonly object[] };
}

/** All builds that the server knows, by key. */
async function keptBy(server: ServerProcess): Promise<ReadonlyMap<string, Kept>> {
  const kept: Kept[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const { builds } = await answered(server.graphql, BUILDS, { after });
    kept.push(...builds.nodes);
    after = builds.pageInfo.hasNextPage ? builds.pageInfo.endCursor : null;
  }
  return new Map(kept.map((build) => [build.key, build]));
}

const WHOLE_STEP = {
  key: 'compile',
  state: 'FINISHED',
  result: 'WARNINGS',
  logs: [{ lineCount: 2, complete: true }],
};

/** Expects everything that was acknowledged to be there, and of a batch all or nothing. */
function expectKept(told: readonly Told[], kept: ReadonlyMap<string, Kept>): void {
  for (const { key, builder, acknowledged, build } of told) {
    const found = kept.get(key);
    if (acknowledged >= 1) expect(found).toMatchObject({ ...build, builder: { name: builder } });
    if (acknowledged >= 2) expect(found?.steps.nodes).toHaveLength(1);
    for (const step of found?.steps.nodes ?? []) expect(step).toEqual(WHOLE_STEP);
    if (acknowledged >= 3) expect(found).toMatchObject({ state: 'FINISHED', result: 'WARNINGS' });
  }
}

test(
  `what was acknowledged outlives kill -9 with ${REPORTERS} reporters at work, and reporting everything again completes the rest`,
  async () => {
    const home = await createHome();
    let server = await startProcess(home.settings);
    const start = await headOf(server.graphql);
    const all: Told[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const told = await reportUntilKilled(server, round, 100 + round * 61);
      server = await startProcess(home.settings);
      expectKept([...all, ...told], await keptBy(server));
      all.push(...told);

      const repeat = async (build: Told) => {
        build.acknowledged = 0;
        while (build.acknowledged < 3) await tellNext(server, build);
      };
      await Promise.all(told.map(repeat));
      const kept = await keptBy(server);
      expectKept(all, kept);
      expect(kept.size).toBe(all.length);
    }

    const kept = [...(await keptBy(server)).values()];
    for (let i = 0; i < BUILDERS; i += 1) {
      const numbers = kept.filter(({ builder }) => builder.name === `builder-${i}`).map(({ number }) => number);
      expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, before) => before + 1));
    }
    const log = await logAfter(server.graphql, start);
    expectLegal(log);
    for (const type of ['BuildStarted', 'StepStarted', 'LogStarted', 'LogFinished', 'StepFinished', 'BuildFinished']) {
      expect(log.filter(({ __typename }) => __typename === type)).toHaveLength(all.length);
    }
  },
  SLOW,
);
