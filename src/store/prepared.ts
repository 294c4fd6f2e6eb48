// Statements that connections keep prepared: planning one anew costs about as much as running it. Their variety comes from outside,
// since each combination of filters and of selected fields is a statement of its own; so how many are kept is bounded, and what comes
// anew takes the place of what was not used for longest.
//
// pg prepares a statement under its name the first time that a connection is given it, keeps name and text for as long as the
// connection lives, and never deallocates; PostgreSQL keeps the plan, some 80 kB for a list with a filter.

import { LRUCache } from 'lru-cache';
import type pg from 'pg';

/** How many statements one connection keeps: some 16 MB of PostgreSQL's memory. */
const KEPT = 200;

/** The names that were given last. One that is forgotten is never given again: a connection may know it still. */
const names = new LRUCache<string, string>({
  max: 2_000,
  maxSize: 4 * 1_048_576,
  sizeCalculation: (_name, sql) => sql.length + 1,
});
let given = 0;

/** The name under which connections keep a statement prepared. */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  given += 1;
  const name = `s${given}`;
  names.set(sql, name);
  return name;
}

/** What `pg` keeps of a connection; its types leave it out. */
interface Connection {
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
  parse(query: { readonly name?: string }): void;
  bind(config: { readonly statement?: string }, more?: boolean): void;
  close(what: { readonly type: 'S'; readonly name: string }): void;
}

/** Sees to it that a new connection keeps at most KEPT statements. One that it has let go of is prepared again when it is next used. */
export function boundPrepared(client: pg.PoolClient): void {
  const { connection } = client as unknown as { readonly connection: Connection };
  const kept = new Set<string>();
  const parse = connection.parse.bind(connection);
  const bind = connection.bind.bind(connection);
  connection.bind = (config, more) => {
    const { statement } = config;
    // To the end: it was used last.
    if (statement && kept.delete(statement)) kept.add(statement);
    bind(config, more);
  };
  connection.parse = (query) => {
    if (query.name) kept.add(query.name);
    const oldest = kept.size > KEPT ? leftOf(kept, connection) : undefined;
    if (oldest !== undefined) {
      kept.delete(oldest);
      delete connection.parsedStatements[oldest];
      delete connection.submittedNamedStatements[oldest];
      // It leaves together with what is prepared now, and costs no time on the way.
      connection.close({ type: 'S', name: oldest });
    }
    parse(query);
  };
}

/** What was not used for longest; not what is on its way, since pg notes that it is there when that is answered. */
function leftOf(kept: ReadonlySet<string>, { submittedNamedStatements }: Connection): string | undefined {
  for (const name of kept) if (submittedNamedStatements[name] === undefined) return name;
  return undefined;
}
