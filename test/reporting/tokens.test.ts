// A token is asked for at each request, since it can be revoked at any time; requests that come together ask together.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalId } from '../../src/globalIds.ts';
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
