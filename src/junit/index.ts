// The room's door: files of JUnit XML as results of tests, in parts that one report takes.

import { readJunit } from './readJunit.ts';
import type { JunitResult } from './result.ts';

export { JunitError, type JunitResult } from './result.ts';
export { messageOf, nameOf, pathOf } from './texts.ts';

/** Results that follow each other, and the place of the first in its file. */
export interface JunitPart {
  readonly firstResult: number;
  readonly results: readonly JunitResult[];
}

/** What the API takes in one report; and less than many proxies take in one request. */
const MOST_RESULTS = 1_000;
const MOST_CHARACTERS = 393_216;
/** About what a result takes besides its texts. */
const FIELDS = 200; // characters

/**
 * The results of a file of JUnit XML. The same file gives the same parts. Throws JunitError, after what came before in the file was
 * given: a part that ends where the file cannot be read any further.
 */
export async function* junitParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<JunitPart> {
  let firstResult = 0;
  let results: JunitResult[] = [];
  let characters = 0;
  const part = () => {
    const given = { firstResult, results };
    firstResult += results.length;
    results = [];
    characters = 0;
    return given;
  };
  try {
    for await (const some of readJunit(chunks)) {
      for (const result of some) {
        const size = sizeOf(result);
        if (results.length === MOST_RESULTS || (results.length > 0 && characters + size > MOST_CHARACTERS))
          yield part();
        results.push(result);
        characters += size;
      }
    }
  } catch (error) {
    if (results.length > 0) yield part();
    throw error;
  }
  if (results.length > 0) yield part();
}

function sizeOf({ suite, className, name, message, output }: JunitResult): number {
  return [suite, className, name, message, output].reduce((sum, text) => sum + (text?.length ?? 0), FIELDS);
}
