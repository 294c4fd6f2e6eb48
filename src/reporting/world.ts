// The part of history that a group of reports deals with, held in memory while they are applied. Commands ask it for cells and
// are plain, synchronous functions; a cell that was not read yet stops the command, and it is run again once the cell is there.
// So a group of any size costs a fixed number of statements, and a refused report can be taken back whole.

import type { NewEvent } from '../loggedEvents.ts';
import type { Id, Patch, Time } from '../model.ts';
import { absent } from '../store/absentCells.ts';
import type { CellKey, CellKind, Cells, LoadedCell, NewTestResult, Writes } from '../store/cells.ts';

/**
 * Thrown by `get`: the command is to be run again when what is missing has been read. It is no Error: it is thrown very often, and
 * nobody asks where.
 */
export class Unread {}
const UNREAD = new Unread();

/** Cells as the database has them. */
export type LoadedCells = Map<CellKind, Map<string, unknown>>;

type Chunk = Writes['chunks'][number];

const nameOf = (key: CellKey): string => (key.length === 1 ? (key[0] ?? '') : key.join('\0'));

interface Cell {
  readonly key: CellKey;
  readonly value: unknown;
}

function ofKind<T>(cells: Map<CellKind, Map<string, T>>, kind: CellKind): Map<string, T> {
  let found = cells.get(kind);
  if (found === undefined) {
    found = new Map();
    cells.set(kind, found);
  }
  return found;
}

export class World {
  /** When the group was received: what is reported without a time happened now. */
  readonly now: Time;
  readonly #newId: (bornAt: number) => Id;
  readonly #newIds = new Set<Id>();
  /** As the database has them; kept from one run to the next. */
  readonly #loaded: LoadedCells;
  /** As the reports of this run have left them. */
  readonly #current = new Map<CellKind, Map<string, Cell>>();
  readonly #unread = new Map<CellKind, Map<string, CellKey>>();
  readonly #held = new Set<Id>();
  readonly #events: NewEvent[] = [];
  readonly #told = new Set<string>();
  readonly #patches: Patch[] = [];
  readonly #chunks: Chunk[] = [];
  readonly #testResults: (readonly NewTestResult[])[] = [];
  /** What puts things back as they were before the report that is being applied. */
  #undo: (() => void)[] = [];

  constructor(now: Time, newId: (bornAt: number) => Id, loaded: LoadedCells) {
    this.now = now;
    this.#newId = newId;
    this.#loaded = loaded;
  }

  /** Remembers cells that were read, for this and later runs. */
  static remember(loaded: LoadedCells, cells: readonly LoadedCell[]): void {
    for (const [kind, key, value] of cells) ofKind<unknown>(loaded, kind).set(nameOf(key), value);
  }

  /** The value of a cell. Throws Unread when it was not read yet. */
  get<K extends CellKind>(kind: K, ...key: CellKey): Cells[K] {
    if (kind === 'lock' && key[0] !== undefined) this.#held.add(key[0]);
    const name = nameOf(key);
    const current = this.#current.get(kind)?.get(name);
    if (current !== undefined) return current.value as Cells[K];
    if (this.#isOfNewThing(key)) return absent(kind) as Cells[K];
    const loaded = this.#loaded.get(kind);
    const value = loaded?.get(name);
    if (value !== undefined || loaded?.has(name)) return value as Cells[K];
    ofKind(this.#unread, kind).set(name, key);
    throw UNREAD;
  }

  /** Asks for a cell that will be needed soon, so that it is read together with others. */
  want(kind: CellKind, ...key: CellKey): void {
    const name = nameOf(key);
    if (this.#current.get(kind)?.has(name) || this.#loaded.get(kind)?.has(name) || this.#isOfNewThing(key)) return;
    // What was not checked yet may be anything; such a key is refused when it is used.
    if (key.some((part) => part.includes('\0'))) return;
    ofKind(this.#unread, kind).set(name, key);
  }

  /** The database can hold nothing that hangs on a thing which was made in this run. */
  #isOfNewThing([id]: CellKey): boolean {
    return id !== undefined && this.#newIds.has(id);
  }

  set<K extends CellKind>(kind: K, key: CellKey, value: Cells[K]): void {
    const name = nameOf(key);
    const cells = ofKind(this.#current, kind);
    const before = cells.get(name);
    this.#undo.push(() => {
      if (before === undefined) cells.delete(name);
      else cells.set(name, before);
    });
    cells.set(name, { key, value });
  }

  /** An id for a thing that was born at that time. */
  newId(bornAt: Time): Id {
    const id = this.#newId(Date.parse(bornAt));
    this.#newIds.add(id);
    return id;
  }

  emit(event: NewEvent): void {
    this.#add(this.#events, event);
  }

  /** Tells what is told by one event of the group: a second one of the same thing would say the same. */
  emitOnce(event: NewEvent): void {
    const name = `${event.type} ${event.subjectId}`;
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#undo.push(() => this.#told.delete(name));
    this.emit(event);
  }

  addPatch(patch: Patch): void {
    this.#add(this.#patches, patch);
  }

  addChunk(chunk: Chunk): void {
    this.#add(this.#chunks, chunk);
  }

  addTestResults(results: readonly NewTestResult[]): void {
    this.#add(this.#testResults, results);
  }

  #add<T>(list: T[], item: T): void {
    this.#undo.push(() => {
      list.pop();
    });
    list.push(item);
  }

  /** Runs a command whole or not at all: what it throws is thrown on, after everything that it did was taken back. */
  apply<T>(command: () => T): T {
    this.#undo = [];
    return this.applyWithin(command);
  }

  /** The same for a part of a command that is being applied: what was done before the part stays. */
  applyWithin<T>(part: () => T): T {
    const from = this.#undo.length;
    try {
      return part();
    } catch (error) {
      for (const undo of this.#undo.splice(from).reverse()) undo();
      throw error;
    }
  }

  /** Whether commands of this run asked for anything in vain. */
  get lacks(): boolean {
    return this.#unread.size > 0;
  }

  /** What commands of this run asked for in vain, by kind. */
  get unread(): ReadonlyMap<CellKind, readonly CellKey[]> {
    return new Map([...this.#unread].map(([kind, keys]) => [kind, [...keys.values()]]));
  }

  get events(): readonly NewEvent[] {
    return this.#events;
  }

  get patches(): readonly Patch[] {
    return this.#patches;
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks;
  }

  get testResultCount(): number {
    return this.#testResults.reduce((sum, { length }) => sum + length, 0);
  }

  get testResults(): readonly NewTestResult[] {
    return this.#testResults.flat();
  }

  /** The origins that were known before and spoke, refused or not, or were spoken of: a report holds the lock of its origin. */
  get held(): ReadonlySet<Id> {
    return this.#held;
  }

  /** The cells of a kind that this run has set, each with what the database holds. */
  written<K extends CellKind>(
    kind: K,
  ): readonly { key: CellKey; value: NonNullable<Cells[K]>; before: Cells[K] | null }[] {
    const loaded = this.#loaded.get(kind);
    return [...(this.#current.get(kind) ?? [])]
      .filter(([, { value }]) => value !== null)
      .map(([name, { key, value }]) => ({
        key,
        value: value as NonNullable<Cells[K]>,
        before: (loaded?.get(name) ?? null) as Cells[K] | null,
      }));
  }
}
