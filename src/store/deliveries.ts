// What hooks received, as it came, so that a mended adapter can take it again.

import type { Id, Time } from '../model.ts';
import { type Database, reached } from './database.ts';
import type { IdMaker } from './ids.ts';

/** A delivery as it arrived. */
export interface RawDelivery {
  readonly adapter: string;
  readonly origin: string;
  readonly receivedAt: Time;
  readonly body: Buffer;
}

/** Every method rejects with LavalampError UNAVAILABLE when the database is away. */
export interface Deliveries {
  /** Keeps a delivery. @returns its id, once it is durable. */
  readonly keep: (delivery: RawDelivery) => Promise<Id>;
  /** Notes that it was applied; `problem` says what of it could not be, or is null. */
  readonly applied: (id: Id, problem: string | null) => Promise<void>;
  /** Removes what was received before a time. @returns how many. */
  readonly prune: (before: Time) => Promise<number>;
}

/** How many deliveries one statement removes: a statement may only take so long, and what a server was given in days may be much. */
const STRETCH = 1_000;

export function createDeliveries({ prisma }: Pick<Database, 'prisma'>, ids: IdMaker): Deliveries {
  return {
    keep: ({ adapter, origin, receivedAt, body }) =>
      reached(async () => {
        await ids.reserve(1);
        const id = ids.next(Date.parse(receivedAt));
        await prisma.delivery.create({
          data: { id: BigInt(id), adapter, origin, receivedAt: new Date(receivedAt), body: new Uint8Array(body) },
        });
        return id;
      }),
    applied: (id, problem) =>
      reached(async () => {
        await prisma.delivery.update({ where: { id: BigInt(id) }, data: { appliedAt: new Date(), problem } });
      }),
    prune: (before) =>
      reached(async () => {
        for (let removed = 0; ; ) {
          const stretch = await prisma.$executeRaw`delete from delivery where id in (
            select id from delivery where received_at < ${before}::text::timestamptz order by received_at, id limit ${STRETCH}::int)`;
          removed += stretch;
          if (stretch < STRETCH) return removed;
        }
      }),
  };
}
