// An import whose processes are killed, as by `kill -9`, in the midst of it: run again, it goes on where it was, and everything is
// there once.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { runSql } from '../cli/support/buildbot.ts';
import { MAIN } from '../cli/support/cli.ts';
import { ADMIN_TOKEN } from '../support/server.ts';
import { cleanUp, toCleanUp } from './support/cleanUp.ts';
import { answered } from './support/events.ts';
import { createHome } from './support/home.ts';
import { type ServerProcess, SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const BUILDS = 1_200;

/** A history of many builds, a third of which were triggered by another, in the form of Buildbot's database. Few of them fit into a call. */
const HISTORY = `
create table alembic_version (version_num varchar(32) not null);
insert into alembic_version values ('067');
create table builders (id integer primary key, name text not null);
create table masters (id integer primary key, name text not null, active integer, last_active integer);
create table workers (id integer primary key, name text not null, info text not null);
create table sourcestamps (id integer primary key, branch text, revision text, patchid integer, repository text, codebase text, project text);
create table buildsets (id integer primary key, external_idstring text, reason text, submitted_at integer, complete integer, complete_at integer,
  results integer, parent_buildid integer);
create table buildset_sourcestamps (id integer primary key, buildsetid integer, sourcestampid integer);
create table buildrequests (id integer primary key, buildsetid integer, builderid integer, priority integer, complete integer, results integer,
  submitted_at integer, complete_at integer);
create table builds (id integer primary key, number integer, builderid integer, buildrequestid integer, workerid integer, masterid integer,
  started_at integer, complete_at integer, state_string text, results integer);
create table build_properties (buildid integer, name text, value text, source text);
create table steps (id integer primary key, number integer, name text, buildid integer, started_at integer, complete_at integer,
  state_string text, results integer, urls_json text, hidden integer);
create index builds_of_request on builds (buildrequestid);
create index properties_of_build on build_properties (buildid);
create index steps_of_build on steps (buildid, number);
create index stamps_of_buildset on buildset_sourcestamps (buildsetid);
insert into masters values (1, 'master', 1, 1700000000);
insert into workers values (1, 'worker', '{}');
insert into builders values (1, 'linux'), (2, 'windows'), (3, 'macos');
create table n (n integer primary key);
with recursive i(n) as (select 1 union all select n + 1 from i where n < ${BUILDS}) insert into n select n from i;
insert into sourcestamps select n, 'main', printf('%040x', n / 3), null, 'r', '', '' from n;
insert into buildsets select n, null, 'a change', 1600000000 + n, 1, 1600000050 + n, 0, case when n % 3 = 2 then n - 1 end from n;
insert into buildset_sourcestamps select n, n, n from n;
insert into buildrequests select n, n, 1 + n % 3, 0, 1, 0, 1600000000 + n, 1600000050 + n from n;
insert into builds select n, 1 + n / 3, 1 + n % 3, n, 1, 1, 1600000001 + n, 1600000050 + n, 'built', n % 5 / 4 * 2 from n;
insert into build_properties select n, 'p' || m, '"' || printf('%.*c', case m when 1 then 4000 else 9 end, 'x') || '"', 'Build' from n, (select 1 as m union select 2 union select 3);
insert into steps select n * 2 + m, m, 's' || m, n, 1600000001 + n, 1600000040 + n, 'done', 0, '[]', 0 from n, (select 0 as m union select 1);
`;

interface Import {
  readonly child: ChildProcess;
  /** How it ended, and what it told of that. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function startImport(directory: string, url: string): Import {
  const args = ['import', 'buildbot', 'history.sqlite', '--origin', 'ci', '--json', '--url', url];
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, LAVALAMP_TOKEN: ADMIN_TOKEN, LAVALAMP_DATA: join(directory, 'importer') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...texts }));
  toCleanUp(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return { child, ended };
}

const COUNT = '{ builds(first: 1, filter: { origins: ["ci"] }) { totalCount } }';

async function countOf(server: ServerProcess): Promise<number> {
  return (await answered(server.graphql, COUNT, {})).builds.totalCount;
}

/** How far an import has noted that it has come: what the file says, which is replaced twice a second at most. */
function noted(directory: string): string {
  const imports = join(directory, 'importer', 'imports');
  const files = existsSync(imports) ? readdirSync(imports).filter((name) => name.endsWith('.json')) : [];
  return files.map((name) => readFileSync(join(imports, name), 'utf8')).join();
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(5);
}

const PAGE = `query ($after: String) { builds(first: 500, after: $after, filter: { origins: ["ci"] }) {
  nodes { key state result parentBuild { key } buildRequest { key state } properties { name } sourceStamps { revision } steps(first: 9) { nodes { name result } } }
  pageInfo { hasNextPage endCursor } } }`;

/** What is there of the history, counted. */
async function totalsOf(server: ServerProcess) {
  const totals = {
    builds: 0,
    finished: 0,
    requests: new Set<string>(),
    properties: 0,
    steps: 0,
    stamps: 0,
    triggered: 0,
  };
  for (let after: string | null = null, more = true; more; ) {
    const { builds } = await answered(server.graphql, PAGE, { after });
    for (const build of builds.nodes) {
      totals.builds += 1;
      totals.finished += build.state === 'FINISHED' && build.buildRequest.state === 'COMPLETE' ? 1 : 0;
      totals.requests.add(build.buildRequest.key);
      totals.properties += build.properties.length;
      totals.steps += build.steps.nodes.filter((step: { result: string }) => step.result === 'SUCCESS').length;
      totals.stamps += build.sourceStamps.length;
      totals.triggered += build.parentBuild === null ? 0 : 1;
    }
    more = builds.pageInfo.hasNextPage;
    after = builds.pageInfo.endCursor;
  }
  return { ...totals, requests: totals.requests.size };
}

const WHOLE = {
  builds: BUILDS,
  finished: BUILDS,
  requests: BUILDS,
  properties: BUILDS * 3,
  steps: BUILDS * 2,
  stamps: BUILDS,
  triggered: BUILDS / 3,
};

test(
  'an import and its server are killed in the midst of it, one after the other, and in the end everything is there once',
  async () => {
    const home = await createHome();
    runSql(join(home.directory, 'history.sqlite'), HISTORY);
    let server = await startProcess(home.settings);

    const first = startImport(home.directory, server.url);
    await until(async () => (await countOf(server)) > 0);
    first.child.kill('SIGKILL');
    expect((await first.ended).stdout).toBe('');
    expect(await countOf(server)).toBeLessThan(BUILDS);

    const second = startImport(home.directory, server.url);
    const before = noted(home.directory);
    await until(() => noted(home.directory) !== before);
    expect(await countOf(server)).toBeLessThan(BUILDS);
    const port = new URL(server.url).port;
    await server.kill('SIGKILL');
    server = await startProcess({ ...home.settings, PORT: port });
    // It has waited for the server, and goes on by itself.
    const { code, stdout, stderr } = await second.ended;
    expect({ code, stderr: stderr.includes('Trying again') }).toEqual({ code: 0, stderr: true });
    expect(JSON.parse(stdout)).toMatchObject({ refusals: [] });
    expect(await totalsOf(server)).toEqual(WHOLE);

    const again = startImport(home.directory, server.url);
    expect(JSON.parse((await again.ended).stdout).kinds.builds).toMatchObject({ read: 0 });
    expect(await totalsOf(server)).toEqual(WHOLE);
  },
  SLOW,
);
