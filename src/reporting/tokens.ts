// Access tokens: made, revoked, and recognised. Only a hash is kept.

import { createHash, randomBytes } from 'node:crypto';
import { localId } from '../globalIds.ts';
import type { Scope, Token, Viewer } from '../model.ts';
import { type Database, reached } from '../store/database.ts';
import type { IdMaker } from '../store/ids.ts';
import { createInnerReader } from '../store/reader.ts';
import { tokenOfHash } from '../store/tokens.ts';
import * as check from './checks.ts';
import type { NewToken, Refusal } from './outcome.ts';
import { answered, Refused } from './refused.ts';
import { sharing } from './sharedLookups.ts';

/** All scopes, in the order of the schema. */
const SCOPES: readonly Scope[] = ['READ', 'REPORT', 'ADMIN'];

/** How many characters an administrator's secret has at least. */
export const SHORTEST_SECRET = 16;

/** Reads and writes tokens. Every method rejects with LavalampError UNAVAILABLE when the database is away. */
export interface Tokens {
  readonly create: (name: string, scopes: readonly Scope[]) => Promise<NewToken | Refusal>;
  readonly revoke: (globalId: string) => Promise<Token | Refusal>;
  /** Who a secret belongs to; null when it is unknown or was revoked, and for an empty one. */
  readonly authenticate: (secret: string) => Promise<Viewer | null>;
  /**
   * Makes a secret that is not known yet work as an administrator's, and revokes an empty one. Throws on a short one.
   * @returns what keeps a known one from being an administrator's; null when nothing does.
   */
  readonly ensureAdmin: (secret: string) => Promise<'REVOKED' | 'WITHOUT_ADMIN' | null>;
}

export function createTokens(database: Database, ids: IdMaker): Tokens {
  const { prisma } = database;
  const reader = createInnerReader(database);
  const insert = async (name: string, scopes: readonly Scope[], secret: string): Promise<Token> => {
    await ids.reserve(1);
    const row = await prisma.token.create({
      data: {
        id: BigInt(ids.next(Date.now())),
        name,
        scopes: [...scopes],
        hash: hashOf(secret),
        createdAt: new Date(),
      },
    });
    return record(row);
  };
  // A CI system sends many reports at once with one token: asked anew each time, since it can be revoked, but not by each of them.
  const viewerOf = sharing(async (hash: string) => {
    const token = await tokenOfHash(reader, Buffer.from(hash, 'base64'));
    return token === null || token.revokedAt !== null
      ? null
      : { tokenName: token.name, scopes: new Set(token.scopes.includes('ADMIN') ? SCOPES : token.scopes) };
  });
  return {
    create: (name, scopes) =>
      answered(async () => {
        check.name(['input', 'name'], name);
        if (scopes.length === 0) throw new Refused('INVALID', ['input', 'scopes'], 'Name at least one scope.');
        const secret = newSecret();
        const wanted = SCOPES.filter((scope) => scopes.includes(scope));
        return { token: await insert(name, wanted, secret), secret };
      }),
    revoke: (globalId) =>
      answered(async () => {
        const id = localId('Token', globalId);
        const known = id === null ? null : await prisma.token.findUnique({ where: { id: BigInt(id) } });
        if (known === null)
          throw new Refused('NOT_FOUND', ['input', 'id'], `There is no token with the id ${check.quote(globalId)}.`);
        if (known.revokedAt !== null) return record(known);
        return record(await prisma.token.update({ where: { id: known.id }, data: { revokedAt: new Date() } }));
      }),
    authenticate: async (secret) => (secret === '' ? null : viewerOf(Buffer.from(hashOf(secret)).toString('base64'))),
    ensureAdmin: (secret) =>
      reached(async () => {
        if (secret.length < SHORTEST_SECRET) {
          throw new Error(`An administrator's secret has at least ${SHORTEST_SECRET} characters.`);
        }
        // An empty file once made an administrator of everybody.
        await prisma.token.updateMany({
          where: { hash: hashOf(''), revokedAt: null },
          data: { revokedAt: new Date() },
        });
        const find = () => prisma.token.findUnique({ where: { hash: hashOf(secret) } });
        const known =
          (await find()) ??
          (await insert('administrator', ['ADMIN'], secret).catch(async (error: unknown) => {
            // Another server of the same database may have been faster.
            const theirs = await find();
            if (theirs === null) throw error;
            return theirs;
          }));
        if (known.revokedAt !== null) return 'REVOKED';
        return known.scopes.includes('ADMIN') ? null : 'WITHOUT_ADMIN';
      }),
  };
}

/** A secret that cannot be guessed: 256 random bits. */
export function newSecret(): string {
  return `lava_${randomBytes(32).toString('base64url')}`;
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

function record(row: {
  readonly id: bigint;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}): Token {
  return {
    id: String(row.id),
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
