// A token is asked for at each request, since it can be revoked at any time; requests that come together ask together.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/globalIds.ts';
import { ensureAdminToken } from '../../src/reporting/adminToken.ts';
import { createTokens, type Tokens } from '../../src/reporting/tokens.ts';
import { createIdMaker } from '../../src/store/ids.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { countingStatements } from '../support/statements.ts';

let home: TestDatabase;
let tokens: Tokens;
beforeAll(async () => {
  home = await createTestDatabase();
  tokens = createTokens(home.database, createIdMaker(home.database));
});
afterAll(() => home.drop());

async function newToken(name: string) {
  const made = await tokens.create(name, ['REPORT']);
  if (!('secret' in made)) throw new Error('The token was refused.');
  return made;
}

test('a hundred who ask at once for one token cost one statement, and each is told whose it is', async () => {
  const { secret } = await newToken('busy');
  const { result, statements } = await countingStatements(() =>
    Promise.all(Array.from({ length: 100 }, () => tokens.authenticate(secret))),
  );
  expect(result.every((viewer) => viewer?.tokenName === 'busy' && viewer.scopes.has('REPORT'))).toBe(true);
  expect(statements).toHaveLength(1);
});

test('whoever asks after a token was revoked is told so, also while others who asked before still wait', async () => {
  const { secret, token } = await newToken('revoked');
  const before = Array.from({ length: 10 }, () => tokens.authenticate(secret));
  await tokens.revoke(globalId('Token', token.id));
  const after = Array.from({ length: 10 }, () => tokens.authenticate(secret));
  expect(await Promise.all(after)).toEqual(Array(10).fill(null));
  await Promise.all(before);
});

test('secrets are told apart, and an unknown one is nobody’s', async () => {
  const made = await Promise.all(['a', 'b'].map(newToken));
  const asked = await Promise.all([...made.map(({ secret }) => secret), 'unknown'].map(tokens.authenticate));
  expect(asked.map((viewer) => viewer?.tokenName)).toEqual(['a', 'b', undefined]);
});

test('an empty secret is nobody’s and cannot be made an administrator’s, and one that once was is revoked', async () => {
  const { prisma } = home.database;
  const hash = new Uint8Array(createHash('sha256').update('').digest());
  await prisma.token.create({ data: { id: 1n, name: 'empty', scopes: ['ADMIN'], hash, createdAt: new Date() } });
  expect(await tokens.authenticate('')).toBeNull();
  await expect(tokens.ensureAdmin('')).rejects.toThrow('16 characters');
  await tokens.ensureAdmin('a-secret-of-enough-characters');
  expect(await prisma.token.findUnique({ where: { hash } })).toMatchObject({ revokedAt: expect.any(Date) });
});

test('servers that start at once end with one token, in a file that is for its owner only', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-token-'));
  const file = join(directory, 'data', 'admin-token');
  const count = () => home.database.prisma.token.count({ where: { name: 'administrator' } });
  const before = await count();
  const made = await Promise.all(Array.from({ length: 8 }, () => ensureAdminToken(tokens, file, null)));
  const secret = made.find((one) => one !== null);
  expect(made.filter((one) => one !== null)).toHaveLength(1);
  expect(readFileSync(file, 'utf8')).toBe(`${secret}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(directory, 'data'))).toEqual(['admin-token']);
  expect(await count()).toBe(before + 1);
  expect(await tokens.authenticate(secret ?? '')).toMatchObject({ tokenName: 'administrator' });
  expect(await ensureAdminToken(tokens, file, null)).toBeNull();
  await rm(directory, { recursive: true });
});

test('a token that was revoked, or is for less, is not taken as the administrator’s, whether it was set or is in the file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lavalamp-token-'));
  const file = join(directory, 'admin-token');
  const reporter = await newToken('reporter');
  await expect(ensureAdminToken(tokens, file, reporter.secret)).rejects.toThrow(
    /LAVALAMP_ADMIN_TOKEN was made without the scope ADMIN.*Set another/,
  );
  const secret = await ensureAdminToken(tokens, file, null);
  const { id } = await home.database.prisma.token.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await tokens.revoke(globalId('Token', String(id)));
  await expect(ensureAdminToken(tokens, file, null)).rejects.toThrow(
    /admin-token holds a token that was revoked.*Remove/,
  );
  await expect(ensureAdminToken(tokens, file, secret)).rejects.toThrow(/LAVALAMP_ADMIN_TOKEN was revoked/);
  await rm(file);
  expect(await ensureAdminToken(tokens, file, null)).not.toBe(secret);
  await rm(directory, { recursive: true });
});
