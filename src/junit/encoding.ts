// From bytes to text: by the byte order mark, or by what the XML declaration says, else UTF-8.

import { TextDecoder } from 'node:util';
import { JunitError } from './result.ts';

/** How much is waited for before it is decided: an XML declaration is shorter. */
const DECISIVE = 256; // bytes
/** How much text is passed on at a time. */
const SLICE = 65_536; // bytes

/** The text of some bytes, in pieces of at most 64 KiB. What is no text in its encoding becomes U+FFFD. Throws JunitError. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let begin = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let bytes: Uint8Array = chunk;
    if (decoder === undefined) {
      begin = Buffer.concat([begin, chunk]);
      if (begin.length < DECISIVE) continue;
      decoder = new TextDecoder(encodingOf(begin));
      bytes = begin;
    }
    for (let at = 0; at < bytes.length; at += SLICE) {
      yield decoder.decode(bytes.subarray(at, at + SLICE), { stream: true });
    }
  }
  if (decoder === undefined) yield new TextDecoder(encodingOf(begin)).decode(begin);
  else yield decoder.decode();
}

function encodingOf(begin: Uint8Array): string {
  const [first = 0, second = 0] = begin;
  // With or without a mark: the first character of XML is a `<`.
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const declaration = Buffer.from(begin.subarray(0, DECISIVE)).toString('latin1');
  const [, named = 'utf-8'] =
    /^(?:\xef\xbb\xbf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(declaration) ?? [];
  try {
    // A file that says UTF-16 and is read as bytes of ASCII so far is not.
    return /^utf-?16/i.test(named) ? 'utf-8' : new TextDecoder(named).encoding;
  } catch {
    throw new JunitError(`The encoding ${named}, which the file says it has, is not known.`);
  }
}
