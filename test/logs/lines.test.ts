import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await reported([{ startBuild: { origin: 'o', key: 'b', builder: 'x' } }]);
});
afterAll(() => server.stop());

async function reported(reports: readonly object[]): Promise<void> {
  const { data, errors } = await server.graphql(
    'mutation ($r: [Report!]!) { report(reports: $r) { userErrors { message path } } }',
    { r: reports },
  );
  expect(errors).toBeUndefined();
  expect(data.report.userErrors).toEqual([]);
}

const stepOf = (key: string) => ({ build: { origin: 'o', key: 'b' }, key });
const append = (key: string, firstLine: number | null, text: string, stream = 'STDOUT') => ({
  appendLog: { step: stepOf(key), name: 'stdio', firstLine, text, stream },
});

/** Makes a step with a log. @returns the log's id. */
async function newLog(key: string, ...reports: object[]): Promise<string> {
  await reported([{ startStep: { build: { origin: 'o', key: 'b' }, key, name: key } }, ...reports]);
  const { data } = await server.graphql(
    'query { buildByKey(origin: "o", key: "b") { steps(first: 100) { nodes { key logs { id } } } } }',
  );
  return data.buildByKey.steps.nodes.find((step: { key: string }) => step.key === key).logs[0].id;
}

async function read(id: string, args: object) {
  const { data, errors } = await server.graphql(
    `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { log(id: $id) { lineCount byteCount complete rawUrl
      lines(first: $first, after: $after, last: $last, before: $before) { nodes { number text } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
    { id, ...args },
  );
  expect(errors).toBeUndefined();
  return {
    ...data.log,
    texts: data.log.lines.nodes.map(({ text }: { text: string }) => text),
    ...data.log.lines.pageInfo,
  };
}

const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `line ${from + i}`);

test('ranges from either end hold exactly the lines that they name, whatever chunks the lines came in', async () => {
  const all = numbered(0, 50);
  const cuts = [0, 1, 4, 5, 20, 21, 50];
  const id = await newLog(
    'ranges',
    ...cuts.slice(1).map((end, i) => append('ranges', cuts[i] ?? 0, `${all.slice(cuts[i], end).join('\n')}\n`)),
  );
  for (const [args, from, to] of [
    [{ first: 3 }, 0, 3],
    [{ last: 7 }, 43, 50],
    [{ first: 1000 }, 0, 50],
  ] as const) {
    expect((await read(id, args)).texts).toEqual(all.slice(from, to));
  }
  const middle = await read(id, { first: 10, after: (await read(id, { first: 18 })).endCursor });
  expect(middle.texts).toEqual(all.slice(18, 28));
  expect(middle).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  expect((await read(id, { last: 5, before: middle.startCursor })).texts).toEqual(all.slice(13, 18));
  expect((await read(id, { first: 10, after: (await read(id, { last: 1 })).endCursor })).texts).toEqual([]);
});

test('a log comes out byte for byte, as pages and as raw text, however odd its lines are', async () => {
  const lines = [
    '',
    '  indented',
    'tab\there',
    'carriage\r',
    '🌋 lava',
    '<script>alert(1)</script>',
    'ünïcödé',
    'x'.repeat(70_000),
  ];
  const id = await newLog('odd', append('odd', 0, lines.map((line) => `${line}\n`).join('')));
  const log = await read(id, { first: 100 });
  expect(log.texts).toEqual(lines);
  const expected = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  expect(log.byteCount).toBe(expected.length);
  const raw = await fetch(server.url + log.rawUrl);
  expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(Buffer.from(await raw.arrayBuffer()).equals(expected)).toBe(true);
});

test('lines of both streams keep their order and their stream', async () => {
  const id = await newLog(
    'streams',
    append('streams', 0, 'out\n'),
    append('streams', 1, 'err\n', 'STDERR'),
    append('streams', 2, '$ make\n', 'HEADER'),
  );
  const { data } = await server.graphql(
    'query ($id: ID!) { log(id: $id) { lines(first: 9) { nodes { stream text } } } }',
    { id },
  );
  expect(data.log.lines.nodes).toEqual([
    { stream: 'STDOUT', text: 'out' },
    { stream: 'STDERR', text: 'err' },
    { stream: 'HEADER', text: '$ make' },
  ]);
});

const FOLLOW =
  'subscription ($id: ID!, $after: String) { logLines(log: $id, after: $after) { cursor complete lines { number text } } }';

test('a follower gets every line once, also when it is cut off in between, and ends with the log', async () => {
  const id = await newLog('followed', append('followed', 0, 'line 0\nline 1\n'));
  const first = watch(server.url, FOLLOW, { id });
  const { logLines: start } = await first.next();
  expect(start.lines).toHaveLength(2);
  first.cut();
  await reported([append('followed', 2, 'line 2\n')]);
  const second = watch(server.url, FOLLOW, { id, after: start.cursor });
  const seen: string[] = [];
  let next = await second.next();
  // Out of order: these wait for the one between.
  await reported([append('followed', 5, 'line 5\n'), append('followed', 4, 'line 4\n')]);
  await reported([
    append('followed', 3, 'line 3\n'),
    { finishLog: { step: stepOf('followed'), name: 'stdio', lineCount: 6 } },
  ]);
  for (; next !== undefined; next = await second.next()) {
    seen.push(...next.logLines.lines.map(({ text }: { text: string }) => text));
  }
  expect(seen).toEqual(numbered(2, 6));
  await second.stop();
});

test('following a log that does not exist delivers null once, and ends', async () => {
  const follower = watch(server.url, FOLLOW, { id: 'log_1' });
  expect((await follower.next()).logLines).toBeNull();
  expect(await follower.next()).toBeUndefined();
  await follower.stop();
});

test('a cursor of another log is refused', async () => {
  const one = await newLog('one', append('one', 0, 'a\n'));
  const two = await newLog('two', append('two', 0, 'b\n'));
  const { endCursor } = await read(one, { first: 1 });
  const follower = watch(server.url, FOLLOW, { id: two, after: endCursor });
  await expect(follower.next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  await follower.stop();
});

test('a log is complete when its step has ended, but not before the lines that were announced have arrived', async () => {
  const id = await newLog('announced', append('announced', 0, 'a\n'), {
    finishLog: { step: stepOf('announced'), name: 'stdio', lineCount: 2 },
  });
  await reported([{ finishStep: { step: stepOf('announced'), result: 'SUCCESS' } }]);
  expect((await read(id, { first: 5 })).complete).toBe(false);
  await reported([append('announced', 1, 'b')]);
  expect(await read(id, { first: 5 })).toMatchObject({ complete: true, texts: ['a', 'b'] });
});

test('what contradicts the number of lines that was announced is refused', async () => {
  const finish = (lineCount: number) => ({ finishLog: { step: stepOf('counted'), name: 'stdio', lineCount } });
  await newLog('counted', append('counted', 0, 'a\nb\nc\n'));
  const refused = async (report: object) => {
    const { data } = await server.graphql('mutation ($r: [Report!]!) { report(reports: $r) { userErrors { code } } }', {
      r: [report],
    });
    return data.report.userErrors.map(({ code }: { code: string }) => code);
  };
  expect(await refused(finish(2))).toEqual(['CONFLICT']);
  await reported([finish(4), finish(4)]);
  expect(await refused(finish(5))).toEqual(['CONFLICT']);
  expect(await refused(append('counted', 3, 'd\ne\n'))).toEqual(['CONFLICT']);
  await reported([append('counted', 3, 'd\n')]);
  expect(await refused(append('counted', null, 'e\n'))).toEqual(['CONFLICT']);
});

test('pages of very long lines are short, lead to all of them, and a single line of a huge append is found', async () => {
  const lines = Array.from({ length: 12 }, (_, i) => `${i}${'x'.repeat(900_000)}`);
  const id = await newLog('long', ...lines.map((line, i) => append('long', i, `${line}\n`)));
  const found: string[] = [];
  for (let page = await read(id, { first: 1000 }); ; page = await read(id, { first: 1000, after: page.endCursor })) {
    expect(page.texts.length).toBeLessThan(12);
    found.push(...page.texts);
    if (!page.hasNextPage) break;
  }
  expect(found).toEqual(lines);
  const last = await read(id, { last: 1000 });
  expect(last.texts).toEqual(lines.slice(-last.texts.length));
  expect(last).toMatchObject({ hasNextPage: false, hasPreviousPage: true });

  const many = await newLog('many', append('many', 0, numbered(0, 60_000).join('\n')));
  expect((await read(many, { last: 1 })).texts).toEqual(['line 59999']);
});

async function finishedCounts(after: string): Promise<number[]> {
  const query = `query ($after: EventCursor!) { events(after: $after, filter: { types: [LOG_FINISHED] }) { nodes { ... on LogFinished { lineCount } } } }`;
  const { data } = await server.graphql(query, { after });
  return data.events.nodes.map(({ lineCount }: { lineCount: number }) => lineCount);
}

test('lines that come after the end are there for who goes on after the last one', async () => {
  const id = await newLog('late', append('late', 0, 'a\n'));
  await reported([{ finishStep: { step: stepOf('late'), result: 'SUCCESS' } }]);
  const follow = async (cursor: string | null) => {
    const query =
      'subscription ($log: ID!, $after: String) { logLines(log: $log, after: $after) { cursor complete lines { text } } }';
    const follower = watch(server.url, query, { log: id, after: cursor });
    const { logLines } = await follower.next();
    expect(await follower.next()).toBeUndefined();
    await follower.stop();
    return logLines;
  };
  const first = await follow(null);
  expect(first).toMatchObject({ complete: true, lines: [{ text: 'a' }] });
  await reported([append('late', 1, 'b\n')]);
  expect(await follow(first.cursor)).toMatchObject({ complete: true, lines: [{ text: 'b' }] });
});

test('a log whose step has ended waits for the lines that are announced only then', async () => {
  const after = (await server.graphql('{ eventCursor }')).data.eventCursor;
  const id = await newLog('announced late', append('announced late', 0, 'a\n'));
  const log = { step: stepOf('announced late'), name: 'stdio' };
  await reported([{ finishStep: { step: log.step, result: 'SUCCESS' } }, { finishLog: { ...log, lineCount: 3 } }]);
  expect(await read(id, { first: 10 })).toMatchObject({ complete: false, lineCount: 1 });
  await reported([append('announced late', 2, 'c\n'), append('announced late', 1, 'b\n')]);
  expect(await read(id, { first: 10 })).toMatchObject({ complete: true, texts: ['a', 'b', 'c'] });
  expect(await finishedCounts(after)).toEqual([1, 3]);
});

test('a number of lines below one that arrived out of turn is refused', async () => {
  await newLog('gap', append('gap', 5, 'f\n'));
  const { userErrors } = await server.report([{ finishLog: { step: stepOf('gap'), name: 'stdio', lineCount: 3 } }]);
  expect(userErrors).toMatchObject([
    {
      code: 'CONFLICT',
      message: 'The log has line 5 already; received 3.',
      path: ['reports', '0', 'finishLog', 'lineCount'],
    },
  ]);
});
