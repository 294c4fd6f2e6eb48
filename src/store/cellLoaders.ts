// How each kind of cell is read: one statement for all cells of a kind, and for most of them the row that they lead to as well.

import type { Id, Json } from '../model.ts';
import type { BuildRow, CellKind, Cells, LoadedCell, Stamps } from './cells.ts';
import { column, type Loader } from './loading.ts';
import { TEST_LOADERS } from './testCells.ts';

/** Rows of `table`, whose natural key is a name within an origin. */
function named<K extends 'project' | 'builder' | 'worker' | 'master'>(kind: K): Loader {
  return async (query, keys) => {
    const rows = await query<NonNullable<Cells[K]>>(
      `select t.* from unnest($1::bigint[], $2::text[]) as k(origin_id, name) join ${kind} t using (origin_id, name)`,
      column(keys, 0),
      column(keys, 1),
    );
    return rows.map((row) => [kind, [row.originId, row.name], row] as LoadedCell);
  };
}

/** Rows by their ids. */
function byId<K extends 'originById' | 'build' | 'step' | 'log' | 'request' | 'buildset' | 'stamp'>(
  kind: K,
  table: string,
): Loader {
  return async (query, keys) => {
    const rows = await query<NonNullable<Cells[K]>>(
      `select t.* from ${table} t where t.id = any($1::bigint[])`,
      column(keys, 0),
    );
    return rows.map((row) => [kind, [row.id], row] as LoadedCell);
  };
}

/** Ids by two-part natural keys, and the rows that they lead to. */
function keyed<L extends CellKind, K extends 'step' | 'log' | 'buildset'>(
  lookup: L,
  kind: K,
  table: string,
  [parent, name]: readonly [column: string, column: string],
): Loader {
  return async (query, keys) => {
    type Found = NonNullable<Cells[K]> & { readonly k1: string; readonly k2: string };
    const rows = await query<Found>(
      `select k.k1::text, k.k2, t.* from unnest($1::bigint[], $2::text[]) as k(k1, k2)
       join ${table} t on t.${parent} = k.k1 and t.${name} = k.k2`,
      column(keys, 0),
      column(keys, 1),
    );
    return rows.flatMap((found) => {
      const { k1, k2, ...row } = found;
      return [[lookup, [k1, k2], found.id] as unknown as LoadedCell, [kind, [found.id], row] as unknown as LoadedCell];
    });
  };
}

/** By key, as `keyed`; and, in the same statement, whether there was one that was removed. */
function keptOrRemoved<K extends 'build' | 'request'>(kind: K, table: string, removedKind: string): Loader {
  return async (query, keys) => {
    type Found = NonNullable<Cells[K]> & { readonly k1: string; readonly k2: string; readonly removed: boolean };
    const rows = await query<Found>(
      `select k.k1::text, k.k2, r.origin_id is not null as removed, t.*
       from unnest($1::bigint[], $2::text[]) as k(k1, k2)
       left join lateral (select * from ${table} t where t.origin_id = k.k1 and t.key = k.k2 offset 0) t on true
       left join removed r on r.origin_id = k.k1 and r.kind = '${removedKind}' and r.key_digest = md5(k.k2)::uuid`,
      column(keys, 0),
      column(keys, 1),
    );
    return rows.flatMap((found) => {
      const { k1, k2, removed, ...row } = found;
      const cells = [
        [`${kind}Removed`, [k1, k2], removed || null],
        ...(found.id === null
          ? [[`${kind}ByKey`, [k1, k2], null]]
          : [
              [`${kind}ByKey`, [k1, k2], found.id],
              [kind, [found.id], row],
            ]),
      ];
      return cells as unknown as LoadedCell[];
    });
  };
}

/** The ids of all rows that hang on a parent, and the rows. */
function children<L extends CellKind, K extends 'build' | 'step' | 'log' | 'request'>(
  lookup: L,
  kind: K,
  table: string,
  parent: string,
): Loader {
  return async (query, keys) => {
    const rows = await query<NonNullable<Cells[K]> & { readonly parent: string }>(
      `select t.${parent}::text as parent, t.* from ${table} t where t.${parent} = any($1::bigint[]) order by t.id`,
      column(keys, 0),
    );
    const ids = new Map<string, Id[]>(column(keys, 0).map((id) => [id, []]));
    for (const row of rows) ids.get(row.parent)?.push(row.id);
    return [
      ...[...ids].map(([id, list]) => [lookup, [id], list] as unknown as LoadedCell),
      ...rows.map((found) => {
        const { parent: _, ...row } = found;
        return [kind, [found.id], row] as unknown as LoadedCell;
      }),
    ];
  };
}

