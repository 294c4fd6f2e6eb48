// The door of each CI system's hook: who may come in, and what becomes of what they bring.

import { LRUCache } from 'lru-cache';
import type { Adapter, Headers } from '../adapters/adapter.ts';
import { clean } from '../adapters/text.ts';
import { globalId } from '../globalIds.ts';
import { type Measure, Tally } from '../measures.ts';
import { nameProblem } from '../reporting/checks.ts';
import type { Database } from '../store/database.ts';
import { secretsOf } from '../store/hooks.ts';
import type { Applier } from './applier.ts';
import type { HookAnswer, HookDoor, RequestHeaders } from './hooks.ts';
import { type Inbox, keyOf } from './inbox.ts';
import { payloadOf } from './payload.ts';
import type { Verdict, Waiting } from './verdicts.ts';

/** How long a secret that was removed elsewhere may still open a hook here. */
const SECRETS_MS = 2_000;
/** Of how many hooks the secrets are remembered: whoever knocks chooses the names. */
const MOST_HOOKS = 1_000;
const NO_BODY = Buffer.alloc(0);
/** How much of a header is kept, in characters. */
const LONGEST_HEADER = 500;

export interface DoorParts {
  readonly database: Database;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly inbox: Inbox;
  readonly applier: Applier;
}

export interface Doors {
  /** By the name of the adapter. */
  readonly doors: Readonly<Record<string, HookDoor>>;
  /** Forgets the secrets that are remembered. */
  readonly forget: () => void;
  readonly measures: readonly Measure[];
}

export function createDoors({ database, adapters, inbox, applier }: DoorParts): Doors {
  const tally = new Tally('system', 'outcome');
  const secrets = new LRUCache<string, Promise<readonly string[]>>({ max: MOST_HOOKS, ttl: SECRETS_MS });
  const secretsFor = (adapter: string, origin: string): Promise<readonly string[]> => {
    const name = `${adapter}/${origin}`;
    const known = secrets.get(name);
    if (known !== undefined) return known;
    const read = secretsOf(database, adapter, origin);
    secrets.set(name, read);
    read.catch(() => secrets.delete(name));
    return read;
  };

  const doorOf = (adapter: Adapter): HookDoor => ({
    proofName: adapter.proof.name,
    knocks: async (origin, headers) => {
      const { proof } = adapter;
      const given = single(headers);
      if (!proof.isGiven(given) || nameProblem(origin) !== null) return 'NONE';
      const known = await secretsFor(adapter.name, origin);
      if (known.length === 0) return 'NONE';
      if (proof.needsBody) return 'BODY';
      return known.some((secret) => proof.holds(secret, given, NO_BODY)) ? 'RIGHT' : 'WRONG';
    },
    proves: async (origin, headers, body) => {
      const known = await secretsFor(adapter.name, origin);
      return known.some((secret) => adapter.proof.holds(secret, single(headers), body));
    },
    turnedAway: () => tally.add(adapter.name, 'refused'),
    take: async (origin, body, headers) => {
      const nameless = nameProblem(origin);
      const kept = keptHeaders(adapter, headers);
      const payload = payloadOf(body, kept);
      if (nameless !== null || payload === undefined) {
        tally.add(adapter.name, 'malformed');
        return malformed(nameless === null ? 'The body is not JSON.' : `The path names no origin. ${nameless}`);
      }
      const receivedAt = new Date().toISOString();
      const key = keyOf(adapter.deliveryId(payload.value, kept));
      const { id, leasedUntil } = await inbox.keep({
        adapter: adapter.name,
        origin,
        key,
        headers: kept,
        receivedAt,
        body,
      });
      tally.add(adapter.name, id === null ? 'repeated' : 'kept');
      if (id === null) return { status: 202, body: { delivery: null, repeated: true } };
      const waiting: Waiting = {
        id,
        adapter: adapter.name,
        origin,
        headers: kept,
        receivedAt,
        payload: payload.value,
        bytes: body.length,
      };
      if (adapter.answersOutcome)
        return outcomeAnswer(leasedUntil === null ? LATER : await applied(applier, waiting, leasedUntil));
      if (leasedUntil !== null) applier.offer(waiting, leasedUntil);
      return { status: 202, body: { delivery: globalId('HookDelivery', id), repeated: false } };
    },
  });

  return {
    doors: Object.fromEntries([...adapters.values()].map((adapter) => [adapter.name, doorOf(adapter)])),
    forget: () => secrets.clear(),
    measures: [
      {
        kind: 'counter',
        name: 'lavalamp_hook_deliveries_total',
        help: 'What was posted to hooks: kept, repeated (kept before), malformed (no JSON), or refused (without a right signature, secret or token).',
        read: () => tally.samples(),
      },
    ],
  };
}

/** What is at hand already takes long enough. */
const LATER: Verdict = { accepted: 0, problems: ['It is kept, and will be applied later: others came before it.'] };

/** Rejects when the database went away before it was applied: it is kept, and applied later. */
function applied(applier: Applier, waiting: Waiting, leasedUntil: number): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    applier.offer(waiting, leasedUntil, (verdict) => ('problems' in verdict ? resolve(verdict) : reject(verdict)));
  });
}

function outcomeAnswer({ accepted, problems }: Verdict): HookAnswer {
  return { status: problems.length === 0 ? 200 : 202, body: { accepted, problems } };
}

function malformed(problem: string): HookAnswer {
  return { status: 400, body: { accepted: 0, problems: [problem] } };
}

/** The headers that say something about the body, as they can be kept. */
function keptHeaders(adapter: Adapter, headers: RequestHeaders): Record<string, string> {
  const given = single(headers);
  return Object.fromEntries(
    ['content-type', ...adapter.headers].flatMap((name) => {
      const value = given[name];
      return value === undefined ? [] : [[name, clean(value.slice(0, LONGEST_HEADER))]];
    }),
  );
}

/** The first of each header that came more than once. */
function single(headers: RequestHeaders): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
