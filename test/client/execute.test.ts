import { once } from 'node:events';
import { createServer } from 'node:net';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createClient,
  EventCursorDocument,
  GraphQLRequestError,
  isTemporary,
  TransportError,
  ViewerDocument,
} from '../../src/client/index.ts';
import { TestServer } from './support/server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await new TestServer().start();
});

afterEach(() => server.stop());

/** What the promise was rejected with. */
async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('It did not fail.');
}

describe('execute', () => {
  test('returns the data of a query', async () => {
    server.publish();
    expect(await createClient({ url: server.url }).execute(EventCursorDocument)).toEqual({ eventCursor: 'log:1' });
  });

  test('sends the token, and the name of the operation', async () => {
    const { viewer } = await createClient({ url: server.url, token: 'secret' }).execute(ViewerDocument);
    expect(viewer.tokenName).toBe('Bearer secret');
    expect(server.requests.last?.operationName).toBe('Viewer');
  });

  test.each(['', '/', '/ci', '/ci/'])('finds the API below the address %j', (path) => {
    expect(createClient({ url: `https://ci.example.org${path}` }).url).toBe(
      `https://ci.example.org${path.replace(/\/$/, '')}/graphql`,
    );
  });

  test.each(['ci.example.org', 'ftp://ci.example.org', ''])('has no client for the address %j', (url) => {
    expect(() => createClient({ url })).toThrow(/http:\/\/ or https:\/\//);
  });

  test('throws what the server refused, with its codes', async () => {
    server.answer = () => ({
      status: 401,
      body: { errors: [{ message: 'This token is not known.', extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    const error = await failureOf(createClient({ url: server.url }).execute(ViewerDocument));
    expect(error).toBeInstanceOf(GraphQLRequestError);
    expect(error).toMatchObject({ codes: ['UNAUTHENTICATED'], message: 'This token is not known.' });
    expect(isTemporary(error)).toBe(false);
  });

  test('throws when half of the answer is missing', async () => {
    server.answer = () => ({ body: { data: { viewer: null }, errors: [{ message: 'It broke.' }] } });
    const error = await failureOf(createClient({ url: server.url }).execute(ViewerDocument));
    expect(error).toMatchObject({ name: 'GraphQLRequestError', codes: [] });
  });

  test('says that a server whose database is away may be tried again', async () => {
    server.answer = () => ({
      status: 503,
      body: { errors: [{ message: 'Later.', extensions: { code: 'UNAVAILABLE' } }] },
    });
    expect(isTemporary(await failureOf(createClient({ url: server.url }).execute(ViewerDocument)))).toBe(true);
  });

  test.each([
    [502, '<h1>Bad gateway</h1>', true],
    [429, 'Slow down.', true],
    [404, 'Not found', false],
    [200, '<h1>Welcome to the hotel</h1>', false],
    [200, '{"data":null}', false],
    [200, '[]', false],
  ])('says that the answer %i %s is not one of a Lavalamp server', async (status, body, temporary) => {
    server.answer = () => ({ status, body });
    const error = await failureOf(createClient({ url: server.url }).execute(ViewerDocument));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ status, temporary, url: `${server.url}/graphql` });
    expect(error.message).toContain(`${server.url}/graphql answered HTTP ${status}`);
  });

  test('says that nothing listens at the address', async () => {
    const { url } = server;
    await server.stop();
    const error = await failureOf(createClient({ url }).execute(ViewerDocument));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({ status: null, temporary: true });
    expect(error.message).toMatch(/Cannot reach http.*ECONNREFUSED.*Check that a Lavalamp server runs there/);
  });

  test('gives up a server that does not answer in time', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const client = createClient({ url: `http://127.0.0.1:${port}`, timeoutMs: 20 });
    expect((await failureOf(client.execute(ViewerDocument))).message).toContain('no answer within 0.02 s');
    silent.close();
  });

  test('rejects with the reason of its signal', async () => {
    const reason = new Error('Changed my mind.');
    const client = createClient({ url: server.url });
    expect(await failureOf(client.execute(ViewerDocument, {}, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  });

  test('uses the fetch that it was given', async () => {
    const client = createClient({
      url: server.url,
      fetch: async () => new Response('{"data":{"eventCursor":"mine"}}', { status: 200 }),
    });
    expect(await client.execute(EventCursorDocument)).toEqual({ eventCursor: 'mine' });
  });

  test('runs a document of the user with its variables', async () => {
    const document = parse('query Mine($id: ID!) { build(id: $id) { id } }') as unknown as TypedDocumentNode<
      { build: null },
      { id: string }
    >;
    expect(await createClient({ url: server.url }).execute(document, { id: 'x' })).toEqual({ build: null });
    expect(server.requests.last?.variables).toEqual({ id: 'x' });
  });
});
