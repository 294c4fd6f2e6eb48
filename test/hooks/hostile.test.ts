// Payloads in which anything is anything: a translation never throws, and says in one sentence what is wrong.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Translation } from '../../src/adapters/adapter.ts';
import { adapters } from '../../src/adapters/index.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { cdeventFiles, githubExamples, gitlabPush, gitlabStream, jenkinsStream, type Post } from './support/posts.ts';
import { send, sendAll } from './support/server.ts';

const posts: readonly Post[] = [
  ...githubExamples.slice(0, 40),
  ...gitlabStream,
  gitlabPush,
  ...jenkinsStream,
  ...cdeventFiles,
];

/** Some value deep inside, replaced. */
function replaced(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === first ? replaced(item, rest, by) : item));
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [first]: replaced(record[first], rest, by) };
}

/** The paths of everything inside a value that an adapter may look at. */
function pathsIn(value: unknown, depth = 0): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null || depth === 4) return [[]];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [
    [],
    ...entries
      .filter(([key]) => !/_url$|^sender$|^user$|^actor$|^owner$/.test(String(key)) || key === 'html_url')
      .flatMap(([key, item]) => pathsIn(item, depth + 1).map((path) => [key, ...path])),
  ];
}

const HOSTILE: readonly unknown[] = [
  Number.MAX_VALUE,
  -1,
  0.5,
  Number.POSITIVE_INFINITY,
  '',
  '\0',
  '\udc00',
  '__proto__',
  'x'.repeat(3_000),
  `javascript:alert(1)//${'\u202e'}`,
  '9999-99-99T99:99:99Z',
  '0001-01-01T00:00:00Z',
  {},
  [],
  null,
  true,
  { __proto__: null, constructor: 1 },
];

const mutations = fc.constantFrom(...posts.keys()).chain((index) => {
  const post = posts[index] as Post;
  return fc.record({
    post: fc.constant(post),
    path: fc.constantFrom(...pathsIn(post.body)),
    value: fc.oneof(fc.constantFrom(...HOSTILE), fc.jsonValue()),
  });
});

/** A problem, told in one sentence that can be stored; or reports that can be. */
function isTranslation(translation: Translation): boolean {
  const stored = !/\\u0000|\\u[dD][89a-fA-F]/u.test(JSON.stringify(translation));
  return stored && translation.problems.every((problem) => /^[A-Z][^\n]{1,700}\.$/u.test(problem));
}

describe('a payload in which something is replaced by anything', () => {
  it('never makes a translation throw', () => {
    fc.assert(
      fc.property(mutations, ({ post: { system, headers, body }, path, value }) => {
        const adapter = adapters.get(system);
        const mutated = replaced(body, path, value);
        const delivery = { origin: 'o', receivedAt: '2026-11-24T00:00:00.000Z', headers };
        adapter?.deliveryId(mutated, headers);
        const translation = adapter?.translate(mutated, delivery) ?? { reports: [], problems: [''] };
        if (!isTranslation(translation)) throw new Error(JSON.stringify(translation).slice(0, 500));
      }),
      { numRuns: 1_000, endOnFailure: true },
    );
  });
});

describe('the hooks', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ LAVALAMP_MAX_BODY_BYTES: '1048576' });
  });
  afterAll(() => server.stop());

  it('answer 202 to all of it, and go on', async () => {
    const some = fc
      .sample(mutations, 30)
      .map(({ post, path, value }) => ({ ...post, body: replaced(post.body, path, value) }));
    const answers = await sendAll(server, 'hostile', some);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const [failed] = (
      await server.graphql('{ hookDeliveries(first: 1000) { nodes { reason } } }')
    ).data.hookDeliveries.nodes.filter(({ reason }: { reason: string | null }) => /server failed/.test(reason ?? ''));
    expect(failed).toBeUndefined();
  });

  it('take a body that is nested very deep, and refuse one that is too large', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const adapter of ['github', 'gitlab', 'jenkins', 'cdevents']) {
      expect((await send(server, `${adapter}/deep`, deep)).status).toBe(202);
    }
    const { status, answer } = await send(server, 'gitlab/large', JSON.stringify('x'.repeat(1_048_576)));
    expect({ status, code: answer.errors[0].extensions.code }).toEqual({ status: 413, code: 'LIMIT_EXCEEDED' });
  });
});
