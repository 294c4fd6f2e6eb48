// Subscriptions as server-sent events, as curl, browsers and the client of graphql-sse see them.

import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { untilMeasured } from '../support/measures.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { openStream, type Sent } from './support/eventStream.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_HEARTBEAT_SECONDS: '0.1', LAVALAMP_ANONYMOUS_READ: 'true' });
});
afterAll(() => server.stop());

const EVENTS = `subscription ($after: EventCursor) { events(after: $after, filter: { types: [BUILD_STARTED] }) {
  __typename cursor ... on BuildStarted { build { key } } } }`;

async function startBuild(key: string, builder = 'linux'): Promise<string> {
  const input = { origin: 'ci', key, builder };
  const { data } = await server.graphql('mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } } }', {
    i: input,
  });
  return data.startBuild.build.id;
}

async function headCursor(): Promise<string> {
  return (await server.graphql('{ eventCursor }')).data.eventCursor;
}

const open = (path: string, init: RequestInit = {}) => openStream(server.url + path, init);

/** The next event of a stream that is no heartbeat. */
async function nextEvent(stream: { next: () => Promise<Sent | undefined> }): Promise<Sent | undefined> {
  for (;;) {
    const sent = await stream.next();
    const type = sent?.data.type ?? sent?.data.data?.events?.__typename;
    if (type !== 'Heartbeat') return sent;
  }
}

