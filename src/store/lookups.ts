// Look-ups of many things at once. Each is one statement, however many are asked for; what is not found is not in the answer.

import type {
  Build,
  BuildState,
  BuildsetOutcome,
  Id,
  Log,
  Patch,
  Property,
  Result,
  SourceStamp,
  Step,
  WebhookAttempt,
} from '../model.ts';
import { MOST, RESULTS_WORST_FIRST } from '../model.ts';
import { BUILDS, LOGS, STEPS } from './buildRecords.ts';
import { type Cell, type Reader, Row, tail } from './reader.ts';
import { BUILDERS, ORIGINS, SOURCE_STAMPS } from './records.ts';
import type { Table } from './table.ts';
import { TURN } from './verdicts.ts';

/** Things by their ids. */
export async function byIds<T extends { readonly id: Id }>(
  reader: Reader,
  table: Table<T>,
  ids: readonly Id[],
): Promise<Map<Id, T>> {
  const rows = await reader.rows(
    `select ${table.columns} from ${table.table} t where t.id = any($1::bigint[]) and ${table.visible}`,
    [ids],
  );
  return new Map(rows.map((cells) => table.read(new Row(cells))).map((thing) => [thing.id, thing]));
}

/** Whether anything can have that name. PostgreSQL refuses a text with a NUL character, and with it all that were asked for. */
const isPossible = (name: string) => !name.includes('\0');

/** Origins by their names. */
export async function originsByName(reader: Reader, names: readonly string[]) {
  const rows = await reader.rows(`select ${ORIGINS.columns} from origin t where t.name = any($1::text[])`, [
    names.filter(isPossible),
  ]);
  return keyed(rows, ORIGINS, (origin) => origin.name);
}

/** Something's name within an origin. */
export interface NameInOrigin {
  readonly origin: string;
  readonly name: string;
}

/** The key under which the answers below hold what was asked for. */
export function nameKey({ origin, name }: NameInOrigin): string {
  return JSON.stringify([origin, name]);
}

/** Builders by their origins' names and their own. */
export function buildersByName(reader: Reader, names: readonly NameInOrigin[]) {
  return byNameInOrigin(reader, BUILDERS, 'name', names);
}

/** Builds by their origins' names and their keys. */
export function buildsByKey(reader: Reader, keys: readonly NameInOrigin[]) {
  return byNameInOrigin(reader, BUILDS, 'key', keys);
}

async function byNameInOrigin<T>(reader: Reader, table: Table<T>, column: string, asked: readonly NameInOrigin[]) {
  const names = asked.filter(({ origin, name }) => isPossible(origin) && isPossible(name));
  const rows = await reader.rows(
    `select wanted.origin, wanted.name, ${table.columns}
     from unnest($1::text[], $2::text[]) as wanted(origin, name)
     join origin o on o.name = wanted.origin
     join ${table.table} t on t.origin_id = o.id and t.${column} = wanted.name
     where ${table.visible}`,
    [names.map(({ origin }) => origin), names.map(({ name }) => name)],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      return [nameKey({ origin: row.text(), name: row.text() }), table.read(row)];
    }),
  );
}

/** Builds by their builders and numbers; the answer's keys are `builderId/number`. */
export async function buildsByNumber(
  reader: Reader,
  wanted: readonly { readonly builderId: Id; readonly number: number }[],
) {
  const rows = await reader.rows(
    `select ${BUILDS.columns} from unnest($1::bigint[], $2::int[]) as wanted(builder_id, number)
     join build t on t.builder_id = wanted.builder_id and t.number = wanted.number where ${BUILDS.visible}`,
    [wanted.map(({ builderId }) => builderId), wanted.map(({ number }) => number)],
  );
  return keyed(rows, BUILDS, (build) => `${build.builderId}/${build.number}`);
}

/** The build of each builder that started last, by the builders' ids. */
export async function latestBuilds(reader: Reader, builds: Table<Build>, builderIds: readonly Id[], condition = '') {
  const rows = await reader.rows(
    `select latest.* from unnest($1::bigint[]) as builders(id) cross join lateral (
      select ${builds.columns} from build t where t.builder_id = builders.id and ${builds.visible}${condition}
      order by t.builder_id, t.started_at desc, t.id desc limit 1
    ) latest`,
    [builderIds],
  );
  return keyed(rows, builds, (build) => build.builderId);
}

