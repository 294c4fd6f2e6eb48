// Results of tests keep a copy of their build's start, which orders a test's history. When that start changes, a few follow in the
// transaction that changes it; builds with more of them are marked, and the rest follows later, some at a time.

import type { Id } from '../model.ts';
import { type Database, reached } from './database.ts';
import { inTransaction, type Transaction } from './transaction.ts';

/** How many results follow in a transaction of reports, which others wait for. */
const AT_ONCE = 2_000;

/**
 * To be called when the start of builds that were known before is not what it was. One statement when they have no results, as nearly
 * always; and one more when they have.
 */
export async function followStarts(transaction: Transaction, buildIds: readonly Id[]): Promise<void> {
  if (buildIds.length === 0) return;
  const marked = await transaction.rows<{ id: Id }>(MARK, JSON.stringify(buildIds));
  if (marked.length === 0) return;
  const each = Math.max(Math.floor(AT_ONCE / marked.length), 1);
  transaction.run(FOLLOW, JSON.stringify(marked.map(({ id }) => id)), each);
}

/**
 * Lets some results of one marked build follow, in a transaction: `most` at most. Several servers may do so at once. @returns whether there
 * was a build that no other has in hand. Rejects with LavalampError UNAVAILABLE when the database is away.
 */
export function followMarked(database: Database, most: number): Promise<boolean> {
  return reached(async () => {
    // As nearly always.
    if ((await database.pool.query('select from test_restart limit 1')).rowCount === 0) return false;
    return inTransaction(database, async (transaction) => {
      const [mark] = await transaction.rows<{ id: Id }>(NEXT);
      if (mark === undefined) return false;
      transaction.run(FOLLOW, JSON.stringify([mark.id]), most);
      return true;
    });
  });
}

/** From the beginning, also where an earlier start has not been followed to the end. In the order of ids, so that none waits for the other. */
const MARK = `
  insert into test_restart (build_id, report_id, position)
  select moved.id::bigint, 0, 0 from jsonb_array_elements_text($1::jsonb) as moved(id)
  where exists (select from test_result r where r.build_id = moved.id::bigint)
  order by 1
  on conflict (build_id) do update set report_id = 0, position = 0
  returning build_id as id`;

/**
 * The mark is held before the start is read, by a statement of its own: whoever changes the start marks it before they commit, and
 * waits here, or is waited for.
 */
const NEXT = 'select build_id as id from test_restart order by build_id limit 1 for update skip locked';

/**
 * The next results of builds whose marks are held; where there are no more of them, the mark goes. Rows are found again by where they
 * are, which leaves no other plan than to go there.
 */
const FOLLOW = `
  with marked as materialized (
    select m.build_id, m.report_id, m.position
    from jsonb_array_elements_text($1::jsonb) as held(id) join test_restart m on m.build_id = held.id::bigint
  ), stretch as materialized (
    select m.build_id, r.report_id, r.position, r.row
    from marked m cross join lateral (
      select r.report_id, r.position, r.ctid as row from test_result r
      where r.build_id = m.build_id and (r.report_id, r.position) > (m.report_id, m.position)
      order by r.report_id, r.position limit $2::int
    ) r
  ), followed as (
    update test_result r set started_at = (select b.started_at from build b where b.id = r.build_id)
    where r.ctid = any(array(select row from stretch))
  ), reached as (
    select distinct on (build_id) build_id, report_id, position, count(*) over (partition by build_id) = $2::int as more
    from stretch order by build_id, report_id desc, position desc
  ), moved as (
    update test_restart m set report_id = l.report_id, position = l.position from reached l
    where m.build_id = l.build_id and l.more
  )
  delete from test_restart m using marked
  where m.build_id = marked.build_id and not exists (select from reached l where l.build_id = m.build_id and l.more)`;
