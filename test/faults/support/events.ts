// The event log, as one who polls it reads it, and what must be true of it whatever happened.

import { expect } from 'vitest';
import type { GraphqlAnswer } from '../../support/server.ts';

type Ask = (query: string, variables?: object) => Promise<GraphqlAnswer>;

/** One entry: what it is of, and where. */
export interface Entry {
  readonly __typename: string;
  readonly cursor: string;
  readonly build?: { readonly id: string };
  readonly step?: { readonly id: string; readonly build: { readonly id: string } };
}

/** What the tests select of an event. */
export const ENTRY = `__typename cursor
  ... on BuildStarted { build { id } } ... on BuildUpdated { build { id } } ... on BuildFinished { build { id } }
  ... on StepStarted { step { id build { id } } } ... on StepFinished { step { id build { id } } }`;

export const EVENTS = `subscription ($after: EventCursor) { events(after: $after) { ${ENTRY} } }`;

const STRETCH = `query ($after: EventCursor!) {
  events(after: $after, first: 1000) { nodes { ${ENTRY} } pageInfo { hasNextPage endCursor } }
}`;

/** The position of the log's end. */
export async function headOf(ask: Ask): Promise<string> {
  return (await answered(ask, '{ eventCursor }')).eventCursor;
}

/** Everything that the log holds after a position, in order. */
export async function logAfter(ask: Ask, after: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let position: string | null = after; position !== null; ) {
    const { events } = await answered(ask, STRETCH, { after: position });
    entries.push(...events.nodes);
    position = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : null;
  }
  return entries;
}

/** Asks what must not fail. @returns the data. */
export async function answered(ask: Ask, query: string, variables: object = {}): Promise<GraphqlAnswer['data']> {
  const { data, errors } = await ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** The place of a cursor in its log. Clients must not look inside; a test of the log may. */
export function positionOf(cursor: string): number {
  return Number(Buffer.from(cursor, 'base64url').toString().split(' ')[1]);
}

/** Expects the log to go on strictly, and each build and step in it to start once, before all else of it, and to finish once at most. */
export function expectLegal(entries: readonly Entry[]): void {
  const started = new Set<string>();
  const finished = new Set<string>();
  let last = 0;
  for (const { __typename: type, cursor, build, step } of entries) {
    expect(positionOf(cursor)).toBeGreaterThan(last);
    last = positionOf(cursor);
    const thing = build?.id ?? step?.id;
    if (thing === undefined) continue;
    if (step !== undefined) expect(started).toContain(step.build.id);
    if (type.endsWith('Started')) {
      expect(started).not.toContain(thing);
      started.add(thing);
    } else {
      expect(started).toContain(thing);
    }
    if (type.endsWith('Finished')) {
      expect(finished).not.toContain(thing);
      finished.add(thing);
    }
  }
}
