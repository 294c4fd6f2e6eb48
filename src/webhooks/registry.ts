// Webhooks, registered and changed.

import { LavalampError } from '../errors.ts';
import { type EventCursors, readAfter } from '../events/cursors.ts';
import { createMatcher } from '../events/matching.ts';
import { checkPossible } from '../events/possible.ts';
import type { EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { Id, Webhook } from '../model.ts';
import * as check from '../reporting/checks.ts';
import { answered, Refused } from '../reporting/refused.ts';
import type { Database } from '../store/database.ts';
import { logState } from '../store/eventLog.ts';
import type { IdMaker } from '../store/ids.ts';
import { byIds } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';
import { changeSecret, changeWebhook, deleteWebhook, insertWebhook, WEBHOOKS } from '../store/webhooks.ts';
import { refusedHost } from './addresses.ts';
import { checkSecret, newSecret } from './secrets.ts';
import type { Webhooks } from './webhooks.ts';

/** How long a secret that was replaced signs as well. */
const OVERLAP_MS = 86_400_000;
/** How long a filter may be, in characters of JSON. */
const FILTER_LIMIT = 100_000;

export interface RegistryParts {
  readonly database: Database;
  readonly reader: Reader;
  readonly ids: IdMaker;
  readonly cursors: EventCursors;
  readonly allowPrivate: boolean;
  /** How many there may be. */
  readonly most: number;
  /** Called after each change. */
  readonly changed: () => void;
}

export function createRegistry(parts: RegistryParts): Webhooks {
  const { database, reader, ids, allowPrivate, most, changed } = parts;
  const find = async (id: Id): Promise<Webhook | null> => (await byIds(reader, WEBHOOKS, [id])).get(id) ?? null;

  /** Throws Refused when there is no such webhook. */
  const known = async (globalId: string): Promise<Webhook> => {
    const id = localId('Webhook', globalId);
    const webhook = id === null ? null : await find(id);
    if (webhook === null) throw unknown(globalId);
    return webhook;
  };
  /** The webhook after a change. */
  const after = async ({ id }: { readonly id: Id }): Promise<Webhook> => {
    changed();
    const webhook = await find(id);
    // Somebody else has removed it at the same moment.
    if (webhook === null) throw unknown(id);
    return webhook;
  };

  return {
    register: (given) =>
      answered(async () => {
        const url = checkUrl(given.url, allowPrivate);
        const filter = checkFilter(reader, given.filter ?? {});
        const secret = given.secret == null ? newSecret() : checkSecret(['input', 'secret'], given.secret);
        const position = given.after == null ? (await logState(reader)).headSeq : await checkCursor(parts, given.after);
        await ids.reserve(1);
        const now = new Date();
        const id = ids.next(now.getTime());
        const webhook = { id, url, filter, secret, position, createdAt: now.toISOString() };
        if (!(await insertWebhook(database, webhook, most))) throw tooMany(most);
        return { webhook: await after({ id }), secret: given.secret == null ? secret : null };
      }),
    update: ({ id, url, filter, paused, after: cursor }) =>
      answered(async () => {
        const webhook = await known(id);
        const changes = {
          url: url == null ? undefined : checkUrl(url, allowPrivate),
          filter: filter === undefined ? undefined : checkFilter(reader, filter ?? {}),
          position: cursor == null ? undefined : await checkCursor(parts, cursor),
          pausedFor: paused == null ? undefined : paused ? ('REQUESTED' as const) : null,
        };
        if (paused === false && cursor == null) await checkResumable(reader, webhook);
        await changeWebhook(database, webhook.id, changes);
        return after(webhook);
      }),
    rotateSecret: ({ id, secret: given }) =>
      answered(async () => {
        const webhook = await known(id);
        const secret = given == null ? newSecret() : checkSecret(['input', 'secret'], given);
        await changeSecret(database, webhook.id, secret, OVERLAP_MS);
        return { webhook: await after(webhook), secret: given == null ? secret : null };
      }),
    remove: (id) =>
      answered(async () => {
        const webhook = await known(id);
        await deleteWebhook(database, webhook.id);
        changed();
        return webhook;
      }),
  };
}

/** It is not the address that is wrong, and mending that would not help: so it is no userError. */
function tooMany(most: number): LavalampError {
  return new LavalampError(
    'LIMIT_EXCEEDED',
    `There are ${most} webhooks, and LAVALAMP_MAX_WEBHOOKS allows no more. Remove one, or have that set higher.`,
  );
}

function unknown(id: string): Refused {
  return new Refused('NOT_FOUND', ['input', 'id'], `There is no webhook with the id ${check.quote(id)}.`);
}

/** Names are looked at again, by the addresses that they lead to, whenever something is posted there. */
function checkUrl(given: string, allowPrivate: boolean): string {
  const path = ['input', 'url'];
  const url = new URL(check.url(path, given));
  if (url.username !== '' || url.password !== '') {
    throw new Refused('INVALID', path, 'Must not hold a name or a password: requests are signed instead.');
  }
  const refused = allowPrivate ? null : refusedHost(url);
  if (refused !== null) throw new Refused('INVALID', path, `Cannot be posted to: ${refused}`);
  return url.href;
}

/** Throws LavalampError, as subscribing with this filter would; Refused when it is too long to be kept. */
function checkFilter(reader: Reader, filter: EventFilter): EventFilter {
  checkPossible(filter);
  // Throws when a list of it is too long.
  createMatcher(reader, filter);
  const { length } = JSON.stringify(filter);
  if (length > FILTER_LIMIT) {
    throw new Refused(
      'INVALID',
      ['input', 'filter'],
      `At most ${FILTER_LIMIT} characters of JSON; received ${length}.`,
    );
  }
  return filter;
}

/** @returns the position in the log. Rejects with LavalampError, as reading from this cursor would. */
async function checkCursor({ reader, cursors }: RegistryParts, cursor: string): Promise<string> {
  const position = cursors.parse(cursor);
  return readAfter(reader, position, async () => position);
}

/** Rejects with Refused when the log no longer holds what follows. */
async function checkResumable(reader: Reader, { position }: Webhook): Promise<void> {
  try {
    await readAfter(reader, position, async () => null);
  } catch (error) {
    if (!(error instanceof LavalampError && error.code === 'CURSOR_EXPIRED')) throw error;
    const message =
      'The events after its cursor are no longer kept. Give the position to go on from, such as `eventCursor`.';
    throw new Refused('INVALID', ['input', 'after'], message);
  }
}
