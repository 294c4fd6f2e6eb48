// Counts the SQL statements that this process sends, whichever way they take.

import pg from 'pg';

/** What a server asks by itself, every few seconds: whether deliveries wait to be applied, and results for the start of their build. */
const OF_THE_SERVER =
  /^update delivery d set leased_until|^select extract\(epoch from min\(coalesce\(leased_until|from test_restart/;

/** Runs `work`. @returns what it returned, and the texts of the statements that were sent meanwhile; begin and commit left out, and what a server asks by itself. */
export async function countingStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text: string }];
    const text = typeof first === 'string' ? first : first.text;
    if (OF_THE_SERVER.test(text)) return Reflect.apply(query, this, args);
    if (!/^\s*(begin|commit|rollback|set |deallocate)/i.test(text)) statements.push(text);
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    return { result: await work(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** The same of three runs, with the statements of that which sent the fewest: a server that heard a report looks after itself meanwhile. */
export async function fewestStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  let fewest = await countingStatements(work);
  for (let again = 0; again < 2; again += 1) {
    const other = await countingStatements(work);
    if (other.statements.length < fewest.statements.length) fewest = other;
  }
  return fewest;
}
