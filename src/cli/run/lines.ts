// A stream of bytes, cut into lines of text.

/** A longer line is cut into several. In UTF-16 code units, as strings are measured. */
const LONGEST = 65_536;

/**
 * Bytes that are no UTF-8 become U+FFFD, and so do NUL characters, which PostgreSQL does not store. A character whose bytes
 * come in two chunks is put together. A carriage return is kept: what a progress bar overwrote is a part of the output.
 */
export class Lines {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #rest = '';

  /** @returns the lines that are whole now, without their line feeds. */
  write(chunk: Uint8Array): string[] {
    return this.#cut(this.#decoder.decode(chunk, { stream: true }));
  }

  /** @returns what is left: the last line, when no line feed ended it. */
  end(): string[] {
    const lines = this.#cut(this.#decoder.decode());
    if (this.#rest !== '') lines.push(this.#rest);
    this.#rest = '';
    return lines;
  }

  #cut(text: string): string[] {
    const pieces = (this.#rest + text.replaceAll('\0', '\ufffd')).split('\n');
    this.#rest = pieces.pop() ?? '';
    const lines = pieces.flatMap((piece) => (piece.length > LONGEST ? parts(piece) : [piece]));
    if (this.#rest.length > LONGEST) {
      const cut = parts(this.#rest);
      this.#rest = cut.pop() ?? '';
      lines.push(...cut);
    }
    return lines;
  }
}

/** @returns the line in parts that are not too long; no character is cut in two. */
function parts(line: string): string[] {
  const cut: string[] = [];
  let from = 0;
  while (line.length - from > LONGEST) {
    const last = line.charCodeAt(from + LONGEST - 1);
    const isHalf = last >= 0xd800 && last <= 0xdbff;
    const to = from + LONGEST - (isHalf ? 1 : 0);
    cut.push(line.slice(from, to));
    from = to;
  }
  cut.push(line.slice(from));
  return cut;
}
