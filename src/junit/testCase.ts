// One test case, put together from what its element holds.

import type { JunitResult } from './result.ts';
import { beginningOf, LongText, lineOf, messageOf, nameOf, outputOf, pathOf, secondsOf } from './texts.ts';

export type Attributes = Readonly<Record<string, string>>;

/** The attributes that anything is read of, here and of suites. */
const USED = new Set('name classname class file line lineno time status result message type'.split(' '));

export function isUsed(attribute: string): boolean {
  return USED.has(attribute);
}

/** What a runner calls a case that has no name, such as the set-up of a whole class. */
const UNNAMED = '(unnamed)';
/** How many complaints of one case, and attempts, are kept: a loop may complain for ever. */
const COMPLAINTS_MOST = 100;

/** What an element within a case says of how it ended. */
const KINDS = {
  failure: { outcome: 'FAILED', again: null },
  error: { outcome: 'ERRORED', again: null },
  skipped: { outcome: 'SKIPPED', again: null },
  // Maven Surefire and cargo-nextest: it failed at first and passed in the end; or it failed again and again.
  flakyFailure: { outcome: 'FAILED', again: 'before' },
  flakyError: { outcome: 'ERRORED', again: 'before' },
  rerunFailure: { outcome: 'FAILED', again: 'after' },
  rerunError: { outcome: 'ERRORED', again: 'after' },
} as const;

export type Kind = keyof typeof KINDS;

export function isKind(element: string): element is Kind {
  return Object.hasOwn(KINDS, element);
}

/** A failure, an error, or a reason to skip. */
export class Complaint {
  readonly kind: Kind;
  readonly time: string | undefined;
  readonly text = new LongText();
  readonly #message: string;
  readonly #type: string;

  constructor(kind: Kind, { time, message = '', type = '' }: Attributes) {
    this.kind = kind;
    this.time = time === undefined ? undefined : beginningOf(time);
    this.#message = beginningOf(message);
    this.#type = beginningOf(type);
  }

  /** In a few words: as it was said, else how its text begins, else of which type it is. */
  get words(): string {
    const [line = ''] = this.text.toString().trimStart().split('\n', 1);
    return this.#message || line.trim() || this.#type;
  }
}

export class TestCase {
  readonly #suite: string | null;
  readonly #attributes: Attributes;
  readonly #complaints: Complaint[] = [];
  readonly printed = new LongText();

  constructor(suite: string | null, attributes: Attributes) {
    this.#suite = suite;
    this.#attributes = attributes;
  }

  /** A complaint to be filled; what comes after the first hundred of a case is read and forgotten. */
  complain(kind: Kind, attributes: Attributes): Complaint {
    const complaint = new Complaint(kind, attributes);
    if (this.#complaints.length < COMPLAINTS_MOST) this.#complaints.push(complaint);
    return complaint;
  }

  /** Its attempts, in their order; mostly one. */
  results(): readonly JunitResult[] {
    const attempts = (when: 'before' | 'after') =>
      this.#complaints
        .filter(({ kind }) => KINDS[kind].again === when)
        .map((complaint) => this.#result([complaint], KINDS[complaint.kind].outcome, complaint.time, null));
    const own = this.#complaints.filter(({ kind }) => KINDS[kind].again === null);
    const all = [
      ...attempts('before'),
      this.#result(own, this.#outcome(own), this.#attributes.time, this.printed),
      ...attempts('after'),
    ];
    return all.map((result, i) => ({ ...result, retried: i < all.length - 1 }));
  }

  #outcome(own: readonly Complaint[]): JunitResult['outcome'] {
    const outcomes = new Set(own.map(({ kind }) => KINDS[kind].outcome));
    if (outcomes.has('ERRORED')) return 'ERRORED';
    if (outcomes.has('FAILED')) return 'FAILED';
    if (outcomes.has('SKIPPED')) return 'SKIPPED';
    const { status = '', result = '' } = this.#attributes;
    // GoogleTest and CTest say it so; others write `passed` and the like there.
    if (/^(?:notrun|disabled|skipped|ignored)$/i.test(status) || /^(?:suppressed|skipped)$/i.test(result))
      return 'SKIPPED';
    if (/^fail(?:ed)?$/i.test(status)) return 'FAILED';
    return /^error$/i.test(status) ? 'ERRORED' : 'PASSED';
  }

  #result(
    own: readonly Complaint[],
    outcome: JunitResult['outcome'],
    time: string | undefined,
    printed: LongText | null,
  ): JunitResult {
    const { name = '', classname, class: className, file, line, lineno } = this.#attributes;
    const isBad = outcome === 'FAILED' || outcome === 'ERRORED';
    const output = new LongText();
    for (const { text } of own) if (!text.isEmpty) output.add(`${output.isEmpty ? '' : '\n'}${text}`);
    // What those printed that passed is nobody's to read, and there is more of it than of anything else.
    if (isBad && printed !== null && !printed.isEmpty) output.add(`${output.isEmpty ? '' : '\n'}${printed}`);
    const message = messageOf(
      own
        .map(({ words }) => words)
        .filter((words) => words !== '')
        .join('\n'),
    );
    const said = outputOf(output);
    return {
      suite: this.#suite,
      className: nameOf((classname ?? className ?? '').trim()) || null,
      name: nameOf(name.trim()) || UNNAMED,
      outcome,
      durationSeconds: secondsOf(time),
      message,
      output: said === message ? null : said,
      file: pathOf(file),
      line: lineOf(line ?? lineno),
      retried: false,
    };
  }
}
