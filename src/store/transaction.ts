// A transaction that writes, on Prisma's driver adapter: the statements are ours, and Prisma's client, which would take them apart and
// make objects of the answers, is not asked (docs/decisions/0033-writes-on-prismas-adapter.md).

import { type ColumnType, ColumnTypeEnum, type Transaction as DriverTransaction } from '@prisma/driver-adapter-utils';
import type { Database } from './database.ts';
import { Flight } from './flight.ts';

export interface Transaction {
  /**
   * Sends a statement without waiting for the answer to the one before it. Resolves with its rows: names in camel case, ids as text,
   * times in ISO 8601, bytes as PostgreSQL writes them in text. Rejects with what went wrong first in the transaction.
   */
  readonly rows: <T>(sql: string, ...values: readonly unknown[]) => Promise<readonly T[]>;
  /** Sends a statement that has no answer to wait for: should it fail, then so does the commit, and all `rows` after it. */
  readonly run: (sql: string, ...values: readonly unknown[]) => void;
}

/**
 * Runs `work` in a transaction, and commits when that is done; the commit does not wait for answers either. Rejects with what `work`, or
 * the first statement that fails, rejects with; nothing is written then. When the connection breaks it is not known whether the commit
 * happened, nor when an answer that nobody waits for cannot be read: so `run` reads none.
 */
export async function inTransaction<T>(
  database: Pick<Database, 'begin' | 'embedded'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const driver = await database.begin();
  const flight = new Flight(!database.embedded);
  const transaction = over(driver, flight);
  try {
    const result = await work(transaction);
    transaction.run('commit');
    await flight.answered();
    await driver.commit();
    return result;
  } catch (error) {
    // Whatever comes of that, the connection goes back: the pool drops one that is broken.
    await flight.end(() => driver.executeRaw({ sql: 'rollback', args: [], argTypes: [] })).catch(() => {});
    await driver.rollback();
    throw error;
  }
}

type Answer = Awaited<ReturnType<DriverTransaction['queryRaw']>>;

function over(driver: DriverTransaction, flight: Flight): Transaction {
  const query = (sql: string, values: readonly unknown[]) => ({
    sql,
    args: [...values],
    argTypes: values.map(() => AS_IT_IS),
  });
  return {
    rows: <T>(sql: string, ...values: readonly unknown[]) => {
      const answer = flight.send(() => driver.queryRaw(query(sql, values))).then((found) => recordsOf(found) as T[]);
      // Who does not wait for it is told by the commit.
      answer.catch(() => {});
      return answer;
    },
    run: (sql, ...values) => {
      flight.send(() => driver.executeRaw(query(sql, values))).catch(() => {});
    },
  };
}

const AS_IT_IS = { scalarType: 'unknown', arity: 'scalar' } as const;

/** The fields that columns are read into. */
const fields = new Map<string, string>();

function fieldOf(column: string): string {
  let field = fields.get(column);
  if (field === undefined) {
    field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    fields.set(column, field);
  }
  return field;
}

function recordsOf({ columnNames, columnTypes, rows }: Answer): Record<string, unknown>[] {
  const columns = columnNames.map((column, i) => ({ field: fieldOf(column), read: readerOf(column, columnTypes[i]) }));
  return rows.map((cells) => {
    const record: Record<string, unknown> = {};
    for (const [i, { field, read }] of columns.entries()) record[field] = cells[i] === null ? null : read(cells[i]);
    return record;
  });
}

/** What makes a field's value of what the adapter gives, which is text where a value of JavaScript could not hold it. */
function readerOf(column: string, type: ColumnType | undefined): (cell: unknown) => unknown {
  if (column === 'byte_count') return Number;
  if (type === ColumnTypeEnum.DateTime) return (cell) => new Date(cell as string).toISOString();
  if (type === ColumnTypeEnum.Json) return (cell) => JSON.parse(cell as string);
  if (type === ColumnTypeEnum.Bytes) return (cell) => `\\x${Buffer.from(cell as Uint8Array).toString('hex')}`;
  return (cell) => cell;
}
