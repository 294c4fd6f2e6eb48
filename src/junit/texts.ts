// Texts and numbers as runners write them, and as they can be kept.

import { createHash } from 'node:crypto';

const NAME_LIMIT = 2_000; // characters, as the API takes them
const MESSAGE_LIMIT = 16_384;
const OUTPUT_LIMIT = 65_536;
const SECONDS_MOST = 2_000_000;
const LEFT_OUT_LIMIT = 100; // of the words that say how much was left out

/** A text of any length, of which the beginning and the end are kept. */
export class LongText {
  readonly #headLimit: number;
  readonly #tailLimit: number;
  #head = '';
  #tail = '';
  #length = 0;

  constructor(limit = OUTPUT_LIMIT) {
    this.#tailLimit = Math.floor(limit / 4);
    this.#headLimit = limit - this.#tailLimit - LEFT_OUT_LIMIT;
  }

  add(text: string): void {
    this.#length += text.length;
    const room = this.#headLimit - this.#head.length;
    if (room > 0) this.#head += copied(text.slice(0, room));
    if (text.length <= Math.max(room, 0)) return;
    this.#tail += text.slice(Math.max(room, 0));
    if (this.#tail.length > 2 * this.#tailLimit) this.#tail = copied(this.#tail.slice(-this.#tailLimit));
  }

  /** What is added next begins a line. */
  endLine(): void {
    if (this.#length > 0 && !(this.#tail || this.#head).endsWith('\n')) this.add('\n');
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  toString(): string {
    const tail = this.#tail.slice(-this.#tailLimit);
    const dropped = this.#length - this.#head.length - tail.length;
    return dropped === 0
      ? this.#head + tail
      : `${this.#head}\n[… ${dropped.toLocaleString('en')} characters left out …]\n${tail}`;
  }
}

/**
 * The same text in one piece. The parser adds characters one by one, and a text that was put together so takes thirty times its
 * length until something reads it through.
 */
export function flat(text: string): string {
  // A number is sought in it, and for that it is made one piece.
  Number(text);
  return text;
}

/** The same text, which is no part of a longer one: that would be kept with it. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** As much of a text as `messageOf` has a use for, without the white space before and behind. */
export function beginningOf(text: string): string {
  return copied(text.trim().slice(0, MESSAGE_LIMIT + 1));
}

/** A text that the server can keep: what it cannot becomes U+FFFD. */
export function kept(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A name that is short enough. One that is cut keeps a digest of the whole, so that it stays another than its likes. */
export function nameOf(text: string): string {
  if (text.length <= NAME_LIMIT) return kept(text);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return kept(`${text.slice(0, NAME_LIMIT - 18)}… ${digest}`);
}

/** A path that is short enough to be worth keeping; null otherwise. */
export function pathOf(text: string | undefined): string | null {
  return text === undefined || text === '' || text.length > NAME_LIMIT ? null : kept(text);
}

/** What was wrong, cut where it is too long; null when nothing is left. */
export function messageOf(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return kept(trimmed.length <= MESSAGE_LIMIT ? trimmed : `${trimmed.slice(0, MESSAGE_LIMIT - 1)}…`);
}

/** What was printed; null when that is nothing. */
export function outputOf(text: LongText): string | null {
  const trimmed = text
    .toString()
    .replace(/^(?:[ \t]*\r?\n)+/, '')
    .trimEnd();
  return trimmed === '' ? null : kept(trimmed);
}

/**
 * A length of time in seconds: `0.25`, `1,234.5`, `1 234.5`, `1,234` (more than a thousand), `0,25` (a decimal comma), `2e-05`, `3s`.
 * Null when it is none, or absurd.
 */
export function secondsOf(text: string | undefined): number | null {
  if (text === undefined || text.length > 40) return null;
  const bare = text.replace(/[\s'\u00a0\u202f]|s$/g, '');
  const grouped = bare.includes('.') || /^[1-9]\d{0,2}(?:,\d{3})+$/.test(bare);
  const seconds = bare === '' ? Number.NaN : Number(bare.replace(/,/g, grouped ? '' : '.'));
  return seconds >= 0 && seconds <= SECONDS_MOST ? seconds : null;
}

/** The number of a line, from 1; null when it is none. */
export function lineOf(text: string | undefined): number | null {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}
