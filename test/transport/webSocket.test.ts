import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { untilMeasured } from '../support/measures.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { answerTo, connect, openSocket, type RawSocket } from './support/socket.ts';

const MAX_BYTES = 100_000;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({
    LAVALAMP_HEARTBEAT_SECONDS: '0.1',
    LAVALAMP_MAX_OPERATIONS_PER_SOCKET: '3',
    LAVALAMP_MAX_BODY_BYTES: String(MAX_BYTES),
    LAVALAMP_ALLOWED_ORIGINS: 'https://ci.example.org',
    LAVALAMP_ANONYMOUS_READ: 'true',
  });
});
afterAll(() => server.stop());

const report = (key: string, origin = 'o') =>
  server.graphql('mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } userErrors { message } } }', {
    i: { origin, key, builder: 'b' },
  });

const EVENTS =
  'subscription ($after: EventCursor) { events(after: $after) { __typename cursor ... on BuildStarted { build { key number } } } }';

/** The next event that is no heartbeat. */
async function nextEvent(socket: RawSocket) {
  for (;;) {
    const message = await socket.next();
    if (message.type !== 'next') return message;
    const event = message.payload.data?.events;
    if (event === undefined || event.__typename !== 'Heartbeat') return { ...message, event };
  }
}

describe('over a WebSocket', () => {
  test('queries and mutations are answered, too', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    expect(await answerTo(socket, '1', '{ viewer { scopes } }')).toEqual({
      data: { viewer: { scopes: ['READ', 'REPORT', 'ADMIN'] } },
    });
    const mutation =
      'mutation { registerOrigin(input: { name: "ws", kind: CUSTOM }) { origin { name } userErrors { code } } }';
    expect(await answerTo(socket, '1', mutation)).toEqual({
      data: { registerOrigin: { origin: { name: 'ws' }, userErrors: [] } },
    });
    socket.socket.close();
  });

  test('events are delivered as they come, and again from a cursor', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    const { data } = await server.graphql('{ eventCursor }');
    socket.ask('live', EVENTS, { after: data.eventCursor });
    await report('events-1');
    await report('events-2');
    const seen = [];
    while (seen.length < 2) {
      const { event } = (await nextEvent(socket)) as { event: { __typename: string; cursor: string; build?: object } };
      if (event.__typename === 'BuildStarted') seen.push(event);
    }
    expect(seen.map(({ build }) => build)).toEqual([
      { key: 'events-1', number: expect.any(Number) },
      { key: 'events-2', number: expect.any(Number) },
    ]);
    const again = await connect(server.url, ADMIN_TOKEN);
    again.ask('replayed', EVENTS, { after: seen[0]?.cursor });
    for (;;) {
      const { event } = (await nextEvent(again)) as { event: { __typename: string; build?: object } };
      if (event.__typename !== 'BuildStarted') continue;
      expect(event.build).toEqual(seen[1]?.build);
      break;
    }
    socket.socket.close();
    again.socket.close();
  });

  test('an event without news moves the cursor on', async () => {
    const socket = await connect(server.url, null);
    socket.ask('1', EVENTS);
    expect((await socket.next()).payload.data.events).toEqual({ __typename: 'Heartbeat', cursor: expect.any(String) });
    socket.socket.close();
  });

  test('what does not exist is delivered as null, once', async () => {
    const socket = await connect(server.url, null);
    for (const id of ['build_999', 'step_1', 'nonsense']) {
      const watched = 'subscription ($id: ID!) { build(id: $id) { id } }';
      expect(await answerTo(socket, id, watched, { id })).toEqual({ data: { build: null } });
      const followed = 'subscription ($id: ID!) { logLines(log: $id) { cursor } }';
      expect(await answerTo(socket, id, followed, { id: id.replace('build', 'log') })).toEqual({
        data: { logLines: null },
      });
    }
    socket.socket.close();
  });

  test('a subscription can be ended while it is idle, and its id used again', async () => {
    const socket = await connect(server.url, null);
    for (let i = 0; i < 5; i++) {
      socket.ask('same', EVENTS);
      await socket.next();
      socket.send({ type: 'complete', id: 'same' });
      expect((await answerAfter(socket, 'other', '{ __typename }')).data).toEqual({ __typename: 'Query' });
    }
    socket.socket.close();
  });
});

