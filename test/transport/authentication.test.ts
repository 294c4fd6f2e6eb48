import { expect, test } from 'vitest';
import type { Scope, Viewer } from '../../src/model.ts';
import { createAuthentication } from '../../src/transport/authentication.ts';

const known: Readonly<Record<string, Viewer>> = {
  reports: { tokenName: 'ci', scopes: new Set<Scope>(['REPORT']) },
};
const authenticate = async (secret: string) => known[secret] ?? null;

test.each<[string, boolean, string | undefined, Scope[] | null]>([
  ['reading is open, no token reads', true, undefined, ['READ']],
  ['reading is open, a token for reports reads too', true, 'Bearer reports', ['READ', 'REPORT']],
  ['reading is open, a token that does not work does nothing', true, 'Bearer other', null],
  ['reading is closed, no token does nothing', false, undefined, []],
  ['reading is closed, a token for reports reports only', false, 'Bearer reports', ['REPORT']],
])('where %s', async (_, anonymousRead, authorization, scopes) => {
  const viewer = await createAuthentication(authenticate, anonymousRead)(authorization, 'bearer');
  expect(viewer && [...viewer.scopes].sort()).toEqual(scopes);
});

test('a password that is empty is asked about by nobody', async () => {
  const authentication = createAuthentication(() => Promise.reject(new Error('It was asked about.')), true);
  expect(await authentication(`Basic ${Buffer.from('u:').toString('base64')}`, 'bearer or basic')).toBeNull();
});
