// LZ4 blocks: https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md

/** @returns exactly `size` bytes. Throws when the block is damaged, or is of another size. */
export function decodeLz4Block(block: Uint8Array, size: number): Buffer {
  const out = Buffer.alloc(size);
  let from = 0;
  let to = 0;
  const more = (length: number): number => {
    let sum = length;
    if (length < 15) return sum;
    for (;;) {
      const byte = block[from++];
      if (byte === undefined) throw new Error('the lz4 block ends early');
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (from < block.length) {
    const token = block[from++] ?? 0;
    const literals = more(token >> 4);
    if (from + literals > block.length || to + literals > size) throw new Error('the lz4 block is damaged');
    out.set(block.subarray(from, from + literals), to);
    from += literals;
    to += literals;
    // The last sequence is of literals only.
    if (from >= block.length) break;
    const distance = (block[from] ?? 0) | ((block[from + 1] ?? 0) << 8);
    from += 2;
    const length = more(token & 15) + 4;
    if (distance === 0 || distance > to || to + length > size) throw new Error('the lz4 block is damaged');
    // What is copied may begin within what it copies: byte by byte.
    for (let i = 0; i < length; i++, to++) out[to] = out[to - distance] ?? 0;
  }
  if (to !== size) throw new Error(`the lz4 block has ${to} bytes, where ${size} were announced`);
  return out;
}
