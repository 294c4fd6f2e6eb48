// The room, put together.

import { randomBytes } from 'node:crypto';
import { localId } from '../globalIds.ts';
import type { Measure } from '../measures.ts';
import type { Hook } from '../model.ts';
import * as check from '../reporting/checks.ts';
import { answered, Refused } from '../reporting/refused.ts';
import { deleteHook, HOOKS, insertHook, MOST_SECRETS } from '../store/hooks.ts';
import type { IdMaker } from '../store/ids.ts';
import { byIds } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import { type ApplierParts, createApplier } from './applier.ts';
import { createDoors, type DoorParts, type Doors } from './doors.ts';
import type { Hooks } from './hooks.ts';
import { createInbox } from './inbox.ts';

/** How long a secret may be. What is shorter can be guessed from one signature. */
const SECRET_CHARACTERS = { least: 16, most: 200 };

export interface HooksParts extends Omit<ApplierParts, 'busy'>, Pick<DoorParts, 'database'> {
  readonly reader: Reader;
  readonly ids: IdMaker;
  /** How long a delivery may wait for others to be kept together with, in milliseconds. */
  readonly groupCommitMs: number;
}

export interface HooksRoom {
  readonly hooks: Hooks;
  readonly doors: Doors['doors'];
  /** Begins to apply what was received, also before this start. */
  readonly start: () => void;
  readonly stop: (waitMs: number) => Promise<void>;
  readonly measures: readonly Measure[];
}

export function createHooks(parts: HooksParts): HooksRoom {
  const { database, reader, ids, deliveries } = parts;
  const applier = createApplier({ ...parts, busy: () => inbox.busy() });
  const inbox = createInbox(deliveries, parts.groupCommitMs, applier.leaseMs);
  const { doors, forget, measures } = createDoors({ ...parts, inbox, applier });

  const hooks: Hooks = {
    create: ({ system, originName, secret: given }) =>
      answered(async () => {
        check.name(['input', 'originName'], originName);
        const secret = given == null ? `lavahook_${randomBytes(32).toString('base64url')}` : checkSecret(given);
        await ids.reserve(1);
        const now = new Date();
        const hook: Hook = { id: ids.next(now.getTime()), system, originName, createdAt: now.toISOString() };
        if (!(await insertHook(database, hook, secret))) {
          const message = `The hook of an origin has at most ${MOST_SECRETS} secrets, and this one has as many. Remove one first.`;
          throw new Refused('CONFLICT', ['input', 'originName'], message);
        }
        forget();
        return { hook, secret: given == null ? secret : null };
      }),
    remove: (globalId) =>
      answered(async () => {
        const id = localId('Hook', globalId);
        const hook = id === null ? undefined : (await byIds(reader, HOOKS, [id])).get(id);
        if (hook === undefined) {
          throw new Refused('NOT_FOUND', ['input', 'id'], `There is no hook with the id ${check.quote(globalId)}.`);
        }
        await deleteHook(database, hook.id);
        forget();
        return hook;
      }),
    replay: async (filter) => {
      const marked = await deliveries.replay(filter);
      applier.look();
      return marked;
    },
  };
  return { hooks, doors, start: applier.start, stop: applier.stop, measures: [...measures, ...applier.measures] };
}

/** Throws Refused, and never shows it. */
function checkSecret(secret: string): string {
  const { least, most } = SECRET_CHARACTERS;
  if (secret.length >= least && secret.length <= most && /^[!-~]*$/.test(secret)) return secret;
  const message = `Must be ${least} to ${most} characters of ASCII without blanks; received something else, of ${secret.length} characters.`;
  throw new Refused('INVALID', ['input', 'secret'], message);
}
