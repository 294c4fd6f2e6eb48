// A database that is only ever read.

/** What a database may hand over as one value. Bytes where it was asked for bytes. */
export type Value = number | string | Buffer | null;
export type RawRow = Readonly<Record<string, Value>>;

/** One database, whatever keeps it. */
export interface Source {
  /** What it is called in messages; without a password. */
  readonly name: string;
  /** How a text column is selected, so that it comes as bytes or as a text. */
  readonly text: (column: string) => string;
  /** Runs a query, whose parameters are written `?`. Throws DatabaseProblem. */
  readonly rows: (sql: string, parameters?: readonly (number | string)[]) => Promise<readonly RawRow[]>;
  /** The columns of a table; empty when there is no such table. */
  readonly columns: (table: string) => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
}
