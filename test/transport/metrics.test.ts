// What is measured, as Prometheus reads it.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { watch } from '../support/watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_ANONYMOUS_READ: 'false', LAVALAMP_HEARTBEAT_SECONDS: '0.2' });
});
afterAll(() => server.stop());

const EVENTS = 'subscription ($after: EventCursor) { events(after: $after) { __typename cursor } }';
const build = { origin: 'ci', key: 'k' };

async function scrape(token: string | null = ADMIN_TOKEN, at = server.url): Promise<Response> {
  return fetch(`${at}/metrics`, token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
}

/** One line of the text format: a name, labels, a value. */
const SAMPLE =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*)\})? ([+-]Inf|Na[nN]|[-+.\deE]+)$/;

/** The values of all series, by the name with its labels as they are written. Fails when a line is none of the format. */
async function series(at = server.url): Promise<Map<string, number>> {
  const response = await scrape(ADMIN_TOKEN, at);
  expect(response.status).toBe(200);
  const found = new Map<string, number>();
  const described = new Set<string>();
  for (const line of (await response.text()).split('\n')) {
    const comment = /^# (HELP|TYPE) (\S+) \S/.exec(line);
    if (comment !== null) described.add(`${comment[1]} ${comment[2]}`);
    if (line === '' || comment !== null) continue;
    const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    expect(name, line).not.toBe('');
    const family = described.has(`TYPE ${name}`) ? name : name.replace(/_(bucket|sum|count)$/, '');
    expect([...described], line).toEqual(expect.arrayContaining([`TYPE ${family}`, `HELP ${family}`]));
    expect(found.has(`${name}{${labels}}`), line).toBe(false);
    found.set(`${name}{${labels}}`, Number(value));
  }
  return found;
}

