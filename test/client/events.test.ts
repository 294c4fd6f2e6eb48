import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type ClientOptions,
  CursorExpiredError,
  createClient,
  type EventsOptions,
  type EventsVariables,
  GraphQLRequestError,
  type Stream,
  TransportError,
} from '../../src/client/index.ts';
import { TestServer } from './support/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await new TestServer().start();
});

afterEach(() => server.stop());

function client(options: Partial<ClientOptions> = {}) {
  return createClient({ url: server.url, backoff: { initialMs: 1, maxMs: 5 }, ...options });
}

/** Publishes this many events. @returns their cursors. */
function publish(count: number): string[] {
  return Array.from({ length: count }, () => server.publish().cursor);
}

/** Reads this many events. @returns their cursors. */
async function read(stream: Stream<{ cursor: string }>, count: number): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < count) {
    const { done, value } = await stream.next();
    if (done) throw new Error(`The stream ended after ${cursors.length} events.`);
    cursors.push(value.cursor);
  }
  return cursors;
}

/** Follows from the beginning of the log. */
function fromStart(options: EventsOptions = {}, settings: Partial<ClientOptions> = {}) {
  return client(settings).events({ after: 'log:0', ...options });
}

describe('A stream of events', () => {
  test('begins with what came after its cursor and goes on live', async () => {
    const past = publish(3);
    const stream = fromStart();
    expect(await read(stream, 3)).toEqual(past);
    const live = publish(2);
    expect(await read(stream, 2)).toEqual(live);
    await stream.return?.();
  });

  test('without a cursor begins now, and loses nothing when its socket drops before the first event', async () => {
    publish(3);
    const stream = client().events();
    const first = stream.next();
    await server.subscribed.nth(1);
    server.dropSockets();
    await server.closed.nth(1);
    const [missed] = publish(1);
    expect((await first).value?.cursor).toBe(missed);
    expect(server.subscribed.items.map(({ variables }) => variables.after)).toEqual(['log:3', 'log:3']);
    await stream.return?.();
  });

  test('goes on after its last event when the socket is cut: nothing is missing, nothing comes twice', async () => {
    const stream = fromStart();
    const seen: string[] = [];
    for (let round = 1; round <= 5; round++) {
      publish(7);
      seen.push(...(await read(stream, 3)));
      server.dropSockets();
      publish(2);
      seen.push(...(await read(stream, 6)));
    }
    expect(server.opened.length).toBe(6);
    expect(seen).toEqual(server.log.map(({ cursor }) => cursor));
    await stream.return?.();
  });

  test.each([1000, 1001, 1011, 1012, 4500])(
    'goes on after its last event when the server closes the socket with %i',
    async (code) => {
      publish(2);
      const stream = fromStart();
      await read(stream, 2);
      server.closeSockets(code);
      await server.closed.nth(1);
      const missed = publish(1);
      expect(await read(stream, 1)).toEqual(missed);
      expect((await server.subscribed.nth(2)).variables.after).toBe('log:2');
      await stream.return?.();
    },
  );

  test('waits for a server that is restarted, and says so', async () => {
    const said: string[] = [];
    const stream = fromStart({
      onDisconnect: (reason) => said.push(reason.name),
      onReconnect: () => said.push('back'),
    });
    publish(1);
    await read(stream, 1);
    await server.stop();
    const next = stream.next();
    const missed = publish(1);
    await server.start();
    expect((await next).value?.cursor).toBe(missed[0]);
    expect(said[0]).toBe('TransportError');
    expect(said.at(-1)).toBe('back');
    await stream.return?.();
  });

  test('gives up after as many attempts in a row as it was told to make', async () => {
    await server.stop();
    const stream = fromStart({ attempts: 2 });
    const error = await stream.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransportError);
    expect((error as TransportError).message).toContain(server.url.replace('http', 'ws'));
    await server.start();
  });

  test('counts a heartbeat: its cursor is where it goes on', async () => {
    server.publish('Heartbeat');
    const stream = fromStart();
    expect((await stream.next()).value).toMatchObject({ __typename: 'Heartbeat', cursor: 'log:1' });
    server.dropSockets();
    publish(1);
    await read(stream, 1);
    expect((await server.subscribed.nth(2)).variables.after).toBe('log:1');
    await stream.return?.();
  });

  test.each(['error', 'next'] as const)(
    'that is told LAGGED, in a message of type %s, resumes from the cursor in it',
    async (type) => {
      publish(5);
      const stream = fromStart();
      await read(stream, 5);
      const lagged = { message: 'Too slow.', extensions: { code: 'LAGGED', cursor: 'log:7' } };
      server.say(await server.subscribed.nth(1), { type, payload: type === 'error' ? [lagged] : { errors: [lagged] } });
      const resumed = await Promise.all([server.subscribed.nth(2), stream.next(), publish(3)]);
      expect(resumed[0].variables.after).toBe('log:7');
      expect(resumed[1].value?.cursor).toBe('log:8');
      await stream.return?.();
    },
  );

  test.each(['error', 'next'] as const)(
    'whose cursor expired, in a message of type %s, throws CursorExpiredError',
    async (type) => {
      publish(1);
      const stream = fromStart();
      await read(stream, 1);
      const expired = { message: 'Too old.', extensions: { code: 'CURSOR_EXPIRED' } };
      server.say(await server.subscribed.nth(1), {
        type,
        payload: type === 'error' ? [expired] : { errors: [expired] },
      });
      await expect(stream.next()).rejects.toBeInstanceOf(CursorExpiredError);
      expect((await stream.next()).done).toBe(true);
      expect(await server.closed.nth(1)).toBe(1000);
    },
  );

  test('that starts from a cursor which is not kept any more throws CursorExpiredError at once', async () => {
    publish(5);
    server.oldest = 3;
    await expect(fromStart().next()).rejects.toBeInstanceOf(CursorExpiredError);
    expect(server.subscribed.length).toBe(1);
  });

  test('that is refused for its token throws, and does not try again', async () => {
    const error = await fromStart({}, { token: 'wrong' })
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GraphQLRequestError);
    expect((error as GraphQLRequestError).codes).toEqual(['FORBIDDEN']);
    expect(server.opened.length).toBe(1);
  });

  test('closes its socket also when the reason and the end of it arrive at once', async () => {
    publish(1);
    const stream = fromStart();
    await read(stream, 1);
    const expired = { message: 'Too old.', extensions: { code: 'CURSOR_EXPIRED' } };
    server.say(await server.subscribed.nth(1), { type: 'next', payload: { errors: [expired] } }, { type: 'complete' });
    await expect(stream.next()).rejects.toBeInstanceOf(CursorExpiredError);
    expect(await server.closed.nth(1)).toBe(1000);
  });

  test('treats a server that ends it without a reason as one that went away', async () => {
    publish(1);
    const stream = fromStart();
    await read(stream, 1);
    server.say(await server.subscribed.nth(1), { type: 'complete' });
    const missed = publish(1);
    expect(await read(stream, 1)).toEqual(missed);
    await stream.return?.();
  });

  test('opens another socket when nothing, not even an answer to a ping, is heard on the one it has', async () => {
    publish(1);
    const stream = fromStart({}, { silenceMs: 300 });
    await read(stream, 1);
    server.freezeSockets();
    const missed = publish(1);
    expect(await read(stream, 1)).toEqual(missed);
    expect(server.opened.length).toBeGreaterThan(1);
    await stream.return?.();
  });

  test('keeps a quiet socket whose server answers pings', async () => {
    publish(1);
    const stream = fromStart({}, { silenceMs: 900 });
    await read(stream, 1);
    const socket = await server.opened.nth(1);
    let pings = 0;
    await new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        if (String(data).includes('"ping"')) pings += 1;
        // The fourth comes later than a silence would have been noticed.
        if (pings === 4) resolve();
      });
    });
    expect(server.opened.length).toBe(1);
    await stream.return?.();
  });

  test('gives up a socket that is not opened in time', async () => {
    server.acceptSockets = false;
    const reasons: string[] = [];
    const stream = fromStart(
      {
        onDisconnect: ({ message }) => {
          reasons.push(message);
          server.acceptSockets = true;
        },
      },
      { connectMs: 200 },
    );
    publish(1);
    expect(await read(stream, 1)).toEqual(['log:1']);
    expect(reasons[0]).toMatch(/handshake has timed out|nothing was heard/);
    await stream.return?.();
  });

  test('has the server stop when its reader is slow, holds no more than the backlog, and misses nothing', async () => {
    const cursors = publish(100);
    const stream = fromStart({}, { backlog: 10 });
    const seen = await read(stream, 1);
    await server.completed.nth(1);
    expect(server.subscribed.length).toBe(1);
    seen.push(...(await read(stream, 99)));
    expect(seen).toEqual(cursors);
    expect(server.subscribed.items.map(({ variables }) => variables.after)).toEqual(
      Array.from({ length: 10 }, (_, i) => `log:${i * 10}`),
    );
    await stream.return?.();
  });

  test('sends complete and closes its socket when its loop is left', async () => {
    publish(2);
    for await (const event of fromStart()) {
      if (event.cursor === 'log:2') break;
    }
    expect(await server.closed.nth(1)).toBe(1000);
    expect(server.completed.length).toBe(1);
  });

  test('ends at once when it is returned while it waits', async () => {
    const stream = fromStart();
    const waiting = stream.next();
    await server.subscribed.nth(1);
    await stream.return?.();
    expect((await waiting).done).toBe(true);
    expect(await server.closed.nth(1)).toBe(1000);
  });

  test('ends without an error when its signal is aborted', async () => {
    const controller = new AbortController();
    const stream = fromStart({ signal: controller.signal });
    const waiting = stream.next();
    await server.subscribed.nth(1);
    controller.abort();
    expect((await waiting).done).toBe(true);
    expect(await server.closed.nth(1)).toBe(1000);
  });

  test('opens nothing when its signal was aborted before', async () => {
    expect((await fromStart({ signal: AbortSignal.abort() }).next()).done).toBe(true);
    expect(server.opened.length).toBe(0);
  });

  test('ends when it is aborted while it waits for a server that is away', async () => {
    await server.stop();
    const controller = new AbortController();
    const stream = fromStart(
      { signal: controller.signal, onDisconnect: () => controller.abort() },
      { backoff: { initialMs: 60_000, maxMs: 60_000 } },
    );
    expect((await stream.next()).done).toBe(true);
    await server.start();
  });

  test('shares its socket with the other streams of the client', async () => {
    const both = client();
    publish(1);
    const streams = [both.events({ after: 'log:0' }), both.events({ after: 'log:0' })];
    await Promise.all(streams.map((stream) => read(stream, 1)));
    expect(server.opened.length).toBe(1);
    await streams[0]?.return?.();
    const live = publish(1);
    expect(await read(streams[1] as Stream<{ cursor: string }>, 1)).toEqual(live);
    await streams[1]?.return?.();
    await server.closed.nth(1);
  });

  test('keeps the socket when another stream’s last two messages arrive at once', async () => {
    const both = client();
    publish(1);
    const [stays, goes] = [both.events({ after: 'log:0' }), both.events({ after: 'log:0' })];
    await read(stays, 1);
    await read(goes, 1);
    const refused = { message: 'No.', extensions: { code: 'FORBIDDEN' } };
    server.say(await server.subscribed.nth(2), { type: 'next', payload: { errors: [refused] } }, { type: 'complete' });
    await expect(goes.next()).rejects.toThrow('No.');
    const live = publish(1);
    expect(await read(stays, 1)).toEqual(live);
    expect(server.opened.length).toBe(1);
    await stays.return?.();
    expect(await server.closed.nth(1)).toBe(1000);
  });

  test('selects what the document of its user selects, and passes the filter on', async () => {
    const document = parse(
      'subscription Mine($after: EventCursor, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor recordedAt } }',
    ) as unknown as TypedDocumentNode<{ events: { cursor: string; recordedAt: string } }, EventsVariables>;
    publish(1);
    const stream = client().events(document, { after: 'log:0', filter: { types: ['BUILD_STARTED'] } });
    expect((await stream.next()).value).toEqual({ cursor: 'log:1', recordedAt: '2026-11-24T08:30:00.000Z' });
    expect(server.subscribed.last?.variables).toEqual({ after: 'log:0', filter: { types: ['BUILD_STARTED'] } });
    await stream.return?.();
  });

  test('refuses a document that could not be resumed', () => {
    const document = parse('subscription { events { cursor } }') as unknown as TypedDocumentNode<
      { events: { cursor: string } },
      EventsVariables
    >;
    expect(() => client().events(document)).toThrow(/\$after/);
  });
});
