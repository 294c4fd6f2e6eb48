// JUnit XML, as all the runners write it, read as it comes: memory does not grow with the file. Nothing of it is ever expanded, since
// a file that declares entities, or anything else in a DOCTYPE, is refused.

import sax from 'sax';
import { decoded } from './encoding.ts';
import { JunitError, type JunitResult } from './result.ts';
import { type Attributes, type Complaint, isKind, isUsed, TestCase } from './testCase.ts';
import { flat, type LongText, nameOf } from './texts.ts';

/** How deep elements may nest, how many attributes one may have, and how long these may be together, with their names. */
const DEPTH_LIMIT = 100;
const ATTRIBUTES_LIMIT = 100;
const ATTRIBUTES_LENGTH_LIMIT = 1_048_576; // characters
const ELEMENT_NAME_LIMIT = 1_000; // characters
/** How long one attribute or comment may be. Texts are passed on in pieces of that length. */
// The types leave it out.
(sax as { MAX_BUFFER_LENGTH?: number }).MAX_BUFFER_LENGTH = 524_288; // characters

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
  /** For each suite that is open, its name behind those of the suites around it; empty where none has one. */
  readonly #suites: string[] = [];
  #results: JunitResult[] = [];
  #case: TestCase | null = null;
  #complaint: Complaint | null = null;
  /** Where texts go. Null: nowhere. */
  #texts: LongText | null = null;
  /** Of the element that is being opened: how many attributes it has so far, and how long they are. */
  #attributes = 0;
  #attributesLength = 0;
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
    parser.onopentagstart = ({ name }) => {
      if (name.length > ELEMENT_NAME_LIMIT)
        this.#refuse(`The name of an element is longer than ${ELEMENT_NAME_LIMIT} characters`);
      this.#attributes = 0;
      this.#attributesLength = 0;
    };
    parser.onattribute = (attribute) => this.#attribute(attribute);
    parser.onopentag = (tag) => {
      const attributes = tag.attributes as Attributes;
      // The parser holds all elements that are open; what it reads of them when they close is the name.
      tag.attributes = {};
      this.#open(withoutPrefix(tag.name), attributes);
    };
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

  /** Counts an attribute, and lets go of its value when nothing reads it. */
  #attribute({ name, value }: { readonly name: string; readonly value: string }): void {
    this.#attributes += 1;
    this.#attributesLength += name.length + value.length;
    if (this.#attributes > ATTRIBUTES_LIMIT) this.#refuse(`An element has more than ${ATTRIBUTES_LIMIT} attributes`);
    if (this.#attributesLength > ATTRIBUTES_LENGTH_LIMIT) {
      const limit = ATTRIBUTES_LENGTH_LIMIT.toLocaleString('en');
      this.#refuse(`The attributes of an element are longer than ${limit} characters together`);
    }
    this.#parser.tag.attributes[name] = isUsed(name) ? flat(value) : '';
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
    if (element === 'testsuite') this.#suites.push(this.#within(suiteName(attributes.name ?? '')));
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

  /** The name of a suite that opens, behind the names of those around it. Made once: a suite may have any number of cases. */
  #within(name: string): string {
    const around = this.#suites.at(-1) ?? '';
    return nameOf([around, nameOf(name)].filter((part) => part !== '').join(' > '));
  }

  /** The suites that are open, from the outermost on; null when none has a name. */
  #suite(): string | null {
    return this.#suites.at(-1) || null;
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
