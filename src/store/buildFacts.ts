// What filters ask of builds, read once for all filters: events are compared with it in memory (events/buildMatching.ts), as
// buildConditions.ts does in SQL.

import type { BuildState, Id, Result, Time } from '../model.ts';
import { BUILDS } from './buildRecords.ts';
import { canonicalJsonb } from './jsonb.ts';
import { type Reader, Row } from './reader.ts';

export interface StampFacts {
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string | null;
  readonly revision: string | null;
  /** Those of its changes, in lower case, as the database's lower() has it; empty when they were not asked for. */
  readonly authors: readonly string[];
}

/** What a BuildFilter can ask of a build. */
export interface BuildFacts {
  readonly id: Id;
  readonly origin: string;
  readonly builder: string | null;
  readonly tags: readonly string[];
  readonly project: string | null;
  readonly worker: string | null;
  readonly state: BuildState;
  readonly result: Result | null;
  readonly startedAt: Time;
  readonly completedAt: Time | null;
  /** In lower case, as the database's lower() has it; null also when it was not asked for. */
  readonly reason: string | null;
  /** Empty when they were not asked for. */
  readonly stamps: readonly StampFacts[];
  /** Values in the one spelling of jsonb.ts; only the properties that were asked for. */
  readonly properties: ReadonlyMap<string, string>;
}

/** What is read of a build only when it is asked for, since it can be long. */
export interface BuildParts {
  readonly reason: boolean;
  readonly stamps: boolean;
  /** Those of the stamps' changes; only together with `stamps`. */
  readonly authors: boolean;
  /** The names of the properties to read; null: all of them. */
  readonly properties: readonly string[] | null;
}

const NO_STAMPS: readonly StampFacts[] = [];
const NO_PROPERTIES: ReadonlyMap<string, string> = new Map();

/**
 * The facts of some builds, as they are now. One statement, and one more each for stamps and properties when they are asked for.
 * A build that readers may not see is not in the answer, as one that does not exist.
 */
export async function buildFacts(
  reader: Reader,
  ids: readonly Id[],
  parts: BuildParts,
): Promise<ReadonlyMap<Id, BuildFacts>> {
  if (ids.length === 0) return new Map();
  const [rows, stamps, properties] = await Promise.all([
    reader.rows(
      `select t.id, o.name, b.name, to_json(b.tags), p.name, w.name, t.state, t.result, t.started_at, t.completed_at,
         case when $2::boolean then lower(t.reason) end
       from build t join origin o on o.id = t.origin_id left join builder b on b.id = t.builder_id
       left join project p on p.id = b.project_id left join worker w on w.id = t.worker_id
       where t.id = any($1::bigint[]) and ${BUILDS.visible}`,
      [ids, parts.reason],
    ),
    parts.stamps ? stampsOf(reader, ids, parts.authors) : undefined,
    parts.properties?.length === 0 ? undefined : propertiesOf(reader, ids, parts.properties),
  ]);
  const facts = rows.map((cells): BuildFacts => {
    const row = new Row(cells);
    const id = row.text();
    return {
      id,
      origin: row.text(),
      builder: row.optional(),
      tags: JSON.parse(row.optional() ?? '[]'),
      project: row.optional(),
      worker: row.optional(),
      state: row.text() as BuildState,
      result: row.optional() as Result | null,
      startedAt: row.time(),
      completedAt: row.optionalTime(),
      reason: row.optional(),
      stamps: stamps?.get(id) ?? NO_STAMPS,
      properties: properties?.get(id) ?? NO_PROPERTIES,
    };
  });
  return new Map(facts.map((one) => [one.id, one]));
}

async function stampsOf(
  reader: Reader,
  ids: readonly Id[],
  authors: boolean,
): Promise<ReadonlyMap<Id, readonly StampFacts[]>> {
  const rows = await reader.rows(
    `select link.build_id, t.codebase, t.repository, t.branch, t.revision, case when $2::boolean then (
       select json_agg(distinct lower(c.author)) from change c where c.source_stamp_id = t.id) end
     from build_source_stamp link join source_stamp t on t.id = link.source_stamp_id where link.build_id = any($1::bigint[])`,
    [ids, authors],
  );
  const stamps = new Map<Id, StampFacts[]>();
  for (const cells of rows) {
    const row = new Row(cells);
    entry(stamps, row.text(), () => []).push({
      codebase: row.text(),
      repository: row.text(),
      branch: row.optional(),
      revision: row.optional(),
      authors: JSON.parse(row.optional() ?? '[]'),
    });
  }
  return stamps;
}

async function propertiesOf(
  reader: Reader,
  ids: readonly Id[],
  names: readonly string[] | null,
): Promise<ReadonlyMap<Id, ReadonlyMap<string, string>>> {
  const rows = await reader.rows(
    `select build_id, name, value from property where build_id = any($1::bigint[]) and ($2::text[] is null or name = any($2::text[]))`,
    [ids, names],
  );
  const properties = new Map<Id, Map<string, string>>();
  for (const cells of rows) {
    const row = new Row(cells);
    entry(properties, row.text(), () => new Map<string, string>()).set(row.text(), canonicalJsonb(row.text()));
  }
  return properties;
}

function entry<T>(map: Map<Id, T>, id: Id, empty: () => T): T {
  const known = map.get(id);
  if (known !== undefined) return known;
  const made = empty();
  map.set(id, made);
  return made;
}