function stamps(kind: 'buildStamps' | 'buildsetStamps', table: string, parent: string): Loader {
  return async (query, keys) => {
    const rows = await query<{ parent: string; codebase: string; sourceStampId: Id }>(
      `select ${parent}::text as parent, codebase, source_stamp_id from ${table} where ${parent} = any($1::bigint[])`,
      column(keys, 0),
    );
    const sets = new Map<string, Record<string, Id>>();
    for (const row of rows) sets.set(row.parent, { ...sets.get(row.parent), [row.codebase]: row.sourceStampId });
    return [...sets].map(([id, set]) => [kind, [id], set as Stamps]);
  };
}

function originOf(kind: 'originOfBuild' | 'originOfStep' | 'originOfRequest', from: string, origin: string): Loader {
  return async (query, keys) => {
    const rows = await query<{ id: Id; originId: Id }>(
      `select t.id, ${origin} as origin_id from ${from} where t.id = any($1::bigint[])`,
      column(keys, 0),
    );
    return rows.map((row) => [kind, [row.id], row.originId]);
  };
}

const PROPERTY_COUNTS = `select build_id, null as name, null as value, null as source, count(*)::int as count
  from property where build_id = any($1::bigint[]) group by build_id`;

export const LOADERS: { readonly [K in CellKind]: Loader } = {
  // In the order of their ids, so that two writers do not wait for each other.
  lock: async (query, keys) => {
    const ids = column(keys, 0);
    await query(
      'select pg_advisory_xact_lock(hashint8(id), 0)::text from unnest($1::bigint[]) as origins(id) order by id',
      [...ids].sort(),
    );
    return ids.map((id) => ['lock', [id], true]);
  },
  origin: async (query, keys) => {
    const rows = await query<NonNullable<Cells['origin']>>(
      'select * from origin where name = any($1::text[])',
      column(keys, 0),
    );
    return rows.map((row) => ['origin', [row.name], row]);
  },
  originById: byId('originById', 'origin'),
  project: named('project'),
  builder: named('builder'),
  worker: named('worker'),
  master: named('master'),
  change: async (query, keys) => {
    const rows = await query<NonNullable<Cells['change']>>(
      'select t.* from unnest($1::bigint[], $2::text[]) as k(origin_id, key) join change t using (origin_id, key)',
      column(keys, 0),
      column(keys, 1),
    );
    return rows.map((row) => ['change', [row.originId, row.key], row]);
  },
  originOfBuild: originOf('originOfBuild', 'build t', 't.origin_id'),
  originOfStep: originOf('originOfStep', 'step t join build b on b.id = t.build_id', 'b.origin_id'),
  originOfRequest: originOf('originOfRequest', 'build_request t', 't.origin_id'),
  build: byId('build', 'build'),
  buildByKey: keptOrRemoved('build', 'build', 'BUILD'),
  buildRemoved: keptOrRemoved('build', 'build', 'BUILD'),
  buildByNumber: async (query, keys) => {
    const rows = await query<BuildRow>(
      'select t.* from unnest($1::bigint[], $2::int[]) as k(builder_id, number) join build t using (builder_id, number)',
      column(keys, 0),
      column(keys, 1),
    );
    return rows.flatMap((row): LoadedCell[] => [
      ['buildByNumber', [row.builderId ?? '', String(row.number)], row.id],
      ['build', [row.id], row],
    ]);
  },
  buildsOfRequest: children('buildsOfRequest', 'build', 'build', 'build_request_id'),
  buildsAwaiting: async (query, keys) => {
    const rows = await query<BuildRow>(
      `select t.* from unnest($1::bigint[], $2::text[]) as k(origin_id, key)
       join build t on t.origin_id = k.origin_id and t.awaited_request_key = k.key order by t.id`,
      column(keys, 0),
      column(keys, 1),
    );
    return [
      ...keys.map((key): LoadedCell => {
        const ids = rows
          .filter((row) => row.originId === key[0] && row.awaitedRequestKey === key[1])
          .map(({ id }) => id);
        return ['buildsAwaiting', key, ids];
      }),
      ...rows.map((row): LoadedCell => ['build', [row.id], row]),
    ];
  },
  buildStamps: stamps('buildStamps', 'build_source_stamp', 'build_id'),
  property: async (query, keys) => {
    type Found = { buildId: Id; name: string; value: Json; source: string | null; count: null };
    const rows = await query<Found | { buildId: Id; name: null; count: number }>(
      `select t.build_id, t.name, t.value, t.source, null::int as count
       from unnest($1::bigint[], $2::text[]) as k(build_id, name) join property t using (build_id, name)
       union all ${PROPERTY_COUNTS}`,
      column(keys, 0),
      column(keys, 1),
    );
    const counts = new Map(column(keys, 0).map((id) => [id, 0]));
    for (const row of rows) if (row.name === null) counts.set(row.buildId, row.count);
    return [
      ...[...counts].map(([id, count]): LoadedCell => ['propertyCount', [id], count]),
      ...rows.flatMap((row): LoadedCell[] =>
        row.name === null ? [] : [['property', [row.buildId, row.name], { value: row.value, source: row.source }]],
      ),
    ];
  },
  propertyCount: async (query, keys) => {
    const rows = await query<{ buildId: Id; count: number }>(PROPERTY_COUNTS, column(keys, 0));
    return rows.map(({ buildId, count }) => ['propertyCount', [buildId], count]);
  },
  step: byId('step', 'step'),
  stepByKey: keyed('stepByKey', 'step', 'step', ['build_id', 'key']),
  stepByNumber: async (query, keys) => {
    const rows = await query<NonNullable<Cells['step']>>(
      `select t.* from unnest($1::bigint[], $2::int[]) as k(build_id, number) join step t using (build_id, number)
       where t.name is not null order by t.id desc`,
      column(keys, 0),
      column(keys, 1),
    );
    return rows.flatMap((row): LoadedCell[] => [
      ['stepByNumber', [row.buildId, String(row.number)], row.id],
      ['step', [row.id], row],
    ]);
  },
  stepsOfBuild: children('stepsOfBuild', 'step', 'step', 'build_id'),
  lastStepNumber: async (query, keys) => {
    const rows = await query<{ id: Id; last: number }>(
      'select build_id as id, max(number) as last from step where build_id = any($1::bigint[]) group by 1',
      column(keys, 0),
    );
    return rows.map((row) => ['lastStepNumber', [row.id], row.last]);
  },
  log: byId('log', 'log'),
  logByName: keyed('logByName', 'log', 'log', ['step_id', 'name']),
  logsOfStep: children('logsOfStep', 'log', 'log', 'step_id'),
  waitingChunks: async (query, keys) => {
    const rows = await query<{ id: Id; firstLine: number; lineCount: number; bytes: number }>(
      `select l.id, c.first_line, c.line_count,
         octet_length(c.content) - case l.type when 'STDIO' then c.line_count else 0 end as bytes
       from log l join log_chunk c on c.log_id = l.id and c.first_line >= l.line_count
       where l.id = any($1::bigint[]) order by l.id, c.first_line`,
      column(keys, 0),
    );
    return column(keys, 0).map((id) => ['waitingChunks', [id], rows.filter((row) => row.id === id)]);
  },
  ...TEST_LOADERS,
  request: byId('request', 'build_request'),
  requestByKey: keptOrRemoved('request', 'build_request', 'BUILD_REQUEST'),
  requestRemoved: keptOrRemoved('request', 'build_request', 'BUILD_REQUEST'),
  requestsOfBuildset: children('requestsOfBuildset', 'request', 'build_request', 'buildset_id'),
  buildset: byId('buildset', 'buildset'),
  buildsetByKey: keyed('buildsetByKey', 'buildset', 'buildset', ['origin_id', 'key']),
  buildsetStamps: stamps('buildsetStamps', 'buildset_source_stamp', 'buildset_id'),
  stamp: byId('stamp', 'source_stamp'),
  patch: async (query, keys) => {
    const rows = await query<NonNullable<Cells['patch']>>(
      `select t.* from patch t where t.source_stamp_id = any($1::bigint[])`,
      column(keys, 0),
    );
    return rows.map((row) => ['patch', [row.sourceStampId], row]);
  },
  stampByDigest: async (query, keys) => {
    const rows = await query<NonNullable<Cells['stamp']>>(
      `select t.* from source_stamp t where t.digest = any($1::text[]::bytea[])`,
      column(keys, 0),
    );
    return rows.flatMap((row): LoadedCell[] => [
      ['stampByDigest', [row.digest], row.id],
      ['stamp', [row.id], row],
    ]);
  },
};
