// Events are posted to receivers, in order, until they are taken. Receivers are real servers, good and bad.

import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneEvents } from '../../src/store/pruning.ts';
import { startServer, startServerBeside, type TestServer } from '../support/server.ts';
import { SELF_SIGNED } from './support/certificate.ts';
import { type Answering, type Received, type Receiver, startReceiver, status } from './support/receiver.ts';
import { register, stateOf, until, update } from './support/webhooks.ts';

const SETTINGS = {
  LAVALAMP_WEBHOOK_PRIVATE: 'true',
  LAVALAMP_WEBHOOK_TIMEOUT_SECONDS: '2',
  LAVALAMP_WEBHOOK_RETRY_SECONDS: '0.05',
  LAVALAMP_HEARTBEAT_SECONDS: '0.1',
  // Receivers that are slower than the reports lag behind, and have to go back to the log.
  LAVALAMP_QUEUE_EVENTS: '10',
};

let server: TestServer;
const cleanups: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  server = await startServer(SETTINGS);
});
afterAll(async () => {
  await server.stop();
  for (const cleanup of cleanups) await cleanup();
});

async function receiver(answering?: Answering): Promise<Receiver> {
  const started = await startReceiver(answering);
  cleanups.push(started.stop);
  return started;
}

let told = 0;
/** Records events of one builder, and so of one webhook that asks for it. @returns their state strings. */
async function record(builder: string, count: number, at = server): Promise<string[]> {
  const texts = Array.from({ length: count }, () => {
    told += 1;
    return `at ${told}`;
  });
  const build = { origin: 'ci', key: builder };
  const updates = texts.map((stateString) => ({ updateBuild: { build, stateString } }));
  const { userErrors } = await at.report([{ startBuild: { ...build, builder } }, ...updates]);
  expect(userErrors).toEqual([]);
  return texts;
}

const updatesOf = (builder: string) => ({ types: ['BUILD_UPDATED'], builds: { builders: [builder] } });
const textsOf = (received: readonly Received[]) => received.map(({ event }) => event.stateString);

async function cursorNow(): Promise<string> {
  return (await server.graphql('{ eventCursor }')).data.eventCursor;
}

test('events are posted in their order, one at a time, signed, over one connection, with the cursor', async () => {
  let open = 0;
  const one = await receiver((response) => {
    open += 1;
    expect(open).toBe(1);
    setImmediate(() => {
      open -= 1;
      response.writeHead(200).end('thank you');
    });
  });
  const { id, secret } = await register(server, { url: one.url, filter: updatesOf('order') });
  const before = await cursorNow();
  const texts = [...(await record('order', 20)), ...(await record('order', 20))];
  const received = await one.until(texts.length);
  expect(textsOf(received)).toEqual(texts);
  expect(one.connections()).toBe(1);
  const verifier = new Verifier(secret);
  for (const { headers, text } of received) {
    expect(verifier.verify(text, headers as Record<string, string>)).toEqual(JSON.parse(text));
    expect(() => verifier.verify(`${text} `, headers as Record<string, string>)).toThrow();
  }
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(texts.length);

  const READ =
    'query ($after: EventCursor!) { events(after: $after, first: 1000) { nodes { type: __typename cursor recordedAt ... on BuildUpdated { stateString } } } }';
  const { data } = await server.graphql(READ, { after: before });
  const log = data.events.nodes.filter(({ type }: { type: string }) => type === 'BuildUpdated');
  expect(received.map(({ event }) => ({ ...event, build: undefined }))).toEqual(log);
  expect(received[0]?.event.build).toMatchObject({ number: 1, origin: { name: 'ci' }, builder: { name: 'order' } });
  await until(server, id, {
    state: 'ACTIVE',
    cursor: log.at(-1).cursor,
    lastAttempt: { delivered: true, status: 200, error: null, responseExcerpt: 'thank you', eventType: 'BuildUpdated' },
  });
  expect((await stateOf(server, id)).recentAttempts).toHaveLength(40);
});

