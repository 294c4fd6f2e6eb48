import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient, type LogLineBatch, type LogLinesOptions } from '../../src/client/index.ts';
import { TestServer } from './support/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await new TestServer().start();
});

afterEach(() => server.stop());

function follow(options: Partial<LogLinesOptions> = {}) {
  return createClient({ url: server.url, backoff: { initialMs: 1, maxMs: 5 } }).logLines({
    log: 'the-log',
    ...options,
  });
}

async function all(stream: AsyncIterable<LogLineBatch>): Promise<string[]> {
  const lines: string[] = [];
  for await (const batch of stream) lines.push(...batch.lines.map(({ text }) => text));
  return lines;
}

describe('A followed log', () => {
  test('delivers every line and ends when the log is complete', async () => {
    server.append(['one', 'two']);
    const lines = all(follow());
    await server.subscribed.nth(1);
    server.append(['three']);
    server.append([], true);
    expect(await lines).toEqual(['one', 'two', 'three']);
    await server.closed.nth(1);
  });

  test('goes on after its last line when the socket is cut', async () => {
    const stream = follow();
    server.append(['one']);
    expect((await stream.next()).value?.lines).toHaveLength(1);
    server.dropSockets();
    server.append(['two']);
    server.append(['three'], true);
    expect(await all(stream)).toEqual(['two', 'three']);
    expect(server.subscribed.last?.variables).toEqual({ log: 'the-log', after: 'line:1' });
  });

  test('is not over when a server that stops ends it before the log is complete', async () => {
    const stream = follow();
    server.append(['one']);
    await stream.next();
    server.say(await server.subscribed.nth(1), { type: 'complete' });
    server.append(['two'], true);
    expect(await all(stream)).toEqual(['two']);
  });

  test('begins after the line that is known already', async () => {
    server.append(['one']);
    server.append(['two'], true);
    expect(await all(follow({ after: 'line:1' }))).toEqual(['two']);
  });

  test('that does not exist is empty', async () => {
    expect(await all(follow({ log: 'no-such-log' }))).toEqual([]);
  });
});
