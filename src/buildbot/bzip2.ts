// bzip2 streams, decoded with a bound on what comes out. No library that is kept up does that.

const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
const GROUP = 50; // symbols that are coded by one table
const MAX_BITS = 20; // of one code

const damaged = (): Error => new Error('the bzip2 stream is damaged');

class Bits {
  readonly #bytes: Uint8Array;
  #at: number;
  #bit = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  one(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('the bzip2 stream ends early');
    const bit = (byte >> (7 - this.#bit)) & 1;
    if (++this.#bit === 8) {
      this.#bit = 0;
      this.#at += 1;
    }
    return bit;
  }

  /** Up to 48 bits, as a number. */
  many(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + this.one();
    return value;
  }
}

/** One Huffman code, by the lengths of its symbols. */
class Huffman {
  readonly #first = new Int32Array(MAX_BITS + 2);
  readonly #index = new Int32Array(MAX_BITS + 2);
  readonly #count = new Int32Array(MAX_BITS + 2);
  readonly #symbols: Uint16Array;

  constructor(lengths: readonly number[]) {
    for (const length of lengths) this.#count[length] = (this.#count[length] ?? 0) + 1;
    let code = 0;
    let index = 0;
    for (let bits = 1; bits <= MAX_BITS; bits++) {
      this.#first[bits] = code;
      this.#index[bits] = index;
      code = (code + (this.#count[bits] ?? 0)) << 1;
      index += this.#count[bits] ?? 0;
    }
    const at = Int32Array.from(this.#index);
    this.#symbols = new Uint16Array(lengths.length);
    for (const [symbol, length] of lengths.entries()) {
      const place = at[length] ?? 0;
      this.#symbols[place] = symbol;
      at[length] = place + 1;
    }
  }

  read(bits: Bits): number {
    let code = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      code = (code << 1) | bits.one();
      const offset = code - (this.#first[length] ?? 0);
      if (offset >= 0 && offset < (this.#count[length] ?? 0))
        return this.#symbols[(this.#index[length] ?? 0) + offset] ?? 0;
    }
    throw damaged();
  }
}

/** @returns what was compressed. Throws when the stream is damaged, or when it is more than `most` bytes. */
export function decodeBzip2(stream: Uint8Array, most: number): Buffer {
  const level = (stream[3] ?? 0) - 0x30;
  if (stream[0] !== 0x42 || stream[1] !== 0x5a || stream[2] !== 0x68 || level < 1 || level > 9) throw damaged();
  const bits = new Bits(stream, 4);
  const blocks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const magic = bits.many(48);
    if (magic === END_MAGIC) return Buffer.concat(blocks);
    if (magic !== BLOCK_MAGIC) throw damaged();
    const block = decodeBlock(bits, level * 100_000, most - size);
    size += block.length;
    blocks.push(block);
  }
}

function decodeBlock(bits: Bits, most: number, mostOut: number): Buffer {
  bits.many(32); // The checksum: what is damaged has other lines than it should, or shows in the text.
  if (bits.one() === 1) throw damaged();
  const origin = bits.many(24);
  const used = usedBytes(bits);
  const tables = bits.many(3);
  const selectorCount = bits.many(15);
  if (used.length === 0 || tables < 2 || tables > 6 || selectorCount === 0) throw damaged();
  const selectors = readSelectors(bits, tables, selectorCount);
  const codes = Array.from({ length: tables }, () => new Huffman(readLengths(bits, used.length + 2)));
  const block = readSymbols(bits, used, selectors, codes, most);
  return unrun(untransform(block, origin), mostOut);
}

function usedBytes(bits: Bits): number[] {
  const ranges = bits.many(16);
  const used: number[] = [];
  for (let i = 0; i < 16; i++) {
    if (((ranges >> (15 - i)) & 1) === 0) continue;
    const within = bits.many(16);
    for (let j = 0; j < 16; j++) if ((within >> (15 - j)) & 1) used.push(i * 16 + j);
  }
  return used;
}

function readSelectors(bits: Bits, tables: number, count: number): Uint8Array {
  const recent = Array.from({ length: tables }, (_, i) => i);
  return Uint8Array.from({ length: count }, () => {
    let at = 0;
    while (bits.one() === 1) if (++at >= tables) throw damaged();
    return toFront(recent, at);
  });
}

function readLengths(bits: Bits, symbols: number): number[] {
  let length = bits.many(5);
  return Array.from({ length: symbols }, () => {
    while (bits.one() === 1) length += bits.one() === 1 ? -1 : 1;
    if (length < 1 || length > MAX_BITS) throw damaged();
    return length;
  });
}

function readSymbols(
  bits: Bits,
  used: number[],
  selectors: Uint8Array,
  codes: readonly Huffman[],
  most: number,
): Uint8Array {
  const out = new Uint8Array(most);
  const end = used.length + 1;
  let size = 0;
  let run = 0;
  let weight = 1;
  for (let at = 0; ; at++) {
    const code = codes[selectors[Math.floor(at / GROUP)] ?? -1];
    if (code === undefined) throw damaged();
    const symbol = code.read(bits);
    if (symbol <= 1) {
      run += weight << symbol;
      weight <<= 1;
      if (run > most) throw damaged();
      continue;
    }
    if (size + run > most) throw damaged();
    out.fill(used[0] ?? 0, size, size + run);
    size += run;
    run = 0;
    weight = 1;
    if (symbol === end) return out.subarray(0, size);
    if (size >= most) throw damaged();
    out[size++] = toFront(used, symbol - 1);
  }
}

function toFront(list: number[], at: number): number {
  const [value = 0] = list.splice(at, 1);
  list.unshift(value);
  return value;
}

/** Undoes the Burrows-Wheeler transform. */
function untransform(block: Uint8Array, origin: number): Uint8Array {
  if (origin >= block.length) throw damaged();
  const starts = new Int32Array(257);
  for (const byte of block) starts[byte + 1] = (starts[byte + 1] ?? 0) + 1;
  for (let i = 1; i < 257; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const next = new Int32Array(block.length);
  for (const [i, byte] of block.entries()) {
    const place = starts[byte] ?? 0;
    next[place] = i;
    starts[byte] = place + 1;
  }
  const out = new Uint8Array(block.length);
  let at = next[origin] ?? 0;
  for (let i = 0; i < out.length; i++) {
    out[i] = block[at] ?? 0;
    at = next[at] ?? 0;
  }
  return out;
}

/** After four equal bytes the next one says how many more of them there were. */
function unrun(bytes: Uint8Array, most: number): Buffer {
  let size = 0;
  let same = 0;
  for (let i = 0; i < bytes.length; i++) {
    size += same === 4 ? (bytes[i] ?? 0) : 1;
    same = same === 4 ? 0 : same > 0 && bytes[i] === bytes[i - 1] ? same + 1 : 1;
  }
  if (size > most) throw new Error(`it has more than ${most} bytes`);
  const out = Buffer.alloc(size);
  let to = 0;
  same = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (same === 4) {
      out.fill(bytes[i - 1] ?? 0, to, to + byte);
      to += byte;
      same = 0;
    } else {
      out[to++] = byte;
      same = same > 0 && byte === bytes[i - 1] ? same + 1 : 1;
    }
  }
  return out;
}
