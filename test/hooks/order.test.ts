// Streams of real payloads, sent to the hooks of the real server in any order and repetition, each time into an origin of its own.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import {
  cdeventsOfTests,
  cdeventsStream,
  githubCheckAgain,
  githubCheckEndsAgain,
  githubStreams,
  gitlabPush,
  gitlabSkipped,
  gitlabStream,
  jenkinsStream,
  type Post,
} from './support/posts.ts';
import { historyOf, sendAll, unapplied } from './support/server.ts';

const since = new Date().toISOString();
let server: TestServer;
let origins = 0;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const streams: readonly (readonly [string, readonly Post[]])[] = [
  ...githubStreams.slice(0, 3).map((stream, i) => [`the examples of GitHub, part ${i + 1}`, stream] as const),
  ['the examples of GitLab', gitlabStream],
  ['a job of GitLab that is skipped, and then runs', gitlabSkipped],
  ['a job of GitLab that is skipped, and then begins', gitlabSkipped.slice(0, -1)],
  ['a check of GitHub that runs again under its id', githubCheckAgain],
  ['a check of GitHub that ends again and again without another start', githubCheckEndsAgain],
  ['a push of GitLab', [gitlabPush]],
  ['the phases of Jenkins', jenkinsStream],
  ['the conformance files of CDEvents', cdeventsStream],
  ['runs of tests of CDEvents', cdeventsOfTests],
];

/** Numbers of builds are told by Jenkins; elsewhere they are given in the order in which builds become known. */
async function historyAfter(posts: readonly Post[]): Promise<unknown> {
  origins += 1;
  const origin = `origin-${origins}`;
  for (const { status } of await sendAll(server, origin, posts)) expect(status).toBe(202);
  expect((await unapplied(server, origin)).map(({ reason }) => reason)).toEqual([]);
  return historyOf(server, origin, since, posts[0]?.system === 'jenkins');
}

it.each(streams)(
  '%s lead to the same history in every order and repetition',
  { timeout: 120_000 },
  async (_, stream) => {
    const expected = await historyAfter(stream);
    expect(JSON.stringify(expected)).toContain('"key"');
    const places = [...stream.keys()];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...places, ...places]), async (some) => {
        // What was drawn, and then what was not.
        const order = [...some, ...places.filter((place) => !some.includes(place)).reverse()];
        const posts = order.flatMap((place) => stream[place] ?? []);
        expect(await historyAfter(posts)).toEqual(expected);
      }),
      { numRuns: stream.length < 8 ? 6 : 1, endOnFailure: true },
    );
  },
);
