// JUnit XML, as all the runners write it, read as it comes: memory does not grow with the file. Nothing of it is ever expanded, since
// a file that declares entities, or anything else in a DOCTYPE, is refused.

import sax from 'sax';
import { decoded } from './encoding.ts';
import { JunitError, type JunitResult } from './result.ts';
import { type Attributes, type Complaint, isKind, TestCase } from './testCase.ts';
import { type LongText, nameOf } from './texts.ts';

/** How deep elements may nest, and how many attributes one may have. */
const DEPTH_LIMIT = 100;
const ATTRIBUTES_LIMIT = 100;
/** How long names, attributes and comments may be. Texts are passed on in pieces of that length. */
// The types leave it out.
(sax as { MAX_BUFFER_LENGTH?: number }).MAX_BUFFER_LENGTH = 1_048_576; // characters

/** Reads a file. Gives results as they come, some at a time. Throws JunitError with a sentence; what was given before that stands. */
export async function* readJunit(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly JunitResult[]> {
  const reader = new Reader();
  let problem: unknown;
  for await (const text of decoded(chunks)) {
    try {
      reader.write(text);
    } catch (error) {
      problem = error;
    }
    const results = reader.take();
    if (results.length > 0) yield results;
    if (problem !== undefined) throw problem;
  }
  reader.end();
}

class Reader {
  readonly #parser = sax.parser(true, { position: true });
  readonly #elements: string[] = [];
  /** The names of the suites that are open; empty for one without. */
  readonly #suites: string[] = [];
  #results: JunitResult[] = [];
  #case: TestCase | null = null;
  #complaint: Complaint | null = null;
  /** Where texts go. Null: nowhere. */
  #texts: LongText | null = null;
  #attributes = 0;
  #any = false;

  constructor() {
    const parser = this.#parser;
    parser.onerror = (error) => {
      // Runners write characters so that XML cannot have. They stay as they were written.
      const { entity } = parser as unknown as { readonly entity: string };
      if (/^Invalid character entity/.test(error.message) && /^#(?:\d{1,7}|x[\da-f]{1,6})$/i.test(entity))
        parser.resume();
      else this.#refuse(error.message.split('\n', 1)[0] ?? '');
    };
    parser.ondoctype = () =>
      this.#refuse('It has a DOCTYPE, which JUnit XML needs none of. Nothing is taken that may declare entities');
    parser.onopentagstart = () => {
      this.#attributes = 0;
    };
    parser.onattribute = () => {
      this.#attributes += 1;
      if (this.#attributes > ATTRIBUTES_LIMIT) this.#refuse(`An element has more than ${ATTRIBUTES_LIMIT} attributes`);
    };
    parser.onopentag = ({ name, attributes }) => this.#open(withoutPrefix(name), attributes as Attributes);
    parser.onclosetag = () => this.#close();
    parser.ontext = (text) => this.#texts?.add(text);
    parser.oncdata = (text) => this.#texts?.add(text);
  }

  write(text: string): void {
    if (text !== '') this.#any = true;
    try {
      this.#parser.write(text);
    } catch (error) {
      if (error instanceof JunitError) throw error;
      this.#refuse('It cannot be read');
    }
  }

  /** What has become known since the last time. */
  take(): readonly JunitResult[] {
    const results = this.#results;
    this.#results = [];
    return results;
  }

  end(): void {
    if (!this.#any) throw new JunitError('The file is empty.');
    this.write('');
    try {
      this.#parser.close();
    } catch (error) {
      if (error instanceof JunitError) throw error;
      this.#refuse('It ends too early');
    }
  }

  #open(element: string, attributes: Attributes): void {
    if (this.#elements.length === 0 && element !== 'testsuites' && element !== 'testsuite') {
      this.#refuse(
        `It is no JUnit XML: that begins with <testsuites> or <testsuite>, and this with <${element.slice(0, 80)}>`,
      );
    }
    if (this.#elements.length >= DEPTH_LIMIT) this.#refuse(`Elements nest deeper than ${DEPTH_LIMIT}`);
    const parent = this.#elements.at(-1) ?? '';
    this.#elements.push(element);
    if (element === 'testsuite') this.#suites.push(suiteName(attributes.name ?? ''));
    else if (element === 'testcase') this.#case = new TestCase(this.#suite(), attributes);
    else if (isKind(element) && parent === 'testcase') this.#begin(element, attributes);
    else if (isKind(element) && parent === 'testsuite' && element !== 'skipped') {
      // What went wrong of a suite as a whole.
      this.#case = new TestCase(this.#suite(), { name: '(suite)' });
      this.#begin(element, attributes);
    } else if (/^(?:system-out|system-err|stackTrace)$/.test(element)) {
      // Within an attempt it is of that; within a suite it is of no test.
      this.#texts = this.#complaint?.text ?? (parent === 'testcase' ? (this.#case?.printed ?? null) : null);
      this.#texts?.endLine();
    } else if (this.#complaint === null) {
      this.#texts = null;
    }
  }

  #begin(element: Parameters<TestCase['complain']>[0], attributes: Attributes): void {
    this.#complaint = this.#case?.complain(element, attributes) ?? null;
    this.#texts = this.#complaint?.text ?? null;
  }

  #close(): void {
    const element = this.#elements.pop() ?? '';
    const parent = this.#elements.at(-1) ?? '';
    if (element === 'testsuite') this.#suites.pop();
    const ends = element === 'testcase' || (isKind(element) && parent === 'testsuite');
    if (isKind(element) && (parent === 'testcase' || ends)) this.#complaint = null;
    this.#texts = this.#complaint?.text ?? null;
    if (ends && this.#case !== null) {
      this.#results.push(...this.#case.results());
      this.#case = null;
    }
  }

  /** The suites that are open, from the outermost on; null when none has a name. */
  #suite(): string | null {
    return nameOf(this.#suites.filter((name) => name !== '').join(' > ')) || null;
  }

  #refuse(problem: string): never {
    const { line, column } = this.#parser;
    throw new JunitError(`${problem.replace(/\.$/, '')}. That is in line ${line + 1}, at character ${column + 1}.`);
  }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Of a suite that is called after a file on the machine that ran it, the file's name: the directory is another each time. */
function suiteName(name: string): string {
  const trimmed = name.trim();
  return /^(?:\/|[A-Za-z]:[\\/])/.test(trimmed) ? (trimmed.split(/[\\/]/).at(-1) ?? '') : trimmed;
}