/** The same of those that are in a state. What runs is little, and found by an index of its own. */
export async function latestInState(
  reader: Reader,
  builds: Table<Build>,
  state: BuildState,
  builderIds: readonly Id[],
) {
  if (state === 'FINISHED') return latestBuilds(reader, builds, builderIds, ` and t.state = 'FINISHED'`);
  const rows = await reader.rows(
    `select distinct on (t.builder_id) ${builds.columns} from build t
     where t.builder_id = any($1::bigint[]) and t.state = 'RUNNING' and ${builds.visible}
     order by t.builder_id, t.started_at desc, t.id desc`,
    [builderIds],
  );
  return keyed(rows, builds, (build) => build.builderId);
}

/** How many builds of each builder are running. Builders of which none is are not in the answer. */
export function runningCounts(reader: Reader, builderIds: readonly Id[]) {
  return countsOf(reader, `build t where t.state = 'RUNNING' and ${BUILDS.visible}`, builderIds);
}

/** How many requests wait for each builder. Builders for which none does are not in the answer. */
export function pendingCounts(reader: Reader, builderIds: readonly Id[]) {
  return countsOf(reader, 'build_request t where t.claimed_at is null and t.completed_at is null', builderIds);
}

async function countsOf(reader: Reader, what: string, builderIds: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await reader.rows(
    `select t.builder_id, count(*) from ${what} and t.builder_id = any($1::bigint[]) group by 1`,
    [builderIds],
  );
  return new Map(rows.map(([id, count]) => [id ?? '', Number(count)]));
}

/** The build of the same builder with the next number in a direction, by the id of the build that it is a neighbour of. */
export async function neighbours(
  reader: Reader,
  direction: 'previous' | 'next',
  builds: readonly { readonly id: Id; readonly builderId: Id; readonly number: number }[],
) {
  const [operator, order] = direction === 'previous' ? ['<', 'desc'] : ['>', 'asc'];
  const rows = await reader.rows(
    `select wanted.id, neighbour.* from unnest($1::bigint[], $2::bigint[], $3::int[]) as wanted(id, builder_id, number)
     cross join lateral (
      select ${BUILDS.columns} from build t
      where t.builder_id = wanted.builder_id and t.number ${operator} wanted.number and ${BUILDS.visible}
      order by t.builder_id, t.number ${order} limit 1
    ) neighbour`,
    [builds.map(({ id }) => id), builds.map(({ builderId }) => builderId), builds.map(({ number }) => number)],
  );
  return new Map(rows.map((cells) => [cells[0] ?? '', BUILDS.read(tail(cells))]));
}

/** Where a build's builder last passed on its branches, and where it first failed since; with what these were made of. */
export interface FoundTurn {
  /** Null when it never passed before. */
  readonly lastGoodBuild: Build | null;
  readonly firstBadBuild: Build;
  /** By the builds' ids, in the order of their code bases. */
  readonly sourceStamps: ReadonlyMap<Id, readonly SourceStamp[]>;
}

/** By the ids of failed builds. Those without a verdict are not in the answer. */
export async function turnsOf(reader: Reader, buildIds: readonly Id[]): Promise<Map<Id, FoundTurn>> {
  const rows = await reader.rows(
    `select v.build_id, t.id = first_bad.build_id, ${BUILDS.columns}, stamps.id is not null, stamps.*
     from verdict v ${TURN}
     cross join lateral (values (last_good.build_id), (first_bad.build_id)) as ends(id)
     join build t on t.id = ends.id
     left join lateral (${stampsOf('build', 'ends.id')}) stamps on true
     where v.build_id = any($1::bigint[]) and not v.good`,
    [buildIds],
  );
  const found = new Map<Id, { good: Build | null; bad: Build | null; stamps: Map<Id, SourceStamp[]> }>();
  for (const cells of rows) {
    const row = new Row(cells);
    const id = row.text();
    const turn = found.get(id) ?? { good: null, bad: null, stamps: new Map() };
    found.set(id, turn);
    const isBad = row.boolean();
    const build = BUILDS.read(row);
    turn[isBad ? 'bad' : 'good'] = build;
    const stamps = turn.stamps.get(build.id) ?? [];
    turn.stamps.set(build.id, stamps);
    if (row.boolean()) stamps.push(SOURCE_STAMPS.read(row));
  }
  return new Map(
    [...found].flatMap(([id, { good, bad, stamps }]) =>
      bad === null ? [] : [[id, { lastGoodBuild: good, firstBadBuild: bad, sourceStamps: stamps }]],
    ),
  );
}

/** The steps of builds that have failed, in the order of their numbers, by the builds' ids. */
export async function failedStepsOf(reader: Reader, buildIds: readonly Id[]) {
  const rows = await reader.rows(
    `select builds.id, steps.* from unnest($1::bigint[]) as builds(id) cross join lateral (
       select ${STEPS.columns} from step t where t.build_id = builds.id and t.result = 'FAILURE'
       order by t.number, t.id limit 1000
     ) steps`,
    [buildIds],
  );
  return grouped<Step>(rows, STEPS.read);
}