test('what was refused is posted again under the same id, and what follows comes after it', async () => {
  const one = await receiver(status(500, 'out of \0 order'));
  const { id } = await register(server, { url: one.url, filter: updatesOf('again') });
  const texts = await record('again', 3);
  await one.until(2);
  await until(server, id, {
    state: 'RETRYING',
    failures: expect.any(Number),
    failingSince: expect.any(String),
    nextAttemptAt: expect.any(String),
    lastAttempt: {
      delivered: false,
      status: 500,
      error: 'The receiver answered 500.',
      responseExcerpt: 'out of \ufffd order',
    },
  });
  one.answer(status(204));
  await until(server, id, { state: 'ACTIVE', failures: 0, failingSince: null, nextAttemptAt: null });
  const taken = await one.received;
  const first = taken.filter(({ event }) => event.stateString === texts[0]);
  expect(first.length).toBeGreaterThan(1);
  expect(new Set(first.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await one.until(first.length + 2);
  expect(textsOf(taken.slice(first.length))).toEqual(texts.slice(1));
});

test('one that says when it has time again is posted to then, and not before', async () => {
  const one = await receiver((response) => response.writeHead(429, { 'retry-after': '1' }).end());
  const { id } = await register(server, { url: one.url, filter: updatesOf('busy') });
  await record('busy', 1);
  await one.until(1);
  await until(server, id, { state: 'RETRYING', lastAttempt: { status: 429 } });
  one.answer(status(204));
  await until(server, id, { state: 'ACTIVE' });
  const [second, first] = (
    await server.graphql('query ($id: ID!) { webhook(id: $id) { recentAttempts { attemptedAt } } }', { id })
  ).data.webhook.recentAttempts;
  expect(Date.parse(second.attemptedAt) - Date.parse(first.attemptedAt)).toBeGreaterThanOrEqual(1_000);
});

test('however moody a receiver is, it is told everything, in order, and can tell what it has already', async () => {
  const moods: readonly Answering[] = [
    status(204),
    status(503),
    (response) => response.destroy(),
    (response) => response.writeHead(200).write('half of it', () => response.destroy()),
    (response) => response.writeHead(307, { location: '/' }).end(),
    status(299),
  ];
  const one = await receiver((response, received, count) =>
    moods[((count * 7) % 11) % moods.length]?.(response, received, count),
  );
  const { id } = await register(server, { url: one.url, filter: updatesOf('moody') });
  const texts = [...(await record('moody', 5)), ...(await record('moody', 5))];
  const cursor = await cursorNow();
  await until(server, id, { state: 'ACTIVE', cursor });
  const known = new Map(one.received.map(({ headers, event }) => [headers['webhook-id'], event.stateString]));
  expect([...known.values()]).toEqual(texts);
  expect(one.received.length).toBeGreaterThan(texts.length);
});

/** A receiver that speaks no HTTP, or too much of it: says this to everybody, and then nothing. */
async function speaker(text: string, end: boolean): Promise<string> {
  const speaking = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => (end ? socket.end(text) : socket.write(text)));
  });
  await new Promise<void>((resolve) => speaking.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => speaking.close());
  return `http://127.0.0.1:${(speaking.address() as AddressInfo).port}/`;
}

