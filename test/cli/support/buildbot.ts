// Imports in this process, and Buildbot databases that are made for a test.

import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { BuildbotHistory, type Selection } from '../../../src/buildbot/index.ts';
import { importHistory, type Watcher } from '../../../src/cli/import/buildbot.ts';
import { freshState, type State } from '../../../src/cli/import/state.ts';
import { createClient } from '../../../src/client/index.ts';
import { ADMIN_TOKEN, type TestServer } from '../../support/server.ts';

/** The database of the master whose posts were recorded. */
export const RECORDED = fileURLToPath(new URL('../../data/buildbot-4.3/state.sqlite', import.meta.url));
export const WEB = 'http://127.0.0.1:18010/';
const QUIET: Watcher = { progress: () => {}, arrived: () => {}, waiting: () => {} };

export async function importFrom(
  server: TestServer,
  address: string,
  origin: string,
  {
    state = freshState(),
    redactHeaders = false,
    watcher = {},
    ...selection
  }: { state?: State; redactHeaders?: boolean; watcher?: Partial<Watcher> } & Partial<Selection> = {},
) {
  const history = await BuildbotHistory.open(address);
  try {
    const client = createClient({ url: server.url, token: ADMIN_TOKEN });
    const options = {
      place: { origin, web: WEB, now: Math.floor(Date.now() / 1_000) },
      selection: { builders: null, since: null, logs: true, ...selection },
      redactHeaders,
    };
    const tally = await importHistory(client, history, state, options, { ...QUIET, ...watcher });
    return tally.toJSON();
  } finally {
    await history.close();
  }
}

/** Runs a script of SQL on an SQLite file, which comes to be. */
export function runSql(path: string, sql: string): void {
  const database = new Database(path);
  database.exec(sql);
  database.close();
}

interface AskedLog {
  readonly name: string;
  readonly type: string;
  readonly complete: boolean;
  readonly lineCount: number;
  readonly id: string;
}

const LOGS = `query ($origin: String!) {
  builds(first: 100, filter: { origins: [$origin] }) {
    nodes { key steps(first: 20) { nodes { key logs { id name type complete lineCount } } } }
  }
}`;
const LINES = `query ($id: ID!, $after: String) {
  log: node(id: $id) { ... on Log { lines(first: 1000, after: $after) { nodes { stream text } pageInfo { hasNextPage endCursor } } } }
}`;

/** Every log of an origin, with a digest of `STREAM text` for each of its lines, or of its text alone. */
export async function logsOf(server: TestServer, origin: string) {
  const { data } = await server.graphql(LOGS, { origin });
  const found = [];
  for (const build of data.builds.nodes) {
    for (const step of build.steps.nodes) {
      for (const log of step.logs as readonly AskedLog[]) {
        const { id, name, type, lineCount } = log;
        const sha256 = await digestOf(server, id, type);
        found.push({ build: build.key, step: step.key, name, type, lineCount, sha256 });
      }
    }
  }
  return found;
}

async function digestOf(server: TestServer, id: string, type: string): Promise<string> {
  const digest = createHash('sha256');
  for (let after: string | null = null; ; ) {
    const { data } = await server.graphql(LINES, { id, after });
    const { nodes, pageInfo } = data.log.lines;
    for (const { stream, text } of nodes) digest.update(`${type === 'STDIO' ? `${stream} ` : ''}${text}\n`);
    if (!pageInfo.hasNextPage) return digest.digest('hex');
    after = pageInfo.endCursor;
  }
}

/** The tables of the oldest version that is read, without what later ones have added. */
export const OLD_TABLES = `
create table alembic_version (version_num varchar(32) not null);
insert into alembic_version values ('059');
create table builders (id integer primary key, name text not null, description text, name_hash varchar(40));
create table masters (id integer primary key, name text not null, name_hash varchar(40), active integer, last_active integer);
create table workers (id integer primary key, name varchar(50), info text, paused smallint, graceful smallint);
create table changes (changeid integer primary key, author varchar(255), comments text, branch varchar(255), revision varchar(255),
  revlink varchar(256), when_timestamp integer, category varchar(255), repository varchar(512), codebase varchar(256),
  project varchar(512), sourcestampid integer);
create table change_files (changeid integer, filename varchar(1024));
create table sourcestamps (id integer primary key, ss_hash varchar(40), branch varchar(256), revision varchar(256), patchid integer,
  repository varchar(512), codebase varchar(256), project varchar(512), created_at integer);
create table buildsets (id integer primary key, external_idstring varchar(256), reason varchar(256), submitted_at integer,
  complete smallint, complete_at integer, results smallint, parent_buildid integer, parent_relationship text);
create table buildset_sourcestamps (id integer primary key, buildsetid integer, sourcestampid integer);
create table buildrequests (id integer primary key, buildsetid integer, builderid integer, priority integer, complete integer,
  results smallint, submitted_at integer, complete_at integer, waited_for smallint);
create table builds (id integer primary key, number integer, builderid integer, buildrequestid integer, workerid integer,
  masterid integer, started_at integer, complete_at integer, state_string text, results integer);
create table build_properties (buildid integer, name varchar(256), value text, source varchar(256));
create table steps (id integer primary key, number integer, name varchar(50), buildid integer, started_at integer,
  complete_at integer, state_string text, results integer, urls_json text, hidden smallint);
create table logs (id integer primary key, name text, slug varchar(50), stepid integer, complete smallint, num_lines integer,
  type varchar(1));
create table logchunks (logid integer, first_line integer, last_line integer, content BYTES, compressed smallint);
insert into builders (id, name) values (1, 'old');
insert into masters (id, name, active, last_active) values (1, 'gone', 0, 1500000500);
insert into workers (id, name, info) values (1, 'w', '{"os": "plan 9"}');
insert into changes values (1, 'Ada', 'Fix it', 'main', 'abc', null, 1500000000, null, 'r', '', '', 1);
insert into change_files values (1, 'a.c');
insert into sourcestamps values (1, 'h', 'main', 'abc', null, 'r', '', '', 1500000000);
insert into buildsets values (1, null, 'because', 1500000000, 1, 1500000100, 0, null, null);
insert into buildset_sourcestamps values (1, 1, 1);
insert into buildrequests values (1, 1, 1, 0, 1, 0, 1500000000, 1500000100, 0), (2, 1, 1, 0, 0, -1, 1500000000, null, 0);
insert into builds values (1, 1, 1, 1, 1, 1, 1500000010, 1500000100, 'build successful', 0),
  (2, 2, 1, 1, 1, 1, 1500000200, null, 'building', null);
insert into build_properties values (1, 'answer', '42', 'test'), (2, 'answer', '[1, {"a": null}]', 'test');
insert into steps values (1, 0, 'compile', 1, 1500000010, 1500000090, 'compiled', 0, '[]', 0),
  (2, 0, 'compile', 2, 1500000200, null, 'compiling', null, '[]', 0);
insert into logs values (1, 'stdio', 'stdio', 1, 1, 3, 's');
`;

export const OLD_SQLITE = `${OLD_TABLES.replace('BYTES', 'blob')}
insert into logchunks values (1, 0, 2, cast('hPATH=/secret' || char(10) || 'oone' || char(10) || 'etwo' as blob), 0);`;
export const OLD_POSTGRES = `${OLD_TABLES.replace('BYTES', 'bytea')}
insert into logchunks values (1, 0, 2, convert_to('hPATH=/secret' || chr(10) || 'oone' || chr(10) || 'etwo', 'UTF8'), 0);`;
