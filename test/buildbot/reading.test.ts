// What is read of a master that grows while it is read, is asked again and again, or cannot tell everything that it has.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { storedBuild } from '../../src/adapters/buildbot/stored.ts';
import { readNamedThings } from '../../src/buildbot/api/named.ts';
import { Master, MasterHistory, type StoredBuild, type Untold } from '../../src/buildbot/index.ts';
import { copyOfRecorded } from '../cli/support/followed.ts';
import { TestMaster } from '../support/buildbot/master.ts';

const ALL = { builders: null, since: null, logs: false };
const directory = mkdtempSync(join(tmpdir(), 'lavalamp-reading-'));
let told: TestMaster;
let master: Master;
let count = 0;

beforeEach(async () => {
  count += 1;
  told = await new TestMaster(copyOfRecorded(directory, `state-${count}`)).start();
  master = new Master({ url: told.url, headers: {} }, new AbortController().signal);
});
afterEach(() => told.stop());
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

test('a build of a master, and of a worker, that have come to be since is theirs, and goes on', async () => {
  const history = await MasterHistory.open(master);
  told.things.run(
    `insert into masters (id, name, name_hash, active, last_active) values (9, 'new', 'x', 1, ${master.now})`,
  );
  told.things.run("insert into workers (id, name, info) values (99, 'new-worker', '{}')");
  told.things.run(
    'update builds set masterid = 9, workerid = 99, complete_at = null, results = null where id = (select max(id) from builds)',
  );
  const last = (await all(history.builds(0, ALL))).at(-1) as StoredBuild;
  expect(last).toMatchObject({ master: { name: 'new' }, worker: 'new-worker' });
  expect(storedBuild({ origin: 'x', web: null, now: master.now }, last, () => {})?.open).toBe(true);
});

test('a master is judged by what was said of it at that time, and one that was not listed is not dead', async () => {
  told.things.run(
    `insert into masters (id, name, name_hash, active, last_active) values (2, 'dead', 'x', 1, 1500000000)`,
  );
  const things = await readNamedThings(master);
  const later = master.now + 86_400;
  expect(things.judgedMaster(1, later)).toMatchObject({ active: 1, last_active: later });
  expect(things.judgedMaster(77, later)).toMatchObject({ id: 77, active: 1, last_active: later });
  expect(things.judgedMaster(2, later)).toMatchObject({ name: 'dead', last_active: 1500000000 });
  expect(things.judgedMaster(null, later)).toBeNull();
});

test('requests that builds have met are passed over once', async () => {
  const history = await MasterHistory.open(master);
  const pages = [];
  for await (const page of history.unmetRequests(0, ALL)) pages.push(page);
  const last = pages.at(-1)?.last ?? 0;
  expect(last).toBe(Math.max(...told.things.buildrequests().map(({ buildrequestid }) => buildrequestid)));
  const before = told.asked.length;
  for await (const page of history.unmetRequests(last, ALL)) pages.push(page);
  expect(told.asked.slice(before)).toHaveLength(1);
});

test('a list that has no end is taken a page at a time', async () => {
  const history = await MasterHistory.open(master);
  const buildrequests = Array.from({ length: 300_000 }, (_, i) => ({ buildrequestid: 300_000 - i }));
  told.instead = ({ url }, response) => {
    if (url?.startsWith('/api/v2/buildrequests?') !== true) return false;
    response.end(JSON.stringify({ buildrequests }));
    return true;
  };
  const first = await history.unmetRequests(0, ALL)[Symbol.asyncIterator]().next();
  expect(first.value).toMatchObject({ last: 100 });
});

test('the properties that a master cannot tell, or tells without an end, cost those of that build only', async () => {
  const history = await MasterHistory.open(master);
  const wholeOf = async (pages: AsyncGenerator<readonly StoredBuild[]>) =>
    (await all(pages)).map((build) => ({ ...build, master: null }));
  const whole = await wholeOf(history.builds(0, ALL));
  const ids = whole.map(({ build }) => build.id ?? 0);
  const bad = ids[6] ?? 0;
  const large = ' '.repeat(65 * 1_048_576);
  told.instead = ({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, told.url);
    if (!searchParams.has('property')) return false;
    const limit = searchParams.get('limit');
    const from = Number(searchParams.get('buildid__gt'));
    const page = ids.filter((id) => id > from).slice(0, Number(limit));
    if (!page.includes(bad) && pathname !== `/api/v2/builds/${bad}`) return false;
    if (limit === '100' || limit === null) response.end(large);
    else response.writeHead(500).end('{"error": "internal error"}');
    return true;
  };
  const untold: Untold[] = [];
  history.untold = (thing) => untold.push(thing);
  const wanted = whole.map((each) => (each.build.id === bad ? { ...each, properties: [] } : each));
  expect(await wholeOf(history.builds(0, ALL))).toEqual(wanted);
  expect(await wholeOf(history.buildsById([bad], ALL))).toEqual([wanted[6]]);
  const said = { kind: 'builds', id: bad, what: `the properties of build ${bad}`, why: expect.any(String) };
  expect(untold).toEqual([said, said]);
});

test('a row that a master cannot tell is found between those that it tells, also behind a gap and after others', async () => {
  told.things.run(
    'pragma foreign_keys = off; update builds set id = id + 5000 where id > 12; delete from builds where id in (3, 4)',
  );
  const broken = new Set([1, 5, 6, 5013, 5016]);
  told.fails = (path, { buildid }) => path.startsWith('builds') && broken.has(buildid);
  const history = await MasterHistory.open(master);
  const untold: number[] = [];
  history.untold = ({ kind, id }) => kind === 'builds' && untold.push(id);
  const found = await all(history.builds(0, ALL));
  expect(found.map(({ build }) => build.id)).toEqual([2, 7, 8, 9, 10, 11, 12, 5014, 5015]);
  expect(untold).toEqual([...broken]);
});
