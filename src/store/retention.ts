// How long builds are kept, as it was set on origins, projects and builders. What is nearest to a build holds: its builder's, or else its
// project's, or else its origin's, with both limits; never one limit of one and the other of another.

import type { Id, Retention, RetentionLimits, RetentionSource } from '../model.ts';
import { type Database, reached } from './database.ts';
import { type Reader, Row } from './reader.ts';

/** Neither limit. */
export const FOR_EVER: RetentionLimits = { keepDays: null, keepBuilds: null };

/** What retention can be set on. */
export type RetentionSubject = Exclude<RetentionSource, 'SETTING'>;

/** Where it is looked for: columns of the table `t` of the subject, the nearest first. */
const CHAINS: { readonly [S in RetentionSubject]: readonly (readonly [RetentionSubject, string])[] } = {
  BUILDER: [
    ['BUILDER', 't.id'],
    ['PROJECT', 't.project_id'],
    ['ORIGIN', 't.origin_id'],
  ],
  PROJECT: [
    ['PROJECT', 't.id'],
    ['ORIGIN', 't.origin_id'],
  ],
  ORIGIN: [['ORIGIN', 't.id']],
};

/** From a row `t` of a subject's table to the `rule` that holds for it, if there is one. */
export function ruleOf(subject: RetentionSubject): string {
  const places = CHAINS[subject].map(([source, column], rank) => `(${rank}, '${source}', ${column})`).join(', ');
  return `lateral (
    select places.source, r.keep_days, r.keep_builds from (values ${places}) as places(rank, source, id)
    join retention r on r.subject_id = places.id order by places.rank limit 1
  ) rule`;
}

/** What holds for some subjects, by their ids. Those for which nothing was set are not in the answer. */
export async function retentionOf(
  reader: Reader,
  subject: RetentionSubject,
  ids: readonly Id[],
): Promise<Map<Id, Retention>> {
  const rows = await reader.rows(
    `select t.id, rule.source, rule.keep_days, rule.keep_builds
     from ${subject.toLowerCase()} t cross join ${ruleOf(subject)} where t.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(
    rows.map((cells) => {
      const row = new Row(cells);
      const id = row.text();
      const source = row.text() as RetentionSource;
      return [id, { source, keepDays: row.optionalNumber(), keepBuilds: row.optionalNumber() }];
    }),
  );
}

/**
 * Sets what holds for a subject itself, or takes it back (null). @returns whether there is such a subject. Rejects with LavalampError
 * UNAVAILABLE when the database is away.
 */
export async function writeRetention(
  { pool }: Pick<Database, 'pool'>,
  subject: RetentionSubject,
  id: Id,
  limits: RetentionLimits | null,
): Promise<boolean> {
  const table = subject.toLowerCase();
  const { rows } = await reached(() =>
    limits === null
      ? pool.query(
          `with gone as (delete from retention where subject_id = $1::bigint)
           select 1 from ${table} where id = $1::bigint`,
          [id],
        )
      : pool.query(
          `with subject as (select id from ${table} where id = $1::bigint),
             written as (
               insert into retention (subject_id, keep_days, keep_builds) select id, $2::int, $3::int from subject
               on conflict (subject_id) do update set keep_days = excluded.keep_days, keep_builds = excluded.keep_builds
             )
           select 1 from subject`,
          [id, limits.keepDays, limits.keepBuilds],
        ),
  );
  return rows.length > 0;
}
