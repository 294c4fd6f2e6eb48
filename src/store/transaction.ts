// A transaction that writes, on Prisma's driver adapter: the statements are ours, and Prisma's client, which would take them apart and
// make objects of the answers, is not asked (docs/decisions/0033-writes-on-prismas-adapter.md).

import { type ColumnType, ColumnTypeEnum, type Transaction as DriverTransaction } from '@prisma/driver-adapter-utils';
import type { Database } from './database.ts';

export interface Transaction {
  /**
   * Sends a statement without waiting for the answer to the one before it. Resolves with its rows: names in camel case, ids as text, times in
   * ISO 8601, bytes as PostgreSQL writes them in text. Rejects with what went wrong first in the transaction.
   */
  readonly rows: <T>(sql: string, ...values: readonly unknown[]) => Promise<readonly T[]>;
  /** Sends a statement that has no answer to wait for: should it fail, then so does the commit, and all `rows` after it. */
  readonly run: (sql: string, ...values: readonly unknown[]) => void;
}

/**
 * Runs `work` in a transaction, and commits when that is done; the commit does not wait for answers either. Rejects, with nothing
 * written, with what `work` or the first statement that fails rejects with. When the connection breaks it is not known whether the commit happened.
 */
export async function inTransaction<T>(
  database: Pick<Database, 'begin' | 'embedded'>,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const driver = await database.begin();
  const statements = new Statements(driver, !database.embedded);
  try {
    const result = await work(statements);
    statements.run('commit');
    await statements.answered();
    await driver.commit();
    return result;
  } catch (error) {
    await statements.abandon(error);
    // Whatever comes of that, the connection goes back: the pool drops one that is broken.
    await driver.executeRaw({ sql: 'rollback', args: [], argTypes: [] }).catch(() => {});
    await driver.rollback();
    throw error;
  }
}

type Answer = Awaited<ReturnType<DriverTransaction['queryRaw']>>;

class Statements implements Transaction {
  readonly #driver: DriverTransaction;
  readonly #ahead: boolean;
  /** Settles when all statements so far are answered; never rejects. */
  #answered: Promise<void> = Promise.resolve();
  /** Why nothing is sent any more: the first statement that failed, since PostgreSQL then takes none of the others, for reasons that tell nothing. */
  #failure: { readonly error: unknown } | null = null;

  /** @param ahead whether statements may be sent while others are not answered. The embedded database takes one at a time. */
  constructor(driver: DriverTransaction, ahead: boolean) {
    this.#driver = driver;
    this.#ahead = ahead;
  }

  rows<T>(sql: string, ...values: readonly unknown[]): Promise<readonly T[]> {
    const answer = this.#send(sql, values).then((found) => recordsOf(found) as T[]);
    // Who does not wait for it is told by the commit.
    answer.catch(() => {});
    return answer;
  }

  run(sql: string, ...values: readonly unknown[]): void {
    this.#send(sql, values).catch(() => {});
  }

  /** Resolves when all statements have been answered; rejects with what went wrong first. */
  async answered(): Promise<void> {
    await this.#answered;
    if (this.#failure !== null) throw this.#failure.error;
  }

  /** Sends nothing any more, not even what waits to be sent; resolves when there is no answer to wait for. */
  abandon(error: unknown): Promise<void> {
    this.#failure ??= { error };
    return this.#answered;
  }

  #send(sql: string, values: readonly unknown[]): Promise<Answer> {
    const ask = async () => {
      if (this.#failure !== null) throw this.#failure.error;
      return this.#driver.queryRaw({ sql, args: [...values], argTypes: values.map(() => AS_IT_IS) });
    };
    const answer = (this.#ahead ? ask() : this.#answered.then(ask)).catch((error: unknown) => {
      this.#failure ??= { error };
      throw this.#failure.error;
    });
    const before = this.#answered;
    this.#answered = answer.then(
      () => before,
      () => before,
    );
    return answer;
  }
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