/** A receiver whose certificate nobody vouches for. */
async function impostor(): Promise<string> {
  const listening = createTlsServer(SELF_SIGNED, (_, response) => response.end());
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  cleanups.push(async () => listening.close());
  return `https://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

test('a receiver that is slow, talks garbage, redirects or has gone costs bounded time and bytes, and that is recorded', async () => {
  const elsewhere = await receiver();
  const redirecting = await receiver((response) => response.writeHead(302, { location: elsewhere.url }).end());
  const head = 'HTTP/1.1 200 OK\r\n';
  const bad: readonly [url: string, error: unknown, rest?: object][] = [
    [await speaker('', false), 'There was no answer within 2 seconds.'],
    [await speaker('HTTP/1.1 2', false), 'There was no answer within 2 seconds.'],
    [await speaker('', true), 'socket hang up'],
    [await speaker('220 smtp.example.org ESMTP\r\n', true), expect.stringContaining('Parse Error')],
    [await speaker(`${head}x: ${'y'.repeat(100_000)}\r\n\r\n`, true), expect.stringContaining('Header overflow')],
    [
      await speaker('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n', false),
      'The connection was closed without an answer.',
    ],
    [await speaker('HTTP/1.1 500 Oh\r\n\r\nno', true), 'The receiver answered 500.', { responseExcerpt: 'no' }],
    [
      redirecting.url,
      `The receiver answered 302 and redirects to ${elsewhere.url}, which is not followed.`,
      { status: 302 },
    ],
    ['http://127.0.0.1:1/', expect.stringContaining('ECONNREFUSED')],
    [await impostor(), 'self-signed certificate'],
    [redirecting.url.replace('http:', 'https:'), expect.stringMatching(/SSL|ssl|EPROTO/)],
  ];
  const webhooks = await Promise.all(
    bad.map(async ([url, error, rest]) => ({
      ...(await register(server, { url, filter: updatesOf('bad') })),
      error,
      rest,
    })),
  );
  const rest = 'content-length: 10\r\n\r\nx';
  const urls = [await speaker(`${head}\r\n${'x'.repeat(1_000_000)}`, false), await speaker(head + rest, false)];
  const endless = await Promise.all(urls.map((url) => register(server, { url, filter: updatesOf('bad') })));
  await record('bad', 1);
  for (const { id, error, rest } of webhooks) {
    await until(server, id, { state: 'RETRYING', lastAttempt: { delivered: false, error, ...rest } });
    const { lastAttempt } = await stateOf(server, id);
    expect(lastAttempt.durationSeconds).toBeLessThan(10);
    await update(server, { id, paused: true });
  }
  expect(elsewhere.received).toEqual([]);
  // An answer that never ends counts by its status.
  for (const [i, { id }] of endless.entries()) {
    const excerpt = i === 0 ? 'x'.repeat(1_000) : 'x';
    await until(server, id, {
      state: 'ACTIVE',
      lastAttempt: { delivered: true, status: 200, responseExcerpt: excerpt },
    });
  }
});

test('one that is answered 410 Gone is paused at once; resumed, it goes on from its place', async () => {
  const one = await receiver(status(410));
  const { id, cursor } = await register(server, { url: one.url, filter: updatesOf('gone') });
  const texts = await record('gone', 2);
  await until(server, id, { state: 'PAUSED', pauseReason: 'GONE', nextAttemptAt: null, lastAttempt: { status: 410 } });
  expect(one.received).toHaveLength(1);
  const { events } = (
    await server.graphql(
      'query ($c: EventCursor!, $f: EventFilter) { events(after: $c, filter: $f) { nodes { ... on BuildUpdated { stateString } } } }',
      { c: (await stateOf(server, id)).cursor, f: updatesOf('gone') },
    )
  ).data;
  expect(events.nodes.map(({ stateString }: { stateString: string }) => stateString)).toEqual(texts);
  one.answer(status(200));
  expect((await update(server, { id, paused: false })).webhook).toMatchObject({ state: 'ACTIVE', failures: 0 });
  expect(textsOf(await one.until(3)).slice(1)).toEqual(texts);
  expect(cursor).toBeTypeOf('string');
});

test('one that is paused gets what it missed when it is resumed, or what follows a cursor', async () => {
  const one = await receiver();
  const { id, cursor } = await register(server, { url: one.url, filter: updatesOf('pause') });
  const [first] = await record('pause', 1);
  await one.until(1);
  await update(server, { id, paused: true });
  const missed = await record('pause', 2);
  await update(server, { id, paused: false });
  expect(textsOf(await one.until(3))).toEqual([first, ...missed]);
  await until(server, id, { lastAttempt: { delivered: true }, recentAttempts: [{}, {}, {}] });
  await update(server, { id, after: cursor });
  const again = (await one.until(6)).slice(3);
  expect(textsOf(again)).toEqual([first, ...missed]);
  expect(again.map(({ headers }) => headers['webhook-id'])).toEqual(
    one.received.slice(0, 3).map(({ headers }) => headers['webhook-id']),
  );
});

test('one begins after the cursor that it was registered with', async () => {
  const before = await cursorNow();
  const texts = await record('past', 3);
  const one = await receiver();
  await register(server, { url: one.url, filter: updatesOf('past'), after: before });
  expect(textsOf(await one.until(3))).toEqual(texts);
});

test('one whose filter lets nothing through moves on with the log', async () => {
  const { id } = await register(server, { url: 'http://127.0.0.1:1/', filter: { origins: ['nobody'] } });
  await record('quiet', 1);
  await until(server, id, { cursor: await cursorNow(), lastAttempt: null });
});

test('after its secret was rotated everything is signed with both, for a while', async () => {
  const one = await receiver();
  const { id, secret } = await register(server, { url: one.url, filter: updatesOf('rotate') });
  const ROTATE = 'mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { secret } }';
  const rotated = (await server.graphql(ROTATE, { id })).data.rotateWebhookSecret.secret;
  await record('rotate', 1);
  const [{ text, headers }] = (await one.until(1)) as [Received];
  for (const known of [secret, rotated]) new Verifier(known).verify(text, headers as Record<string, string>);
});

test('what the database could not be told of is not posted again', async () => {
  const one = await receiver();
  const { id } = await register(server, { url: one.url, filter: updatesOf('away') });
  const { pool } = server.database;
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  let failures = 0;
  const failing = (...args: unknown[]) => {
    if (failures > 0 || !String(args[0]).includes('webhook_attempt')) return query(...args);
    failures += 1;
    return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
  };
  pool.query = failing as typeof pool.query;
  try {
    const texts = await record('away', 2);
    await until(server, id, { state: 'ACTIVE', recentAttempts: [{}, {}] });
    expect(failures).toBe(1);
    expect(textsOf(one.received)).toEqual(texts);
  } finally {
    pool.query = query as typeof pool.query;
  }
});

test('a kept connection that the receiver has closed is no failure', async () => {
  const used = new WeakSet<object>();
  const one = await receiver((response) => {
    const socket = response.socket as object;
    if (used.has(socket)) response.destroy();
    else response.writeHead(204).end();
    used.add(socket);
  });
  const { id } = await register(server, { url: one.url, filter: updatesOf('kept') });
  await record('kept', 3);
  await until(server, id, { recentAttempts: [{}, {}, {}].map(() => ({ delivered: true })) });
});

test('where the log no longer holds what follows, it is paused as expired, and goes on only from a new position', async () => {
  const one = await receiver(status(500));
  const failing = await register(server, { url: one.url, filter: updatesOf('expired') });
  const paused = await register(server, { url: one.url, filter: updatesOf('expired') });
  await update(server, { id: paused.id, paused: true });
  await record('expired', 2);
  await one.until(1);
  await pruneEvents(server.database, { since: null, most: 0 }, 1_000);
  for (const { id } of [failing, paused]) {
    await until(server, id, { state: 'PAUSED', pauseReason: 'EXPIRED' });
    expect((await update(server, { id, paused: false })).userErrors).toMatchObject([
      { code: 'INVALID', path: ['input', 'after'] },
    ]);
  }
  one.answer(status(204));
  const before = one.received.length;
  const after = await cursorNow();
  expect((await update(server, { id: paused.id, paused: false, after })).userErrors).toEqual([]);
  const texts = await record('expired', 1);
  expect(textsOf((await one.until(before + 1)).slice(before))).toEqual(texts);
});

test('of two servers one delivers; when it stops, the answer under way counts, and the other goes on', async () => {
  const one = await receiver();
  const beside = await startServerBeside(server, SETTINGS);
  const { id } = await register(beside, { url: one.url, filter: updatesOf('two') });
  const texts = [...(await record('two', 10)), ...(await record('two', 10, beside))];
  expect(textsOf(await one.until(20))).toEqual(texts);
  let answer: () => void = () => {};
  one.answer((response) => {
    answer = () => response.writeHead(204).end();
  });
  texts.push(...(await record('two', 2)));
  await one.until(21);
  const stopped = beside.stop();
  one.answer(status(204));
  answer();
  await stopped;
  texts.push(...(await record('two', 2)));
  expect(textsOf(await one.until(24))).toEqual(texts);
  await until(server, id, { state: 'ACTIVE', cursor: one.received.at(-1)?.event.cursor });
});

test('how deliveries go is measured', async () => {
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  for (const outcome of ['delivered', 'failed']) {
    expect(metrics).toMatch(new RegExp(`^lavalamp_webhook_attempts_total\\{outcome="${outcome}"\\} [1-9]`, 'm'));
  }
  for (const state of ['active', 'retrying', 'paused']) {
    expect(metrics).toMatch(new RegExp(`^lavalamp_webhooks\\{state="${state}"\\} \\d`, 'm'));
  }
  expect(metrics).toMatch(/^lavalamp_webhook_seconds_count [1-9]/m);
});
