// The chunks in which Buildbot keeps the lines of its logs.

import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { decodeBzip2 } from './bzip2.ts';
import { decodeLz4Block } from './lz4.ts';

/** How many bytes a chunk may have. Buildbot makes them of 64 KiB, or of one line that is longer. */
export const MOST_CHUNK_BYTES = 16 * 1_048_576;

/** How much fzstd may set aside for one stream: what Buildbot's own levels need, and more. */
const MOST_WINDOW_BYTES = 64 * 1_048_576;

/** @returns the bytes of a chunk, by the code of its compression. Throws when they cannot be had, or are too many. */
export function decodeChunk(content: Buffer, compressed: number): Buffer {
  const limit = { maxOutputLength: MOST_CHUNK_BYTES };
  switch (compressed) {
    case 0:
      if (content.length > MOST_CHUNK_BYTES) throw tooLarge();
      return content;
    case 1:
      return inflateSync(content, limit);
    case 2:
      return decodeBzip2(content, MOST_CHUNK_BYTES);
    case 3:
      return decodeLz4(content);
    case 4:
      return decodeZstd(content);
    case 5:
      return brotliDecompressSync(content, limit);
    default:
      throw new Error(`its compression has the code ${compressed}, which is none of Buildbot's`);
  }
}

const tooLarge = (): Error => new Error(`it has more than ${MOST_CHUNK_BYTES} bytes`);

function decodeLz4(content: Buffer): Buffer {
  if (content.length < 4) throw new Error('the lz4 block has no size');
  const size = content.readUInt32LE(0);
  if (size > MOST_CHUNK_BYTES) throw tooLarge();
  return decodeLz4Block(content.subarray(4), size);
}

/** The frames do not tell how much they hold, so they are taken as a stream. */
function decodeZstd(content: Buffer): Buffer {
  const window = windowOf(content);
  if (window > MOST_WINDOW_BYTES) throw new Error(`the zstd frame wants a window of ${window} bytes`);
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Decompress((data, final) => {
    size += data.length;
    if (size > MOST_CHUNK_BYTES) throw tooLarge();
    // It is used again for what comes next.
    parts.push(Uint8Array.from(data));
    ended = final === true;
  });
  stream.push(content, true);
  if (!ended) throw new Error('the zstd frame ends early');
  return Buffer.concat(parts);
}

/** How many bytes a frame may refer back to: RFC 8878, 3.1.1.1. */
function windowOf(frame: Buffer): number {
  if (frame.length < 6 || frame.readUInt32LE(0) !== 0xfd2fb528) throw new Error('it is no zstd frame');
  const descriptor = frame[4] ?? 0;
  if ((descriptor & 0x20) === 0) {
    const told = frame[5] ?? 0;
    const base = 2 ** (10 + (told >> 3));
    return base + (base / 8) * (told & 7);
  }
  // One segment: as large as the content, which is told.
  const at = 5 + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const bytes = [1, 2, 4, 8][descriptor >> 6] ?? 1;
  if (at + bytes > frame.length) throw new Error('the zstd frame ends early');
  if (bytes === 8) return Number(frame.readBigUInt64LE(at));
  return frame.readUIntLE(at, bytes) + (bytes === 2 ? 256 : 0);
}