const stream = (query: string, variables: object = {}) =>
  `/graphql/stream?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;

test('the client of graphql-sse subscribes, queries, and is told what is wrong', async () => {
  const client = createClient({ url: `${server.url}/graphql/stream`, retryAttempts: 0 });
  onTestFinished(() => client.dispose());
  const after = await headCursor();
  const events = client.iterate<{ events: { __typename: string } }>({ query: EVENTS, variables: { after } });
  await startBuild('sse');
  for (;;) {
    const { value } = await events.next();
    if (value?.data?.events.__typename === 'Heartbeat') continue;
    expect(value).toMatchObject({ data: { events: { __typename: 'BuildStarted', build: { key: 'sse' } } } });
    break;
  }
  await events.return?.();
  const answers = async (query: string) => {
    const all: unknown[] = [];
    for await (const answer of client.iterate({ query })) all.push(answer);
    return all;
  };
  expect(await answers('{ builder(id: "builder_1") { name } }')).toEqual([{ data: { builder: null } }]);
  expect(await answers('{ nope }')).toMatchObject([
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
  expect(await answers('subscription { events(after: "x") { cursor } }')).toMatchObject([
    { errors: [{ path: ['events'], extensions: { code: 'BAD_USER_INPUT' } }] },
  ]);
});

test('what can be watched can be asked as well, and is answered once', async () => {
  const after = await headCursor();
  const id = await startBuild('asked');
  const build = await open(stream('query ($id: ID!) { build(id: $id) { key } }', { id }));
  expect(await build.next()).toMatchObject({ event: 'next', data: { data: { build: { key: 'asked' } } } });
  expect(await build.next()).toMatchObject({ event: 'complete' });
  const events = await open(
    stream('query ($after: EventCursor!) { events(after: $after) { nodes { __typename } } }', { after }),
  );
  expect((await events.next())?.data.data.events.nodes).toContainEqual({ __typename: 'BuildStarted' });
  expect(await events.next()).toMatchObject({ event: 'complete' });
});

test('a stream goes on after the Last-Event-ID that a browser sends when it comes back', async () => {
  const after = await headCursor();
  const first = await open(stream(EVENTS, { after }));
  expect(first.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  await startBuild('resumed 1');
  const seen = await nextEvent(first);
  expect(seen).toMatchObject({ event: 'next', data: { data: { events: { build: { key: 'resumed 1' } } } } });
  expect(seen?.id).toBe(seen?.data.data.events.cursor);
  first.stop();
  await startBuild('resumed 2');
  const second = await open(stream(EVENTS, { after }), { headers: { 'last-event-id': seen?.id ?? '' } });
  expect((await nextEvent(second))?.data).toMatchObject({ data: { events: { build: { key: 'resumed 2' } } } });
});

test('a build and the lines of a log are followed to their end, which is said', async () => {
  const id = await startBuild('followed');
  const build = { origin: 'ci', key: 'followed' };
  const following = await open(stream('subscription ($id: ID!) { build(id: $id) { state } }', { id }));
  expect((await following.next())?.data).toEqual({ data: { build: { state: 'RUNNING' } } });
  const step = { build, key: 's' };
  await server.report([
    { startStep: { ...step, name: 's' } },
    { appendLog: { step, name: 'l', firstLine: 0, text: 'a\nb\n' } },
  ]);
  const { data } = await server.graphql('query ($id: ID!) { build(id: $id) { steps { nodes { logs { id } } } } }', {
    id,
  });
  const log = data.build.steps.nodes[0].logs[0].id;
  const lines = await open(
    stream('subscription ($log: ID!) { logLines(log: $log) { complete lines { text } } }', { log }),
  );
  expect((await lines.next())?.data).toEqual({
    data: { logLines: { complete: false, lines: [{ text: 'a' }, { text: 'b' }] } },
  });
  await server.report([{ finishBuild: { build, result: 'SUCCESS' } }]);
  let last: Sent | undefined;
  for (let sent = await following.next(); sent?.event === 'next'; sent = await following.next()) last = sent;
  expect(last?.data).toEqual({ data: { build: { state: 'FINISHED' } } });
  expect(await following.next()).toBeUndefined();
  await server.report([{ finishLog: { step, name: 'l' } }]);
  for (let sent = await lines.next(); sent?.event === 'next'; sent = await lines.next()) last = sent;
  expect(last?.data.data.logLines.complete).toBe(true);
  expect(await lines.next()).toBeUndefined();
});

test('/events is one JSON object an event, narrowed by parameters', async () => {
  const after = await headCursor();
  const query = new URLSearchParams([
    ['after', after],
    ['builder', 'mac'],
    ['builder', 'bsd'],
    ['type', 'BUILD_STARTED'],
    ['type', 'BUILD_FINISHED'],
  ]);
  const events = await open(`/events?${query}`);
  for (const builder of ['linux', 'mac', 'bsd']) {
    await startBuild(`plain ${builder}`, builder);
    await server.report([{ finishBuild: { build: { origin: 'ci', key: `plain ${builder}` }, result: 'FAILURE' } }]);
  }
  for (const builder of ['mac', 'bsd']) {
    const build = { number: 1, origin: { name: 'ci' }, builder: { name: builder } };
    expect(await nextEvent(events)).toMatchObject({ event: 'message', data: { type: 'BuildStarted', build } });
    const finished = await nextEvent(events);
    expect(finished?.data).toMatchObject({ type: 'BuildFinished', result: 'FAILURE', build });
    expect(finished?.id).toBe(finished?.data.cursor);
  }
});

test.each([
  ['/events?nope=1', 400, /no parameter `nope`.*builder/],
  ['/events?type=NOPE', 400, /NOPE/],
  ['/events?after=nope', 400, /cursor/],
  ['/events?origin=%00', 400, /U\+0000/],
  ['/graphql/stream', 400, /`query` must be a document/],
  ['/graphql/stream?query={__typename}&variables=[', 400, /`variables` must be JSON/],
  ['/graphql/stream?query=mutation{report(reports:[]){acceptedCount}}', 400, /POST/],
])('%s is answered %i', async (path, status, message) => {
  const response = await fetch(server.url + path);
  expect(response.status).toBe(status);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  expect(errors[0]?.message).toMatch(message);
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('a subscription that cannot be opened is told why', async () => {
  const nothing = await open(
    stream('subscription ($if: Boolean = true) { events @include(if: $if) { cursor } }', { if: null }),
  );
  expect((await nothing.next())?.data).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
  expect(await nothing.next()).toMatchObject({ event: 'complete' });
  expect(await nothing.next()).toBeUndefined();
});

test('/events refuses by a status what a browser must not ask for again and again', async () => {
  const foreign = Buffer.from('3d5ce4c2-0000-4000-8000-000000000000 1').toString('base64url');
  for (const headers of [{ 'last-event-id': foreign }, {}]) {
    const path = 'last-event-id' in headers ? '/events' : `/events?after=${foreign}`;
    const response = await fetch(server.url + path, { headers });
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
  }
});

test.each([
  ['/events', '/events?type=BUILD_STARTED'],
  ['/graphql/stream', stream(EVENTS)],
])('one who is cut off %s before the first event comes back with where it began', async (_, path) => {
  const cut = await fetch(server.url + path);
  const reader = (cut.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^id: .+\n\n/m.test(text)) text += (await reader.read()).value;
  await reader.cancel();
  await startBuild(`missed at ${path.slice(0, 10)}`);
  const again = await open(path, { headers: { 'last-event-id': /^id: (.+)$/m.exec(text)?.[1] ?? '' } });
  expect(JSON.stringify((await nextEvent(again))?.data)).toContain('BuildStarted');
});

test('answers that wait behind others on their connection are forgotten with it, and keep no server from stopping', async () => {
  const own = await startServer({ LAVALAMP_ANONYMOUS_READ: 'true' });
  const { hostname, port } = new URL(own.url);
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`;
  const left = createConnection(Number(port), hostname);
  left.write(request('/events').repeat(5));
  await once(left, 'data');
  left.destroy();
  await untilMeasured(own, 'lavalamp_subscribers{transport="sse"}', 0);
  const stays = createConnection(Number(port), hostname);
  stays.write(request('/events') + request('/events?after=bad'));
  await once(stays, 'data');
  await own.stop();
  stays.destroy();
});

test('a stream begins before there is anything to tell', async () => {
  const events = await open('/events?builder=nobody');
  expect(events.response.status).toBe(200);
  events.stop();
});

test('a token that does not work is answered 401, and a token may do what its scopes allow', async () => {
  const wrong = { headers: { authorization: 'Bearer wrong' } };
  expect((await fetch(`${server.url}/events`, wrong)).status).toBe(401);
  const body = JSON.stringify({ query: 'mutation { report(reports: []) { acceptedCount } }' });
  const headers = { 'content-type': 'application/json' };
  const anonymous = await open('/graphql/stream', { method: 'POST', body, headers });
  expect((await anonymous.next())?.data).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  const authorization = `Bearer ${ADMIN_TOKEN}`;
  const known = await open('/graphql/stream', { method: 'POST', body, headers: { ...headers, authorization } });
  expect((await known.next())?.data).toEqual({ data: { report: { acceptedCount: 0 } } });
  expect(await known.next()).toMatchObject({ event: 'complete' });
});
