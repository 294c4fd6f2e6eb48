// A stop ends each connection with the answer that is under way on it. Clients keep connections for later: these for ever.

import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
/** A stop that waits until it cuts the connections waits longer than any test. */
beforeEach(async () => {
  server = await startServer({ LAVALAMP_STOP_SECONDS: '600', LAVALAMP_ANONYMOUS_READ: 'true' });
});

/** As many bytes as a report may hold, nearly, and as many such reports as fit into a batch. */
const PART_BYTES = 1_000_000;
const PARTS = 15;
const LOG = '{ buildByKey(origin: "o", key: "b") { steps { nodes { logs { rawUrl } } } } }';

/** Begins a request on a connection that its client keeps. */
function begin(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  return request(server.url + path, { agent, method, headers });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk;
  return body;
}

/** A request of which the server has the headers only when its stop begins. */
async function stopDuring(path: string, query: string) {
  const sending = begin(
    path,
    { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}`, expect: '100-continue' },
    'POST',
  );
  sending.flushHeaders();
  await once(sending, 'continue');
  const stopped = server.stop();
  sending.end(JSON.stringify({ query }));
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  return { response, stopped };
}

test('the answer to a request that was begun before the stop says that the connection ends, and the stop ends with it', async () => {
  const { response, stopped } = await stopDuring('/graphql', '{ __typename }');
  expect(response.headers.connection).toBe('close');
  expect(JSON.parse(await bodyOf(response))).toEqual({ data: { __typename: 'Query' } });
  await stopped;
});

test('a log whose download was begun before the stop arrives as a whole, and the stop ends with it', async () => {
  const step = { build: { origin: 'o', key: 'b' }, key: 's' };
  const text = `${'x'.repeat(999)}\n`.repeat(PART_BYTES / 1_000);
  const { userErrors } = await server.report([
    { startBuild: { ...step.build, builder: 'b' } },
    { startStep: { ...step, name: 's' } },
    ...Array.from({ length: PARTS }, (_, i) => ({
      appendLog: { step, name: 'stdio', firstLine: (i * PART_BYTES) / 1_000, text },
    })),
  ]);
  expect(userErrors).toEqual([]);
  const { rawUrl } = (await server.graphql(LOG)).data.buildByKey.steps.nodes[0].logs[0];

  const asking = begin(rawUrl).end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  expect(response.headers.connection).toBe('keep-alive');
  // Nothing of it was read so far, and more is left than fits into the connection's buffers.
  const stopped = server.stop();
  expect(await bodyOf(response)).toHaveLength(PARTS * PART_BYTES);
  await stopped;
});

test('streams of events are ended, so that their clients go elsewhere, and the stop ends with them', async () => {
  const asking = begin('/events').end();
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  await once(response, 'data');
  const stopped = server.stop();
  expect(await bodyOf(response)).toBe('');
  await stopped;
});

test('a stream that was asked for before the stop is refused, so that its client goes elsewhere at once', async () => {
  const { response, stopped } = await stopDuring('/graphql/stream', 'subscription { events { cursor } }');
  expect(response.statusCode).toBe(503);
  expect(JSON.parse(await bodyOf(response))).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  await stopped;
});
