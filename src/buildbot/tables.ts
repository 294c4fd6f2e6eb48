// The tables of Buildbot that are read, and their columns, by name. A column that a version lacks is null there, and a table empty.
// Those that hold secrets (objects, object_state, users, users_info) are not here, and so are never read.

import type { RawRow, Source } from './source.ts';

type Kind = 'int' | 'text' | 'bytes';
type Columns = Readonly<Record<string, Kind>>;

export const TABLES = {
  alembic_version: { version_num: 'text' },
  projects: { id: 'int', name: 'text', description: 'text' },
  builders: { id: 'int', name: 'text', description: 'text', projectid: 'int' },
  tags: { id: 'int', name: 'text' },
  builders_tags: { id: 'int', builderid: 'int', tagid: 'int' },
  workers: { id: 'int', name: 'text', info: 'text' },
  masters: { id: 'int', name: 'text', active: 'int', last_active: 'int' },
  changes: {
    changeid: 'int',
    author: 'text',
    committer: 'text',
    comments: 'text',
    branch: 'text',
    revision: 'text',
    revlink: 'text',
    when_timestamp: 'int',
    category: 'text',
    repository: 'text',
    codebase: 'text',
    project: 'text',
  },
  change_files: { changeid: 'int', filename: 'text' },
  change_properties: { changeid: 'int', property_name: 'text', property_value: 'text' },
  sourcestamps: {
    id: 'int',
    branch: 'text',
    revision: 'text',
    patchid: 'int',
    repository: 'text',
    codebase: 'text',
    project: 'text',
  },
  patches: {
    id: 'int',
    patchlevel: 'int',
    patch_base64: 'text',
    patch_author: 'text',
    patch_comment: 'text',
    subdir: 'text',
  },
  buildsets: {
    id: 'int',
    external_idstring: 'text',
    reason: 'text',
    submitted_at: 'int',
    parent_buildid: 'int',
    rebuilt_buildid: 'int',
  },
  buildset_sourcestamps: { id: 'int', buildsetid: 'int', sourcestampid: 'int' },
  buildrequests: {
    id: 'int',
    buildsetid: 'int',
    builderid: 'int',
    priority: 'int',
    complete: 'int',
    results: 'int',
    submitted_at: 'int',
    complete_at: 'int',
  },
  builds: {
    id: 'int',
    number: 'int',
    builderid: 'int',
    buildrequestid: 'int',
    workerid: 'int',
    masterid: 'int',
    started_at: 'int',
    complete_at: 'int',
    state_string: 'text',
    results: 'int',
  },
  build_properties: { buildid: 'int', name: 'text', value: 'text', source: 'text' },
  build_data: { id: 'int', buildid: 'int' },
  steps: {
    id: 'int',
    number: 'int',
    name: 'text',
    buildid: 'int',
    started_at: 'int',
    complete_at: 'int',
    state_string: 'text',
    results: 'int',
    urls_json: 'text',
    hidden: 'int',
  },
  logs: { id: 'int', name: 'text', slug: 'text', stepid: 'int', complete: 'int', num_lines: 'int', type: 'text' },
  logchunks: { logid: 'int', first_line: 'int', last_line: 'int', content: 'bytes', compressed: 'int' },
  test_result_sets: {
    id: 'int',
    buildid: 'int',
    stepid: 'int',
    description: 'text',
    category: 'text',
    value_unit: 'text',
    tests_passed: 'int',
    tests_failed: 'int',
    complete: 'int',
  },
  test_results: {
    id: 'int',
    test_result_setid: 'int',
    test_nameid: 'int',
    test_code_pathid: 'int',
    line: 'int',
    duration_ns: 'int',
    value: 'text',
  },
  test_names: { id: 'int', name: 'text' },
  test_code_paths: { id: 'int', path: 'text' },
} as const satisfies Readonly<Record<string, Columns>>;

export type Table = keyof typeof TABLES;
type Cell = { readonly int: number; readonly text: string; readonly bytes: Buffer };
/** A row. A value is null where the column is absent, empty, or not of its type. */
export type Row<T extends Table> = {
  readonly [C in keyof (typeof TABLES)[T]]: (typeof TABLES)[T][C] extends Kind
    ? Cell[(typeof TABLES)[T][C]] | null
    : never;
};

/** What else a query of one table says. */
export interface Query {
  /** With `?` for each parameter. */
  readonly where?: string;
  readonly parameters?: readonly (number | string)[];
  readonly order?: string;
  readonly limit?: number;
}

/** Reads the tables of one database, of whatever version. */
export class Tables {
  readonly #source: Source;
  readonly #columns = new Map<Table, ReadonlySet<string>>();
  /** How many texts were not UTF-8, and have had that replaced. */
  invalidTexts = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  async has(table: Table): Promise<boolean> {
    return (await this.#columnsOf(table)).size > 0;
  }

  /** Throws DatabaseProblem. */
  async rows<T extends Table>(table: T, query: Query = {}): Promise<readonly Row<T>[]> {
    const there = await this.#columnsOf(table);
    if (there.size === 0) return [];
    const columns = Object.entries<Kind>(TABLES[table]);
    const selected = columns.map(([name, kind]) => {
      if (!there.has(name)) return `null as ${name}`;
      return kind === 'text' ? `${this.#source.text(name)} as ${name}` : name;
    });
    const sql = [
      `select ${selected.join(', ')} from ${table}`,
      ...(query.where === undefined ? [] : [`where ${query.where}`]),
      ...(query.order === undefined ? [] : [`order by ${query.order}`]),
      ...(query.limit === undefined ? [] : [`limit ${query.limit}`]),
    ].join(' ');
    const rows = await this.#source.rows(sql, query.parameters);
    return rows.map((row) => this.#typed(columns, row) as Row<T>);
  }

  /** A count, or another number that a query of one row and one column `n` gives; 0 when it gives none. */
  async number(sql: string, parameters?: readonly (number | string)[]): Promise<number> {
    const [row] = await this.#source.rows(sql, parameters);
    return Number(row?.n ?? 0);
  }

  async #columnsOf(table: Table): Promise<ReadonlySet<string>> {
    const known = this.#columns.get(table) ?? (await this.#source.columns(table));
    this.#columns.set(table, known);
    return known;
  }

  #typed(
    columns: readonly (readonly [string, Kind])[],
    row: RawRow,
  ): Readonly<Record<string, number | string | Buffer | null>> {
    const typed: Record<string, number | string | Buffer | null> = {};
    for (const [name, kind] of columns) {
      const value = row[name] ?? null;
      typed[name] =
        value === null ? null : kind === 'int' ? intOf(value) : kind === 'text' ? this.#textOf(value) : bytesOf(value);
    }
    return typed;
  }

  #textOf(value: number | string | Buffer): string {
    if (!Buffer.isBuffer(value)) return String(value);
    const text = value.toString();
    // Only a text with such a character can have been mended.
    if (text.includes('\uFFFD') && !Buffer.from(text).equals(value)) this.invalidTexts += 1;
    return text;
  }
}

function intOf(value: number | string | Buffer): number | null {
  const number = typeof value === 'number' ? value : Number(String(value));
  return Number.isSafeInteger(number) ? number : null;
}

const bytesOf = (value: number | string | Buffer): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(String(value));