/** The source stamps of builds or of buildsets, in the order of their code bases, by the parents' ids. */
export async function sourceStampsOf(reader: Reader, parent: 'build' | 'buildset', ids: readonly Id[]) {
  const rows = await reader.rows(
    `select parents.id, stamps.* from unnest($1::bigint[]) as parents(id)
     cross join lateral (${stampsOf(parent, 'parents.id')}) stamps`,
    [ids],
  );
  return grouped<SourceStamp>(rows, SOURCE_STAMPS.read);
}

function stampsOf(parent: 'build' | 'buildset', id: string): string {
  return `select ${SOURCE_STAMPS.columns} from ${parent}_source_stamp link join source_stamp t on t.id = link.source_stamp_id
    where link.${parent}_id = ${id} order by link.codebase collate "C" limit ${MOST.sourceStamps}`;
}

/** The properties of builds, in the order of their names, by the builds' ids. */
export async function propertiesOf(reader: Reader, buildIds: readonly Id[]) {
  const rows = await reader.rows(
    `select builds.id, properties.* from unnest($1::bigint[]) as builds(id) cross join lateral (
       select name, value, source from property where build_id = builds.id order by name collate "C" limit ${MOST.properties}
     ) properties`,
    [buildIds],
  );
  return grouped<Property>(rows, (row) => ({
    name: row.text(),
    value: row.json<Property['value']>(),
    source: row.optional(),
  }));
}

/** The last attempts of webhooks, the newest first, by the webhooks' ids. How many are kept is said in webhooks.ts. */
export async function attemptsOf(reader: Reader, webhookIds: readonly Id[]) {
  const rows = await reader.rows(
    `select webhook_id, position, type, attempted_at, duration_ms, status, problem, excerpt
     from webhook_attempt where webhook_id = any($1::bigint[]) order by webhook_id, number desc`,
    [webhookIds],
  );
  return grouped<WebhookAttempt>(rows, (row) => ({
    position: row.text(),
    type: row.text(),
    attemptedAt: row.time(),
    durationMs: row.number(),
    status: row.optionalNumber(),
    problem: row.optional(),
    excerpt: row.optional(),
  }));
}

/** The logs of steps, in the order of their names, by the steps' ids. */
export async function logsOf(reader: Reader, stepIds: readonly Id[]) {
  const rows = await reader.rows(
    `select steps.id, logs.* from unnest($1::bigint[]) as steps(id) cross join lateral (
       select ${LOGS.columns} from log t where t.step_id = steps.id order by t.name collate "C" limit ${MOST.logs}
     ) logs`,
    [stepIds],
  );
  return grouped<Log>(rows, LOGS.read);
}

/** The patches of source stamps, by the stamps' ids. */
export async function patchesOf(reader: Reader, sourceStampIds: readonly Id[]) {
  const rows = await reader.rows(
    `select source_stamp_id, author, comment, level, subdirectory, body from patch where source_stamp_id = any($1::bigint[])`,
    [sourceStampIds],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const patch: Patch = {
        sourceStampId: row.text(),
        author: row.optional(),
        comment: row.optional(),
        level: row.number(),
        subdirectory: row.optional(),
        body: row.optional(),
      };
      return [patch.sourceStampId, patch];
    }),
  );
}

/** What buildsets have come to, by their ids. */
export async function buildsetOutcomes(reader: Reader, buildsetIds: readonly Id[]) {
  const rows = await reader.rows(
    `select buildset_id, bool_and(completed_at is not null), max(completed_at), to_json(array_agg(distinct result))
     from build_request where buildset_id = any($1::bigint[]) group by 1`,
    [buildsetIds],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const buildsetId = row.text();
      const complete = row.boolean();
      const completedAt = row.optionalTime();
      const results = row.json<(Result | null)[]>();
      const outcome: BuildsetOutcome = {
        buildsetId,
        complete,
        completedAt: complete ? completedAt : null,
        result: complete ? (RESULTS_WORST_FIRST.find((result) => results.includes(result)) ?? null) : null,
      };
      return [buildsetId, outcome];
    }),
  );
}

function keyed<T>(rows: readonly Cell[][], table: Table<T>, key: (thing: T) => string): Map<string, T> {
  return new Map(rows.map((cells) => table.read(new Row(cells))).map((thing) => [key(thing), thing]));
}

/** Rows whose first cell is a parent's id, by that id. */
function grouped<T>(rows: readonly Cell[][], read: (row: Row) => T): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const cells of rows) {
    const id = cells[0] ?? '';
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [read(tail(cells))]);
    else group.push(read(tail(cells)));
  }
  return groups;
}
