// Spans: where the time of one request went. They go to a collector by OpenTelemetry's protocol, and only when somebody asked for them.

import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serverConfig } from '../src/config.ts';
import { type RunningServer, serve } from '../src/main.ts';
import { cleanUp } from './faults/support/cleanUp.ts';
import { createHome } from './faults/support/home.ts';
import { type Collector, startCollector, type TracedSpan } from './support/collector.ts';
import { post } from './support/graphql.ts';
import { ADMIN_TOKEN } from './support/server.ts';
import { watch } from './support/watch.ts';

const SECRET = 'a value that no span may hold';
const REPORT = `mutation Tell($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { message } } }`;

async function start(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const home = await createHome();
  return serve(
    serverConfig({
      ...home.settings,
      PORT: '0',
      LAVALAMP_LOG_LEVEL: 'silent',
      LAVALAMP_STOP_SECONDS: '2',
      ...settings,
    }),
  );
}

const startBuild = (key: string) => ({
  startBuild: { origin: 'ci', key, builder: 'linux', reason: SECRET },
});

afterAll(cleanUp);

test('without a setting nothing is sent, and what would send it is not even loaded', async () => {
  const server = await start();
  const { data } = await post(server.url, '{ builds(first: 1) { nodes { id } } }', {}, ADMIN_TOKEN);
  expect(data.builds.nodes).toEqual([]);
  await server.stop();
  const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@opentelemetry'));
  expect(loaded.filter((file) => !file.includes('@opentelemetry/api/'))).toEqual([]);
});

describe('With OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  let collector: Collector;
  let server: RunningServer;

  beforeAll(async () => {
    collector = await startCollector();
    // OpenTelemetry reads its settings by itself.
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
    vi.stubEnv('OTEL_BSP_SCHEDULE_DELAY', '20');
    server = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      LAVALAMP_HEARTBEAT_SECONDS: '0.2',
    });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    collector.stop();
    vi.unstubAllEnvs();
  });

  const ask = (query: string, variables: object = {}) => post(server.url, query, variables, ADMIN_TOKEN);
  const parentOf = (child: TracedSpan) => collector.span(({ spanId }) => spanId === child.parentSpanId);
  const childOf = (parent: TracedSpan, of: (span: TracedSpan) => boolean = () => true) =>
    collector.span((span) => span.parentSpanId === parent.spanId && of(span));
  const statement = (text: string) => (span: TracedSpan) =>
    String(span.attributes['db.query.text'] ?? '').includes(text);

  test('a query is a request, the operation in it, and the statements that it took, below the sender of the request', async () => {
    const sender = { trace: '0af7651916cd43dd8448eb211c80319c', span: 'b7ad6b7169203331' };
    const query = `query Look($text: String) { builds(first: 1, filter: { branch: $text }) { nodes { id } } }`;
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${sender.trace}-${sender.span}-01` },
      body: JSON.stringify({ query, variables: { text: SECRET } }),
    });
    expect(response.status).toBe(200);

    const operation = await collector.span(({ name }) => name === 'query Look');
    expect(operation.attributes).toMatchObject({ 'graphql.operation.type': 'query', 'graphql.operation.name': 'Look' });
    const request = await parentOf(operation);
    expect(request).toMatchObject({
      name: 'POST /graphql',
      traceId: sender.trace,
      parentSpanId: sender.span,
      service: 'lavalamp',
    });
    expect(request.attributes).toMatchObject({ 'http.route': '/graphql', 'http.response.status_code': 200 });
    const read = await childOf(operation, statement('build'));
    expect(read).toMatchObject({ name: 'select', traceId: sender.trace });
  });

  test('reports are committed below the request that brought them, with their number, and with the statements of that', async () => {
    const { data } = await ask(REPORT, { reports: [startBuild('one'), startBuild('two')] });
    expect(data.report).toEqual({ acceptedCount: 2, userErrors: [] });
    const commit = await collector.span(
      ({ name, attributes }) => name === 'commit reports' && attributes['lavalamp.reports'] === 2,
    );
    const operation = await parentOf(commit);
    expect(operation.name).toBe('mutation Tell');
    expect((await parentOf(operation)).name).toBe('POST /graphql');
    for (const text of ['insert into event', 'pg_advisory_xact_lock']) {
      expect((await childOf(commit, statement(text))).traceId).toBe(operation.traceId);
    }
  });

  test('reports of several requests that are committed together are below the first, and the others name that span', async () => {
    // They wait for each other while the first is committed.
    const keys = Array.from({ length: 12 }, (_, i) => `together ${i}`);
    await Promise.all(keys.map((key) => ask(REPORT, { reports: [startBuild(key)] })));
    const commit = await collector.span(
      ({ name, attributes }) => name === 'commit reports' && Number(attributes['lavalamp.submissions']) > 1,
    );
    expect(commit.links).toHaveLength(Number(commit.attributes['lavalamp.submissions']) - 1);
    const other = await collector.span(({ spanId }) => spanId === commit.links[0]?.spanId);
    expect(other.name).toBe('mutation Tell');
    expect(other.links.map(({ spanId }) => spanId)).toContain(commit.spanId);
  });

  test('a delivery is below the read of the log that brought it, with the operation and its statements, and is no part of the report', async () => {
    const query = 'subscription Watch { events { __typename ... on BuildStarted { build { builder { name } } } } }';
    const events = watch(server.url, query);
    // Live from now on.
    await events.next();
    await ask(REPORT, { reports: [startBuild('delivered')] });
    while ((await events.next()).events.__typename !== 'BuildStarted');
    await events.stop();

    // The heartbeat before it was brought by nothing.
    const delivery = await collector.span(
      ({ name, parentSpanId = '' }) => name === 'deliver subscription Watch' && parentSpanId !== '',
    );
    const operation = await childOf(delivery);
    expect(operation.name).toBe('subscription Watch');
    const read = await collector.span(({ spanId, name }) => name === 'feed read' && spanId === delivery.parentSpanId);
    expect(read.parentSpanId ?? '').toBe('');
    expect(Number(read.attributes['lavalamp.events'])).toBeGreaterThan(0);
    const loading = await collector.span((span) => span.traceId === delivery.traceId && statement('builder')(span));
    expect(loading.name).toBe('select');
  });

  test('an operation over a WebSocket is traced, one that fails says with which code, and its text is not told', async () => {
    const query = `query Fail { builds(first: 1, after: "${SECRET}") { nodes { id } } }`;
    const failing = watch(server.url, query);
    await failing.next().catch(() => {});
    await failing.stop();
    const operation = await collector.span(({ name }) => name === 'query Fail');
    expect(operation.attributes['error.type']).toBe('BAD_USER_INPUT');
    expect((await parentOf(operation)).name).toBe('WebSocket operation');
  });

  test('what clients sent is in no span, nor is what nobody asked for', async () => {
    expect(collector.bodies.length).toBeGreaterThan(0);
    expect(collector.bodies.filter((body) => body.includes(SECRET))).toEqual([]);
    const roots = collector.spans.filter(({ parentSpanId = '' }) => parentSpanId === '').map(({ name }) => name);
    const asked = ['POST /graphql', 'WebSocket operation', 'feed read', 'deliver subscription Watch'];
    expect(new Set(roots)).toEqual(new Set(asked));
  });
});
