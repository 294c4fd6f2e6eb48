// A client: it takes a snapshot, follows the events from there, is cut off, and resumes on any server from its last cursor.

import { expect } from 'vitest';
import { answered, positionOf } from '../../faults/support/events.ts';
import type { TestServer } from '../../support/server.ts';
import { type Watch, watch } from '../../support/watch.ts';
import { SNAPSHOT, STRETCH, SUBSCRIPTION } from './documents.ts';
import { apply, type Event, type Model, modelOf } from './model.ts';
import type { ClientPlan } from './schedule.ts';

/** What a client has come to. */
export interface Followed {
  readonly model: Model;
  /** The position of its snapshot. */
  readonly start: string;
  /** The events that it was told, in their order. */
  readonly seen: readonly Event[];
}

/** Says where the log ends, once nothing more will come. */
export interface End {
  cursor?: string;
}

/** How many signs of life may come once all is written, with the client still behind: then an event is lost for good. */
const PATIENCE = 50;

/** The state of some origins, and the position in the log that it belongs to. */
export interface Snapshot {
  readonly cursor: string;
  readonly model: Model;
}

export async function snapshotOf({ graphql }: TestServer, origins: readonly string[]): Promise<Snapshot> {
  const data = await answered(graphql, SNAPSHOT, { origins });
  return { cursor: data.eventCursor, model: modelOf(data) };
}

/** Follows the log from a snapshot to its end. */
export async function follow(
  servers: readonly TestServer[],
  { cursor: start, model }: Snapshot,
  { server: home, legs }: ClientPlan,
  end: End,
): Promise<Followed> {
  const seen: Event[] = [];
  let cursor = start;
  let idle = 0;

  const receive = (event: Event) => {
    if (event.__typename === 'Heartbeat') {
      expect(positionOf(event.cursor)).toBe(positionOf(cursor));
      if (end.cursor !== undefined) idle += 1;
      if (idle > PATIENCE)
        throw new Error(`Nothing comes after ${positionOf(cursor)}, which is not the end of the log.`);
    } else {
      expect(positionOf(event.cursor)).toBeGreaterThan(positionOf(cursor));
      seen.push(event);
      apply(model, event);
    }
    cursor = event.cursor;
  };

  for (let i = 0; cursor !== end.cursor; i += 1) {
    const { server, messages } = legs[i] ?? { server: home, messages: Number.POSITIVE_INFINITY };
    const subscription = watch(at(servers, server).url, SUBSCRIPTION, { after: cursor });
    if (messages === 0) await subscription.connected;
    try {
      for (let left = messages; left > 0 && cursor !== end.cursor; left -= 1) {
        const event = await nextOf(subscription);
        if (event === 'lagged') break;
        receive(event);
      }
    } finally {
      subscription.cut();
    }
  }
  return { model, start, seen };
}

/** The next event. One who is told that it did not keep up goes on from its own last cursor. */
async function nextOf(subscription: Watch): Promise<Event | 'lagged'> {
  try {
    return (await subscription.next()).events;
  } catch (error) {
    const { errors } = error as { errors?: readonly { readonly extensions?: { readonly code?: unknown } }[] };
    if (Array.isArray(errors) && errors[0]?.extensions?.code === 'LAGGED') return 'lagged';
    throw error;
  }
}

/** What a snapshot becomes with the events after it, which are among those of a log. */
export function brought({ cursor, model }: Snapshot, log: readonly Event[]): Model {
  for (const event of log) if (positionOf(event.cursor) > positionOf(cursor)) apply(model, event);
  return model;
}

/** What the log itself holds after a position, page by page, each from another server. */
export async function logAfter(
  servers: readonly TestServer[],
  after: string,
  first: number,
): Promise<readonly Event[]> {
  const entries: Event[] = [];
  let position: string | null = after;
  for (let page = 0; position !== null; page += 1) {
    const { events } = await answered(at(servers, page % servers.length).graphql, STRETCH, { after: position, first });
    entries.push(...events.nodes);
    position = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
  }
  return entries;
}

export function at(servers: readonly TestServer[], i: number): TestServer {
  const server = servers[i];
  if (server === undefined) throw new Error(`There is no server ${i}.`);
  return server;
}
