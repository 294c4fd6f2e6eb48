// What a master's API answers is checked for its form, and bounded: whatever it is, one is told what was expected.

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Master, MasterHistory, MasterProblem } from '../../src/buildbot/index.ts';

let answer: (path: string, response: ServerResponse, authorization: string | undefined) => void;
const http = createServer((request, response) => answer(request.url ?? '', response, request.headers.authorization));
let url: string;

beforeAll(async () => {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/`;
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
});

const master = (headers = {}, at = url) => new Master({ url: at, headers }, new AbortController().signal);

/** The problem with a master that answers everything so. */
async function problemWith(status: number, body: string, headers = {}): Promise<MasterProblem> {
  answer = (_, response) => response.writeHead(status, headers).end(body);
  return problemOf(MasterHistory.open(master()));
}

async function problemOf(promise: Promise<unknown>): Promise<MasterProblem> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MasterProblem);
  return error as MasterProblem;
}

const json = (value: unknown) => (response: ServerResponse) => response.end(JSON.stringify(value));

test.each([
  ['a page', 200, '<!doctype html><p>Welcome', /answer with JSON, received "<!doctype/],
  [
    'another object',
    200,
    '{"data": {}}',
    /whose (builders|workers|masters|projects) are a list of objects.*an object without/,
  ],
  ['a list', 200, '[]', /received a list/],
  ['null', 200, 'null', /received null/],
  [
    'things that are no objects',
    200,
    '{"builders": [1], "workers": [1], "masters": [1], "projects": [1]}',
    /a list of something else/,
  ],
  ['that there is no such thing', 404, '{"error": "not found"}', /has no (builders|workers|masters) in its API/],
  ['a page that is not found', 404, 'nothing here', /HTTP 404.*Buildbot 3\.4/],
  ['that one may not', 403, '{"error": "no"}', /HTTP 403: no.*--user/],
  ['a truncated answer', 200, '{"builders": [', /answer with JSON/],
])('%s is not taken for a Buildbot, and that does not pass', async (_, status, body, message) => {
  const problem = await problemWith(status, body);
  expect(problem.message).toMatch(message);
  expect(problem.temporary).toBe(false);
});

test('that a master, or its proxy, fails or is away, passes', async () => {
  for (const status of [500, 502, 503, 429]) expect((await problemWith(status, 'away')).temporary).toBe(true);
  const away = await problemOf(MasterHistory.open(master({}, 'http://127.0.0.1:1/')));
  expect(away).toMatchObject({ temporary: true, message: expect.stringContaining('Cannot reach http://127.0.0.1:1/') });
});

test('it is not followed to another place, and the password stays here', async () => {
  const { message, temporary } = await problemWith(302, '', { location: 'http://127.0.0.1:1/login?secret=1' });
  expect(message).toMatch(/leads elsewhere, to http:\/\/127\.0\.0\.1:1\/login\. .*--user/);
  expect(temporary).toBe(false);
});

test('an answer without an end is not read to its end', async () => {
  const chunk = Buffer.alloc(1_048_576, 'x');
  answer = (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };
  expect((await problemOf(master().things('builders', 'builders'))).message).toContain('more than 64 MiB');
});

test('what lets one in is said with every request', async () => {
  answer = (_, response, authorization) => json({ builders: [{ authorization }] })(response);
  const told = await master({ authorization: 'Basic eDp5' }).things('builders', 'builders');
  expect(told).toEqual([{ authorization: 'Basic eDp5' }]);
});

test('numbers that are no JSON, and fields of any type, are taken as far as they go', async () => {
  const build =
    '{"buildid": 1, "number": "one", "builderid": 1, "started_at": 1500000000.5, "properties": {"x": [NaN, "NaN"], "y": 7, "z": []}}';
  const answers: Readonly<Record<string, string>> = {
    builders: '{"builders": [{"builderid": 1, "name": "b", "tags": "none"}, {"name": {}}]}',
    workers: '{"workers": [{"workerid": 1, "name": "w", "workerinfo": [], "connected_to": 5}]}',
    masters: '{"masters": [{"masterid": null, "active": "yes"}]}',
    builds: `{"builds": [${build}]}`,
    steps: '{"steps": [{"stepid": 1, "number": 0, "name": 5, "urls": {"a": 1}, "hidden": 1}]}',
  };
  answer = (path, response) => {
    const name = new URL(path, url).pathname.split('/').at(-1) ?? '';
    response.writeHead(answers[name] === undefined ? 404 : 200).end(answers[name] ?? '{"error": "none"}');
  };
  const history = await MasterHistory.open(master());
  const found = [];
  for await (const page of history.builds(0, { builders: null, since: null, logs: true })) found.push(...page);
  expect(found).toMatchObject([
    {
      build: { id: 1, number: null, started_at: 1500000000 },
      builder: 'b',
      worker: null,
      request: null,
      properties: [
        { name: 'x', value: '"NaN"', source: 'NaN' },
        { name: 'y', value: '7', source: null },
        { name: 'z', value: 'null', source: null },
      ],
      steps: [{ step: { id: 1, name: null, urls_json: null, hidden: 1 }, logs: [] }],
    },
  ]);
});

test('a line that a master cannot tell, since it is no UTF-8, costs that line only', async () => {
  answer = (path, response) => {
    const { pathname, searchParams } = new URL(path, url);
    if (!pathname.endsWith('/contents')) {
      response.end('{"logs": [{"logid": 7}]}');
      return;
    }
    const offset = Number(searchParams.get('offset'));
    const limit = Number(searchParams.get('limit'));
    if (offset <= 666 && offset + limit > 666) {
      response.writeHead(500).end('{"error": "internal error"}');
      return;
    }
    const lines = Array.from({ length: limit }, (_, i) => `oline ${offset + i}`);
    json({ logchunks: [{ logid: 7, firstline: offset, content: `${lines.join('\n')}\n` }] })(response);
  };
  const { readLogOf } = await import('../../src/buildbot/api/logText.ts');
  const log = { id: 7, name: 'stdio', slug: 'stdio', stepid: 1, complete: 1, num_lines: 1_000, type: 's' };
  const lines: string[] = [];
  const problems: (string | null)[] = [];
  for await (const text of readLogOf(master(), log, 3)) {
    expect(text.firstLine).toBe(3 + lines.length);
    lines.push(...text.lines);
    if (text.problem !== null) problems.push(text.problem);
  }
  expect(lines).toEqual(Array.from({ length: 997 }, (_, i) => (i + 3 === 666 ? '\uFFFD' : `oline ${i + 3}`)));
  expect(problems).toEqual(['the master cannot tell line 666']);
});
