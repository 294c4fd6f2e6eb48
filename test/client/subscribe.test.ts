import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BacklogError, createClient, EventsDocument, LaggedError, TransportError } from '../../src/client/index.ts';
import { TestServer } from './support/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await new TestServer().start();
});

afterEach(() => server.stop());

describe('A subscription that is not resumed', () => {
  test('delivers what the server sends, and sends the token', async () => {
    server.publish();
    const stream = createClient({ url: server.url, token: 'secret' }).subscribe(EventsDocument, { after: 'log:0' });
    expect((await stream.next()).value?.events.cursor).toBe('log:1');
    expect(server.connectionParams).toEqual([{ authorization: 'Bearer secret' }]);
    await stream.return?.();
    expect(await server.closed.nth(1)).toBe(1000);
  });

  test('ends when the server completes it', async () => {
    const stream = createClient({ url: server.url }).subscribe(EventsDocument);
    const end = stream.next();
    server.say(await server.subscribed.nth(1), { type: 'complete' });
    expect((await end).done).toBe(true);
  });

  test('throws when its socket is lost', async () => {
    const stream = createClient({ url: server.url }).subscribe(EventsDocument);
    const end = stream.next();
    await server.subscribed.nth(1);
    server.dropSockets();
    await expect(end).rejects.toBeInstanceOf(TransportError);
  });

  test('throws when nothing listens at the address', async () => {
    const { url } = server;
    await server.stop();
    const stream = createClient({ url }).subscribe(EventsDocument);
    await expect(stream.next()).rejects.toThrow(/Cannot reach ws:.*ECONNREFUSED/);
  });

  test('throws LaggedError, with the cursor, when the server gave it up', async () => {
    const stream = createClient({ url: server.url }).subscribe(EventsDocument);
    const end = stream.next().catch((error: unknown) => error);
    const lagged = { message: 'Too slow.', extensions: { code: 'LAGGED', cursor: 'log:7' } };
    server.say(await server.subscribed.nth(1), { type: 'error', payload: [lagged] });
    const error = await end;
    expect(error).toBeInstanceOf(LaggedError);
    expect((error as LaggedError).cursor).toBe('log:7');
  });

  test('delivers what came, and throws BacklogError, when it is read too slowly', async () => {
    for (let i = 0; i < 20; i++) server.publish();
    const stream = createClient({ url: server.url, backlog: 5 }).subscribe(EventsDocument, { after: 'log:0' });
    const seen: string[] = [];
    const read = async () => {
      for await (const { events } of stream) seen.push(events.cursor);
    };
    await stream.next();
    await server.completed.nth(1);
    await expect(read()).rejects.toBeInstanceOf(BacklogError);
    expect(seen).toEqual(['log:2', 'log:3', 'log:4', 'log:5']);
  });

  test('ends without an error when its signal is aborted', async () => {
    const controller = new AbortController();
    const client = createClient({ url: server.url });
    const stream = client.subscribe(EventsDocument, {}, { signal: controller.signal });
    const end = stream.next();
    await server.subscribed.nth(1);
    controller.abort();
    expect((await end).done).toBe(true);
    await server.completed.nth(1);
  });
});
