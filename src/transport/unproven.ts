// Bodies of senders who have proved nothing yet: a signature can only be looked at with the whole body. All that strangers send
// together may take up only so much memory.

import type { Readable } from 'node:stream';
import { errorCodes } from 'fastify';
import { Overloaded } from '../errors.ts';

/** How much all of them hold together, in bytes. */
const MOST = 64 * 1_048_576;

export interface Unproven {
  /**
   * Reads a body of at most `limit` bytes; `counted`: of one who has proved nothing. Rejects with Fastify's error for one that is larger, with Overloaded when others hold too
   * much, and when the sender goes away; what it has read is forgotten then.
   */
  readonly read: (body: Readable, limit: number, counted: boolean) => Promise<Buffer>;
  /** To be called once a body that was counted is proved, or refused. */
  readonly decided: (body: Buffer) => void;
}

export function createUnproven(): Unproven {
  let held = 0;
  return {
    read: async (body, limit, counted) => {
      const chunks: Buffer[] = [];
      let length = 0;
      try {
        // Whoever is refused is to read why: the connection is left open.
        for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
          length += chunk.length;
          if (counted) held += chunk.length;
          if (length > limit) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
          if (counted && held > MOST) {
            throw new Overloaded(
              'Too many bodies wait for their signatures to be looked at. Send this again in a moment.',
            );
          }
          chunks.push(chunk);
        }
      } catch (error) {
        if (counted) held -= length;
        throw error;
      }
      return Buffer.concat(chunks, length);
    },
    decided: (body) => {
      held -= body.length;
    },
  };
}