describe('an id means one operation', () => {
  /** Resolves when so many subscriptions are open. */
  const untilOpen = (expected: number) =>
    untilMeasured(server, 'lavalamp_subscribers{transport="websocket"}', expected);
  const STARTED =
    'subscription { events(filter: { types: [BUILD_STARTED] }) { ... on BuildStarted { build { key } } } }';

  test.each([
    ['a subscription', EVENTS],
    ['a query', '{ builds { totalCount } }'],
  ])('also when %s is completed and followed by another of its id, all at once', async (_, former) => {
    await untilOpen(0);
    const socket = await connect(server.url, ADMIN_TOKEN);
    for (let i = 0; i < 20; i += 1) {
      socket.ask('same', former);
      socket.send({ type: 'complete', id: 'same' });
    }
    socket.ask('same', STARTED);
    // The only one that has a heartbeat without a type name.
    while (JSON.stringify((await socket.next()).payload) !== '{"data":{"events":{}}}');
    await untilOpen(1);
    await report(`after ${former}`);
    let { events } = (await socket.next()).payload.data;
    while (events.build === undefined) ({ events } = (await socket.next()).payload.data);
    expect(events.build).toEqual({ key: `after ${former}` });
    expect((await socket.next()).payload.data).toEqual({ events: {} });
    socket.socket.close();
    await untilOpen(0);
  });

  test('and one that is completed before it began is not begun', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    for (const query of [EVENTS, STARTED]) {
      socket.ask('same', query);
      socket.send({ type: 'complete', id: 'same' });
    }
    expect(await answerTo(socket, 'other', '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    await untilOpen(0);
    socket.socket.close();
  });

  test('and a client that leaves while operations begin leaves none behind', async () => {
    for (let i = 0; i < 5; i += 1) {
      const socket = await connect(server.url, ADMIN_TOKEN);
      for (const id of ['1', '2', '3']) socket.ask(id, EVENTS);
      socket.socket.terminate();
    }
    await untilOpen(0);
  });

  test('so that another of an id that is in use closes the connection', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    socket.ask('ü'.repeat(128), EVENTS);
    socket.ask('ü'.repeat(128), EVENTS);
    expect(await socket.closed).toBe(4409);
  });

  test('and it is no longer than need be', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    socket.ask('x'.repeat(129), EVENTS);
    expect(await socket.closed).toBe(4400);
  });
});

/** The answer to an operation, past what other subscriptions still had to say. */
async function answerAfter(socket: RawSocket, id: string, query: string) {
  socket.ask(id, query);
  for (;;) {
    const message = await socket.next();
    if (message.id === id && message.type === 'next') {
      for (;;) if ((await socket.next()).id === id) return message.payload;
    }
  }
}