/** What has been added to some series by some work. */
async function added(work: () => Promise<void>): Promise<(name: string) => number> {
  const before = await series();
  await work();
  const after = await series();
  return (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
}

test('reports are counted by their kind and outcome, with the groups that they were committed in', async () => {
  const more = await added(async () => {
    await server.report([
      { startBuild: { ...build, builder: 'b' } },
      { updateBuild: { build, stateString: 'x' } },
      { updateBuild: { build: { origin: 'ci', key: 'k' }, stateString: 'y' } },
      { startBuild: { ...build, builder: 'another' } },
    ]);
  });
  expect(more('lavalamp_reports_total{kind="startBuild",outcome="accepted"}')).toBe(1);
  expect(more('lavalamp_reports_total{kind="startBuild",outcome="refused"}')).toBe(1);
  expect(more('lavalamp_reports_total{kind="updateBuild",outcome="accepted"}')).toBe(2);
  expect(more('lavalamp_commit_reports_count{}')).toBe(1);
  expect(more('lavalamp_commit_reports_sum{}')).toBe(4);
  expect(more('lavalamp_commit_reports_bucket{le="2"}')).toBe(0);
  expect(more('lavalamp_commit_reports_bucket{le="5"}')).toBe(1);
  expect(more('lavalamp_commit_reports_bucket{le="+Inf"}')).toBe(1);
  expect(more('lavalamp_commit_seconds_count{}')).toBe(1);
  expect(more('lavalamp_operation_seconds_count{type="mutation"}')).toBe(1);
  expect(more('lavalamp_bell_rings_total{from="here"}')).toBeGreaterThan(0);
});

test('subscribers are counted by their transport, and what they get live with the time that it took', async () => {
  const before = (await server.graphql('{ eventCursor }')).data.eventCursor;
  await server.report([{ updateBuild: { build, stateString: 'before' } }]);
  const more = await added(async () => {
    const watchers = [0, 1].map(() => watch(server.url, EVENTS, { after: before }));
    // What was recorded before, and a sign that what comes now is live.
    for (const one of watchers) {
      expect((await one.next()).events.__typename).toBe('BuildUpdated');
      expect((await one.next()).events.__typename).toBe('Heartbeat');
    }
    const stream = await fetch(`${server.url}/events`, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    const open = await series();
    expect(open.get('lavalamp_subscribers{transport="websocket"}')).toBe(2);
    expect(open.get('lavalamp_subscribers{transport="sse"}')).toBe(1);
    expect(open.get('lavalamp_channels{}')).toBe(2);
    expect(open.get('lavalamp_waiting_events{}')).toBe(0);
    expect(open.get('lavalamp_deepest_queue_events{}')).toBe(0);
    await server.report([{ updateBuild: { build, stateString: 'now' } }]);
    for (const one of watchers) while ((await one.next()).events.__typename !== 'BuildUpdated');
    for (const one of watchers) await one.stop();
    await stream.body?.cancel();
    await subscribersLeft();
  });
  expect(more('lavalamp_subscriptions_ended_total{transport="websocket",reason="left"}')).toBe(2);
  expect(more('lavalamp_subscriptions_ended_total{transport="sse",reason="left"}')).toBe(1);
  // Two of the first event, and of the second as many as there were, the stream among them if it was live by then.
  expect(more('lavalamp_delivery_seconds_count{}')).toBeGreaterThanOrEqual(2);
  expect(more('lavalamp_deliveries_total{kind="event"}')).toBe(2 + more('lavalamp_delivery_seconds_count{}'));
  expect(more('lavalamp_deliveries_total{kind="heartbeat"}')).toBeGreaterThanOrEqual(2);
  expect(more('lavalamp_catch_up_reads_total{}')).toBeGreaterThanOrEqual(1);
  expect(more('lavalamp_catch_up_events_total{}')).toBeGreaterThanOrEqual(1);
});

/** Resolves when nobody subscribes any more: a server hears with some delay that a client has left. */
async function subscribersLeft(): Promise<void> {
  for (;;) {
    const open = await series();
    if (['websocket', 'sse'].every((way) => open.get(`lavalamp_subscribers{transport="${way}"}`) === 0)) return;
  }
}

test('a subscriber who comes too late is counted as expired, and so is one who polls', async () => {
  const forged = Buffer.from('00000000-0000-0000-0000-000000000000 5').toString('base64url');
  const more = await added(async () => {
    const late = watch(server.url, EVENTS, { after: forged });
    await expect(late.next()).rejects.toMatchObject({ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] });
    await late.stop();
    await server.graphql(`{ events(after: "${forged}") { nodes { cursor } } }`);
    await server.graphql('{ nonsense }');
  });
  expect(more('lavalamp_subscriptions_ended_total{transport="websocket",reason="CURSOR_EXPIRED"}')).toBe(1);
  expect(more('lavalamp_operations_failed_total{code="CURSOR_EXPIRED"}')).toBe(1);
  expect(more('lavalamp_operations_failed_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
});

test('the log, the feed, the pool and the process are measured', async () => {
  const found = await series();
  const { rows } = await server.database.pool.query<{ head: string }>('select max(seq) as head from event');
  expect(found.get('lavalamp_event_log_head{}')).toBe(Number(rows[0]?.head));
  expect(found.get('lavalamp_event_log_oldest{}')).toBe(0);
  expect(found.get('lavalamp_feed_lag_events{}')).toBe(0);
  expect(found.get('lavalamp_feed_reachable{}')).toBe(1);
  expect(found.get('lavalamp_database_waiting{}')).toBeTypeOf('number');
  expect(found.get('lavalamp_database_connections{state="used"}')).toBeTypeOf('number');
  expect(found.get('lavalamp_builds_lost_total{}')).toBe(0);
  expect(found.get('lavalamp_events_removed_total{}')).toBe(0);
  expect(found.get('process_resident_memory_bytes{}')).toBeGreaterThan(1_000_000);
});

test('every measure is explained to those who operate a server', async () => {
  const manual = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const names = [...(await series()).keys()].map((key) => key.replace(/(_bucket|_sum|_count)?\{.*/, ''));
  const ours = new Set(names.filter((name) => name.startsWith('lavalamp_')));
  expect(ours.size).toBeGreaterThan(20);
  for (const name of ours) expect(manual).toContain(`| \`${name}\` `);
});

test('paths, methods and names that clients make up make no new series', async () => {
  await fetch(`${server.url}/made/up/first`);
  await server.graphql('query First { eventCursor }');
  const before = await series();
  await fetch(`${server.url}/made/up/0?x=1`);
  await fetch(`${server.url}/made/up`, { method: 'PROPFIND' });
  await fetch(`${server.url}/logs/1/raw`);
  await fetch(`${server.url}/logs/2/raw`);
  for (const name of ['A', 'B', 'C']) await server.graphql(`query ${name} { eventCursor }`);
  const after = await series();
  const fresh = [...after.keys()].filter((key) => !before.has(key) && key.startsWith('lavalamp_http_requests'));
  expect(fresh).toEqual(['lavalamp_http_requests_total{method="GET",route="/logs/:id/raw",status="401"}']);
  expect(after.get('lavalamp_http_requests_total{method="any",route="none",status="404"}')).toBeGreaterThanOrEqual(3);
  expect([...after.keys()].join('\n')).not.toMatch(/made|PROPFIND|First/);
});

test('it is for those who may read', async () => {
  expect((await scrape(null)).status).toBe(401);
  expect((await scrape('wrong')).status).toBe(401);
  const { data } = await server.graphql('mutation { createToken(input: { name: "r", scopes: [READ] }) { secret } }');
  const response = await scrape(data.createToken.secret);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const open = await startServer({ LAVALAMP_ANONYMOUS_READ: 'true' });
  try {
    expect((await scrape(null, open.url)).status).toBe(200);
    expect((await series(open.url)).get('lavalamp_subscribers{transport="sse"}')).toBe(0);
  } finally {
    await open.stop();
  }
});
