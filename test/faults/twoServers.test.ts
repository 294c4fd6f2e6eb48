// Two servers over one database, started at the same moment where no server has ever been. Whoever reports to either, and whoever
// moves between them with a cursor, must not be able to tell that there are two.

import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cleanUp } from './support/cleanUp.ts';
import { answered, expectLegal, headOf, logAfter } from './support/events.ts';
import { follow } from './support/follower.ts';
import { createHome } from './support/home.ts';
import { type ServerProcess, SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const WRITERS = 8;
const BUILDS_EACH = 6;
const FOLLOWERS = 4;

const START = `mutation ($input: StartBuildInput!) {
  startBuild(input: $input) { build { id number } userErrors { message } } }`;
const REPORT = 'mutation ($reports: [Report!]!) { report(reports: $reports) { userErrors { message } eventCursor } }';

async function start(server: ServerProcess, key: string): Promise<{ id: string; number: number }> {
  const input = { origin: 'ci', key, builder: 'linux' };
  const { startBuild } = await answered(server.graphql, START, { input });
  expect(startBuild.userErrors).toEqual([]);
  return startBuild.build;
}

async function report(server: ServerProcess, reports: readonly object[]): Promise<string> {
  const { report } = await answered(server.graphql, REPORT, { reports });
  expect(report.userErrors).toEqual([]);
  return report.eventCursor;
}

/** What follows the start of a build, to its end. */
function restOf(key: string): readonly (readonly object[])[] {
  const build = { origin: 'ci', key };
  const step = { build, key: 's' };
  return [
    [{ startStep: { ...step, name: 'compile' } }, { updateBuild: { build, stateString: 'compiling' } }],
    [{ finishStep: { step, result: 'SUCCESS' } }, { finishBuild: { build, result: 'SUCCESS' } }],
  ];
}

const BUILDS = 'query ($after: String) { builds(first: 1000, after: $after) { totalCount nodes { id number } } }';

describe.runIf(inject('template').kind === 'postgres')('Two servers over one database', () => {
  let servers: readonly ServerProcess[];
  let begin: string;

  beforeAll(async () => {
    const { settings } = await createHome({ empty: true });
    servers = await Promise.all([startProcess(settings), startProcess(settings)]);
    begin = await headOf(at(0).graphql);
  }, SLOW);

  function at(i: number): ServerProcess {
    const server = servers[i % servers.length];
    if (server === undefined) throw new Error('There are no servers.');
    return server;
  }

  test(
    'start together where no server has ever been, and have one log',
    async () => {
      expect(await headOf(at(1).graphql)).toBe(begin);
    },
    SLOW,
  );

  test(
    'number builds without a gap, and give every follower who moves between them every event once, in one order',
    async () => {
      let turns = 0;
      const nextUrl = () => {
        turns += 1;
        return at(turns).url;
      };
      const followers = Array.from({ length: FOLLOWERS }, (_, i) => ({
        follower: follow(nextUrl, begin),
        patience: 5 + 4 * i,
      }));
      let recording = true;
      const moving = followers.map(async ({ follower, patience }) => {
        while (recording) {
          const enough = follower.seen.length + patience;
          await follower.until(() => follower.seen.length >= enough || !recording);
          follower.move();
        }
      });

      const write = async (writer: number) => {
        for (let i = 0; i < BUILDS_EACH; i += 1) {
          const key = `${writer}/${i}`;
          const { number } = await start(at(writer), key);
          expect(number).toBeGreaterThan(0);
          // The next report of the same build goes to the other server.
          for (const [j, reports] of restOf(key).entries()) await report(at(writer + j + 1), reports);
        }
      };
      await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
      recording = false;

      const log = await logAfter(at(0).graphql, begin);
      expectLegal(log);
      expect(await logAfter(at(1).graphql, begin)).toEqual(log);
      for (const { follower } of followers) {
        await follower.until(() => follower.seen.length >= log.length);
        expect(follower.seen).toEqual(log);
        follower.stop();
      }
      await Promise.all(moving);
      const { builds } = await answered(at(1).graphql, BUILDS);
      const numbers = builds.nodes
        .map(({ number }: { number: number }) => number)
        .sort((a: number, b: number) => a - b);
      expect(numbers).toEqual(Array.from({ length: WRITERS * BUILDS_EACH }, (_, i) => i + 1));
    },
    SLOW,
  );

  test(
    'make one build of the same key reported to both at once, and one end of it',
    async () => {
      const before = await headOf(at(0).graphql);
      for (let i = 0; i < 20; i += 1) {
        const key = `both/${i}`;
        const [here, there, again] = await Promise.all([start(at(0), key), start(at(1), key), start(at(0), key)]);
        expect(there).toEqual(here);
        expect(again).toEqual(here);
        for (const reports of restOf(key)) await Promise.all([report(at(0), reports), report(at(1), reports)]);
      }
      const log = await logAfter(at(0).graphql, before);
      expectLegal(log);
      for (const type of ['BuildStarted', 'StepStarted', 'StepFinished', 'BuildFinished']) {
        expect(log.filter(({ __typename }) => __typename === type)).toHaveLength(20);
      }
    },
    SLOW,
  );

  test(
    'answer a report with a cursor that holds its events, whichever server is asked next',
    async () => {
      for (let i = 0; i < 20; i += 1) {
        const before = await headOf(at(i).graphql);
        const cursor = await report(at(i), [{ startBuild: { origin: 'ci', key: `cursor/${i}`, builder: 'linux' } }]);
        const log = await logAfter(at(i + 1).graphql, before);
        expect(log.map(({ __typename }) => __typename)).toContain('BuildStarted');
        expect(await logAfter(at(i + 1).graphql, cursor)).toEqual([]);
      }
    },
    SLOW,
  );
});