describe('a mistake ends the operation and not the connection', () => {
  test.each<[string, string, string, object?]>([
    ['a document that does not parse', '{ builds(', 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', '{ nope }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a fragment that spreads itself', '{ ...A } fragment A on Query { ...A }', 'GRAPHQL_VALIDATION_FAILED'],
    ['variables of a wrong type', 'query ($n: Int) { builds(first: $n) { totalCount } }', 'BAD_USER_INPUT', { n: 'x' }],
    ['a cursor that is none', EVENTS, 'BAD_USER_INPUT', { after: 'nonsense' }],
    [
      'a cursor of another database',
      EVENTS,
      'CURSOR_EXPIRED',
      { after: Buffer.from('3d5ce4c2-0000-4000-8000-000000000000 1').toString('base64url') },
    ],
    ['too many tokens', `{ ${'__typename '.repeat(5_000)} }`, 'LIMIT_EXCEEDED'],
    [
      'too deep a nesting',
      `{ builds { nodes { ${'parentBuild { '.repeat(20)} id ${'} '.repeat(20)} } } }`,
      'LIMIT_EXCEEDED',
    ],
    ['nothing to watch', 'subscription { events @skip(if: true) { cursor } }', 'BAD_USER_INPUT'],
    [
      'a subscription whose root field a variable decides about',
      'subscription ($if: Boolean = true) { events @include(if: $if) { cursor } }',
      'GRAPHQL_VALIDATION_FAILED',
      { if: null },
    ],
    [
      'too many objects with each event',
      'subscription { events { ... on BuildStarted { build { builder { builds(first: 1000) { nodes { steps { nodes { id } } } } } } } } }',
      'LIMIT_EXCEEDED',
    ],
    ['too many objects', '{ builds(first: 1000) { nodes { steps(first: 1000) { nodes { id } } } } }', 'LIMIT_EXCEEDED'],
    [
      'too many aliases',
      `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'LIMIT_EXCEEDED',
    ],
  ])('%s', async (_, query, code, variables) => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    const { errors } = await answerTo(socket, '1', query, variables);
    expect(errors[0].extensions.code).toBe(code);
    expect(JSON.stringify(errors)).not.toContain('node_modules');
    expect(await answerTo(socket, '2', '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    socket.socket.close();
  });

  test('one operation more than are allowed at a time', async () => {
    const socket = await connect(server.url, ADMIN_TOKEN);
    for (const id of ['1', '2', '3']) {
      socket.ask(id, EVENTS);
      await socket.next();
    }
    socket.ask('4', EVENTS);
    for (;;) {
      const message = await socket.next();
      if (message.id !== '4') continue;
      expect(message.type).toBe('error');
      expect(message.payload[0].extensions).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 3 });
      break;
    }
    socket.socket.close();
  });
});

describe('who may do what', () => {
  test('is asked of the token that came with connection_init', async () => {
    const socket = await connect(server.url, null);
    const { errors } = await answerTo(socket, '1', '{ tokens { totalCount } }');
    expect(errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED', scope: 'ADMIN' });
    socket.socket.close();
  });

  test('is asked of the token that came with the upgrade', async () => {
    const socket = await connect(server.url, null, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect(await answerTo(socket, '1', '{ viewer { scopes } }')).toMatchObject({
      data: { viewer: { scopes: { length: 3 } } },
    });
    socket.socket.close();
  });

  test('a token that does not work closes the connection with 4403', async () => {
    const socket = await openSocket(server.url);
    socket.send({ type: 'connection_init', payload: { authorization: 'Bearer wrong' } });
    expect(await socket.closed).toBe(4403);
  });

  test('a token that was revoked meanwhile opens nothing more', async () => {
    const made = await server.graphql(
      'mutation { createToken(input: { name: "t", scopes: [READ] }) { secret token { id } } }',
    );
    const { secret, token } = made.data.createToken;
    const socket = await connect(server.url, secret);
    expect(await answerTo(socket, '1', '{ viewer { tokenName } }')).toEqual({ data: { viewer: { tokenName: 't' } } });
    await server.graphql('mutation ($id: ID!) { revokeToken(input: { id: $id }) { token { revokedAt } } }', {
      id: token.id,
    });
    const { errors } = await answerTo(socket, '2', '{ viewer { tokenName } }');
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
    socket.socket.close();
  });
});

describe('a connection', () => {
  test.each([
    ['of a page of this server', () => server.url],
    ['of a page of an allowed origin', () => 'https://ci.example.org'],
  ])('%s is taken', async (_, origin) => {
    const socket = await connect(server.url, null, { origin: origin() });
    socket.socket.close();
  });

  test.each(['https://evil.example', 'null', 'https://ci.example.org.evil.example'])(
    'of %s is refused',
    async (origin) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { origin });
      const [error] = await once(socket, 'error');
      expect(String(error)).toContain('403');
    },
  );

  test('at another path is refused', async () => {
    await expect(openSocket(server.url, {}, '/elsewhere')).rejects.toThrow('404');
  });

  test.each<[string, string | Buffer, number]>([
    ['a message that is no JSON', 'nonsense', 4400],
    ['a message of an unknown type', '{"type":"dance"}', 4400],
    ['a message that is not an object', '[]', 4400],
    [
      'a subscription before connection_init',
      '{"type":"subscribe","id":"1","payload":{"query":"{ __typename }"}}',
      4401,
    ],
    ['a binary message', Buffer.from([1, 2, 3]), 1003],
    ['a message that is too large', 'x'.repeat(MAX_BYTES + 1), 1009],
  ])('is closed by %s, alone', async (_, message, code) => {
    const other = await connect(server.url, null);
    const socket = await openSocket(server.url);
    socket.send(message);
    expect(await socket.closed).toBe(code);
    expect(await answerTo(other, '1', '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    other.socket.close();
  });

  test('of a client that speaks no WebSocket is closed', async () => {
    const { port } = new URL(server.url);
    const socket = connectTcp(Number(port), '127.0.0.1');
    socket.write('GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 400/);
    await once(socket.resume(), 'close');
  });
});

test('a subscriber that does not keep up is told so, with the cursor to go on from', async () => {
  const crowded = await startServer({ LAVALAMP_QUEUE_EVENTS: '5' });
  const socket = await connect(crowded.url, ADMIN_TOKEN);
  const { data } = await crowded.graphql('{ eventCursor }');
  socket.ask('1', EVENTS, { after: data.eventCursor });
  // The subscription is live when a later operation of the same connection was answered.
  await answerAfter(socket, '2', '{ builds { totalCount } }');
  const reports = Array.from({ length: 500 }, (_, i) => ({ registerBuilder: { origin: 'o', name: `b${i}` } }));
  await crowded.graphql('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }', { r: reports });
  for (;;) {
    const message = await nextEvent(socket);
    if (message.type === 'next') continue;
    expect(message).toMatchObject({ type: 'error', id: '1', payload: [{ extensions: { code: 'LAGGED' } }] });
    const { cursor } = message.payload[0].extensions;
    socket.ask('3', EVENTS, { after: cursor });
    expect((await socket.next()).payload.data.events.cursor).toEqual(expect.any(String));
    break;
  }
  socket.socket.close();
  await crowded.stop();
});

test('a server that stops says so, and does not wait for idle subscribers', async () => {
  const stopping = await startServer({ LAVALAMP_STOP_SECONDS: '30' });
  const socket = await connect(stopping.url, ADMIN_TOKEN);
  socket.ask('1', EVENTS);
  expect((await answerAfter(socket, '2', '{ __typename }')).data).toBeDefined();
  const start = performance.now();
  await Promise.all([stopping.stop(), socket.closed.then((code) => expect(code).toBe(1001))]);
  expect(performance.now() - start).toBeLessThan(10_000);
});
