// @ts-check
// A made-up Buildbot database of any size, in SQLite.

import Database from 'libsql';

const TABLES = `
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
create index buildset_sourcestamps_buildsetid on buildset_sourcestamps (buildsetid);
create index builds_buildrequestid on builds (buildrequestid);
create index build_properties_buildid on build_properties (buildid);
create index steps_number on steps (buildid, number);
insert into masters values (1, 'master', 1, 1700000000);
with recursive i(n) as (select 1 union all select n + 1 from i where n < 40) insert into builders select n, 'builder-' || n from i;
with recursive i(n) as (select 1 union all select n + 1 from i where n < 20) insert into workers select n, 'worker-' || n, '{}' from i;
`;

/**
 * Makes a database of builds with eight steps and fifteen properties each, a request and a source stamp.
 * @param {string} path of a file that is not there yet
 * @param {number} builds
 */
export function seedBuildbot(path, builds) {
  const database = new Database(path);
  database.exec('pragma journal_mode = off; pragma synchronous = off;');
  database.exec(TABLES);
  const numbers = `with recursive i(n) as (select 1 union all select n + 1 from i where n < ${builds})`;
  const times = '1600000000 + n * 60';
  for (const sql of [
    `${numbers} insert into sourcestamps select n, 'main', printf('%040x', n), null, 'https://git.example.org/demo.git', '', 'demo' from i`,
    `${numbers} insert into buildsets select n, null, 'a change', ${times}, 1, ${times} + 50, 0, null from i`,
    `${numbers} insert into buildset_sourcestamps select n, n, n from i`,
    `${numbers} insert into buildrequests select n, n, 1 + n % 40, 0, 1, 0, ${times}, ${times} + 50 from i`,
    `${numbers} insert into builds select n, 1 + n / 40, 1 + n % 40, n, 1 + n % 20, 1, ${times} + 1, ${times} + 50, 'build successful',
       case when n % 5 = 0 then 2 else 0 end from i`,
    `${numbers}, p(m) as (select 1 union all select m + 1 from p where m < 15)
     insert into build_properties select n, 'property-' || m, '"value ' || m || ' of ' || n || '"', 'Build' from i, p`,
    `${numbers}, s(m) as (select 0 union all select m + 1 from s where m < 7)
     insert into steps select n * 8 + m, m, 'step-' || m, n, ${times} + 1 + m * 5, ${times} + 6 + m * 5, 'step ' || m || ' done', 0, '[]', 0 from i, s`,
  ])
    database.exec(sql);
  database.close();
}
