// SQLite files. They are read by SQLite itself, with its locks, so that a master may go on writing meanwhile.

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { DatabaseProblem, messageOf } from './problem.ts';
import type { RawRow, Source, Value } from './source.ts';

/** How long to wait for a writer, in milliseconds. */
const BUSY_MS = 5_000;

/** Opens the file at a path, or at an address that begins with `sqlite://` or `file://`. Throws DatabaseProblem. */
export function openSqlite(address: string): Source {
  const path = pathOf(address);
  // A file with a write-ahead log would have SQLite make one, and its index, beside the file, although nobody has it open.
  const isAlone = hasWriteAheadLog(path) && !existsSync(`${path}-wal`);
  const database = open(path, `${pathToFileURL(path).href}?mode=ro${isAlone ? '&immutable=1' : ''}`);
  probe(path, database);
  const all = (sql: string, parameters: readonly (number | string)[] = []): readonly RawRow[] => {
    try {
      return (database.prepare(sql).all(...parameters) as Record<string, unknown>[]).map(withBuffers);
    } catch (error) {
      throw problemWith(path, error);
    }
  };
  return {
    name: path,
    // What is no UTF-8 could not be handed over as a text.
    text: (column) => `cast(${column} as blob)`,
    rows: async (sql, parameters) => all(sql, parameters),
    columns: async (table) =>
      new Set(
        all('select cast(name as blob) as name from pragma_table_info(?)', [table]).map(({ name }) => asText(name)),
      ),
    close: async () => {
      database.close();
    },
  };
}

const asText = (value: Value | undefined): string => (Buffer.isBuffer(value) ? value.toString() : String(value));

/** SQLAlchemy's `sqlite:///state.sqlite` is relative, and `sqlite:////srv/state.sqlite` absolute; many leave the fourth slash out. */
function pathOf(address: string): string {
  const told = address.replace(/^(sqlite(\+\w+)?|file):\/\/\/?/i, '').replace(/\?.*$/, '');
  const path = resolve(told);
  const found = existsSync(path) || told === address ? path : resolve(`/${told}`);
  const stat = statSync(found, { throwIfNoEntry: false });
  if (stat === undefined) {
    throw new DatabaseProblem(
      'usage',
      `There is no file ${path}. Give the path of the master's state.sqlite, or its db_url.`,
    );
  }
  if (!stat.isFile()) {
    throw new DatabaseProblem('usage', `${found} is no file. Give the path of the master's state.sqlite.`);
  }
  return found;
}

function open(path: string, url: string): Database.Database {
  try {
    return new Database(url, { timeout: BUSY_MS });
  } catch (error) {
    throw problemWith(path, error);
  }
}

function probe(path: string, database: Database.Database): void {
  try {
    database.prepare('select count(*) as n from sqlite_master').get();
  } catch (error) {
    throw problemWith(path, error);
  }
}

/** Told by the 19th byte: https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
function hasWriteAheadLog(path: string): boolean {
  const header = Buffer.alloc(20);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, header, 0, header.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new DatabaseProblem('unreadable', `${path} cannot be opened: ${messageOf(error)}.`, error);
  }
  return header[18] === 2;
}

/** The library hands bytes over in one form or another. */
function withBuffers(row: Record<string, unknown>): RawRow {
  for (const name of Object.keys(row)) {
    const value = row[name];
    if (value instanceof ArrayBuffer) row[name] = Buffer.from(value);
  }
  return row as RawRow;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function problemWith(path: string, error: unknown): DatabaseProblem {
  if (error instanceof DatabaseProblem) return error;
  const code = `${codeOf(error)} ${messageOf(error)}`;
  const say = (message: string) => new DatabaseProblem('unreadable', message, error);
  if (/NOTADB|not a database/i.test(code)) {
    return say(`${path} is no SQLite database. Give the path of the master's state.sqlite, or its db_url.`);
  }
  if (/CORRUPT|malformed/i.test(code)) {
    return say(
      `${path} is damaged (${messageOf(error)}). Try \`sqlite3 ${path} .recover | sqlite3 mended.sqlite\`, and import mended.sqlite.`,
    );
  }
  if (/BUSY|LOCKED|is locked/i.test(code)) {
    return say(
      `${path} is locked by another process. Try again, or import a copy that was made with \`sqlite3 ${path} ".backup copy.sqlite"\`.`,
    );
  }
  if (/CANTOPEN|unable to open/i.test(code)) {
    return say(
      `${path} cannot be opened. See whether this user may read it, and write in its directory while a master runs.`,
    );
  }
  return say(`${path} cannot be read: ${messageOf(error)}.`);
}
