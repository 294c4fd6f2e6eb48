// Look-ups of many things at once. Each is one statement, however many are asked for; what is not found is not in the answer.

import type { BuildsetOutcome, Id, Log, Patch, Property, Result, SourceStamp, WebhookAttempt } from '../model.ts';
import { MOST, RESULTS_WORST_FIRST } from '../model.ts';
import { BUILDS, LOGS } from './buildRecords.ts';
import { type Cell, type Reader, Row, tail } from './reader.ts';
import { BUILDERS, ORIGINS, SOURCE_STAMPS } from './records.ts';
import type { Table } from './table.ts';

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

/** The source stamps of builds or of buildsets, in the order of their code bases, by the parents' ids. */
export async function sourceStampsOf(reader: Reader, parent: 'build' | 'buildset', ids: readonly Id[]) {
  const rows = await reader.rows(
    `select parents.id, stamps.* from unnest($1::bigint[]) as parents(id)
     cross join lateral (${stampsOf(parent, 'parents.id')}) stamps`,
    [ids],
  );
  return grouped<SourceStamp>(rows, SOURCE_STAMPS.read);
}

export function stampsOf(parent: 'build' | 'buildset', id: string): string {
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

/** What rows hold, by their keys. */
export function keyed<T>(rows: readonly Cell[][], table: Table<T>, key: (thing: T) => string): Map<string, T> {
  return new Map(rows.map((cells) => table.read(new Row(cells))).map((thing) => [key(thing), thing]));
}

/** Rows whose first cell is a parent's id, by that id. */
export function grouped<T>(rows: readonly Cell[][], read: (row: Row) => T): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const cells of rows) {
    const id = cells[0] ?? '';
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [read(tail(cells))]);
    else group.push(read(tail(cells)));
  }
  return groups;
}
