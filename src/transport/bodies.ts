// Bodies that are read into memory. Those of senders who have proved nothing yet, since a signature can only be looked at with the
// whole body, may together take up only so much of it, and those of all others as much again: no stranger takes room from them. Where it
// is full, those give way who hold most of it, not those who come.

import type { Readable } from 'node:stream';
import { errorCodes } from 'fastify';
import { Overloaded } from '../errors.ts';

/** How much those who have proved nothing hold together, and how much all others do, in bytes. */
const MOST = 64 * 1_048_576;

/** Who sends a body. */
export interface Sender {
  readonly address: string;
  /** Whether it has shown already that it may send this. */
  readonly proved: boolean;
}

export interface Bodies {
  /**
   * Reads a body of at most `limit` bytes. Rejects with Fastify's error for one that is larger, with Overloaded when it gave way to
   * others, and when the sender goes away; what it has read is forgotten then.
   */
  readonly read: (body: Readable, limit: number, sender: Sender) => Promise<Buffer>;
  /** To be called once somebody else answers for the memory of a body, or it is refused; again, it changes nothing. */
  readonly release: (body: Buffer) => void;
}

/** What is held of one body. */
interface Held {
  readonly from: string;
  bytes: number;
  /** Ends its reading; null once it is read. */
  refuse: ((error: Error) => void) | null;
}

export function createBodies(): Bodies {
  const ofStrangers = createRoom(
    'Too many bodies wait for their signatures to be looked at. Send this again in a moment.',
  );
  const ofOthers = createRoom('Too many bodies are on their way here. Send this again in a moment.');
  return {
    read: (body, limit, { address, proved }) => (proved ? ofOthers : ofStrangers).read(body, limit, address),
    release: (body) => {
      ofStrangers.release(body);
      ofOthers.release(body);
    },
  };
}

/** @param full what is said to whoever gives way. */
function createRoom(full: string) {
  const all = new Set<Held>();
  const read = new WeakMap<Buffer, Held>();
  let bytes = 0;

  const forget = (held: Held) => {
    if (all.delete(held)) bytes -= held.bytes;
  };

  /** Has others give way until there is room for all, or this one itself. */
  const grow = (held: Held, by: number) => {
    held.bytes += by;
    bytes += by;
    while (bytes > MOST && all.has(held)) {
      const giving = greediest(all) ?? held;
      forget(giving);
      giving.refuse?.(new Overloaded(full));
    }
  };

  return {
    read: async (body: Readable, limit: number, address: string): Promise<Buffer> => {
      const held: Held = { from: networkOf(address), bytes: 0, refuse: null };
      all.add(held);
      try {
        const whole = await readWhole(body, limit, (refuse) => {
          held.refuse = refuse;
          return (by) => grow(held, by);
        });
        held.refuse = null;
        read.set(whole, held);
        return whole;
      } catch (error) {
        forget(held);
        throw error;
      }
    },
    release: (body: Buffer): void => {
      const held = read.get(body);
      if (held !== undefined) forget(held);
    },
  };
}

/** The longest body under way of those who hold most together; undefined where there is none under way. */
function greediest(all: ReadonlySet<Held>): Held | undefined {
  const shares = new Map<string, number>();
  for (const { from, bytes } of all) shares.set(from, (shares.get(from) ?? 0) + bytes);
  let found: Held | undefined;
  for (const held of all) {
    if (held.refuse === null) continue;
    const share = shares.get(held.from) ?? 0;
    const most = found === undefined ? -1 : (shares.get(found.from) ?? 0);
    if (share > most || (share === most && held.bytes > (found?.bytes ?? 0))) found = held;
  }
  return found;
}

/** How much room a body has at first, in bytes; it doubles. */
const FIRST_ROOM = 4_096;

/**
 * Into one piece: chunks of a single byte would take hundreds each.
 * @param begun is given what ends the reading early, and returns what is told of more bytes before they are held
 */
function readWhole(
  body: Readable,
  limit: number,
  begun: (refuse: (error: Error) => void) => (bytes: number) => void,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // It was cut while somebody looked whether its sender may knock at all: nothing more will be heard of it.
    if (body.destroyed) return reject(gone());
    let whole = Buffer.alloc(0);
    let length = 0;
    let ended = false;
    // Whoever is refused is to read why: the connection is left open.
    const end = () => {
      ended = true;
      body.off('data', add).off('end', done).off('error', fail).off('close', leave);
      // A late error of a connection that is cut is nobody's any more.
      body.on('error', () => {});
      whole = whole.subarray(0, 0);
    };
    const fail = (error: Error) => {
      end();
      reject(error);
    };
    const leave = () => fail(gone());
    const done = () => {
      const read = whole.subarray(0, length);
      end();
      resolve(read);
    };
    const add = (chunk: Buffer) => {
      if (length + chunk.length > limit) return fail(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
      if (length + chunk.length > whole.length) {
        const room = Math.min(Math.max(2 * whole.length, length + chunk.length, FIRST_ROOM), limit);
        const roomier = Buffer.allocUnsafeSlow(room);
        whole.copy(roomier);
        const more = room - whole.length;
        whole = roomier;
        grown(more);
        // It may have given way to others.
        if (ended) return;
      }
      length += chunk.copy(whole, length);
    };
    const grown = begun(fail);
    body.on('data', add).on('end', done).on('error', fail).on('close', leave);
  });
}

const gone = () => new Error('The sender went away.');

/** Whoever has an address of IPv6 has 2^64 of them. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after] = address.split('%', 1)[0]?.split('::') ?? [];
  const head = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':') : [];
  const zeros = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...tail].slice(0, 4).join(':');
}
