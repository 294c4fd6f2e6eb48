// Webhooks are registered, changed and removed by administrators; what is wrong is refused, and secrets are told once.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pruneEvents } from '../../src/store/pruning.ts';
import { type GraphqlAnswer, startServer, type TestServer } from '../support/server.ts';
import { startReceiver } from './support/receiver.ts';
import { register, STATE, stateOf, until, update } from './support/webhooks.ts';

// Nothing is there to be delivered to: what is delivered is in delivering.test.ts.
const URL_ = 'https://hooks.example.org/lavalamp';
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startServer();
  id = (await register(server, { url: URL_ })).id;
});
afterAll(() => server.stop());

const REGISTER = `mutation ($input: RegisterWebhookInput!) {
  registerWebhook(input: $input) { webhook { ${STATE} } secret userErrors { code message path } } }`;

async function refused(input: object) {
  const { data, errors } = await server.graphql(REGISTER, { input: { url: URL_, ...input } });
  if (errors !== undefined) return errors[0]?.extensions.code;
  expect(data.registerWebhook).toMatchObject({ webhook: null, secret: null });
  const [{ code, path, message }] = data.registerWebhook.userErrors;
  return `${code} ${path.join('.')}: ${message}`;
}

test('one that is registered is active, begins now, and lets everything through', async () => {
  const { eventCursor } = (await server.graphql('{ eventCursor }')).data;
  const { data } = await server.graphql(REGISTER, { input: { url: 'HTTPS://Hooks.Example.org' } });
  expect(data.registerWebhook.webhook).toMatchObject({
    url: 'https://hooks.example.org/',
    filter: {},
    state: 'ACTIVE',
    pauseReason: null,
    cursor: eventCursor,
    failures: 0,
    lastAttempt: null,
    recentAttempts: [],
  });
  expect(data.registerWebhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});

test('a filter is kept as it was given, also where a name in it is no text for a database', async () => {
  const filter = { types: ['BUILD_FINISHED'], origins: ['a', 'b\0', '\ud800'], builds: { results: ['FAILURE'] } };
  const registered = await register(server, { url: URL_, filter });
  expect((await stateOf(server, registered.id)).filter).toEqual(filter);
});

test.each([
  ['of another protocol', 'ftp://hooks.example.org/', 'Must be an http or https address'],
  ['that is none', 'no address', 'Must be an http or https address'],
  ['with a password', 'https://user:secret@hooks.example.org/', 'Must not hold a name or a password'],
  ['of this machine', 'http://127.0.0.1:8010/graphql', '127.0.0.1 is not a public address; LAVALAMP_WEBHOOK_PRIVATE'],
  ['of the metadata of a cloud', 'http://[::ffff:169.254.169.254]/', 'is not a public address'],
  ['by name of this machine', 'http://localhost/', 'localhost is not a public address'],
  ['that is too long', `https://hooks.example.org/${'x'.repeat(8_000)}`, 'At most 8000 characters'],
])('an address %s is refused', async (_, url, message) => {
  const refusal = await refused({ url });
  expect(refusal).toMatch(/^INVALID input.url: /);
  expect(refusal).toContain(message);
  expect(refusal).not.toContain('secret');
  expect((await update(server, { id, url })).userErrors[0].message).toContain(message);
});

test.each([
  '',
  'secret',
  'whsec_',
  'whsec_c2hvcnQ=',
  `whsec_${'!'.repeat(40)}`,
  `whsec_${Buffer.alloc(65).toString('base64')}`,
])('the secret %j is refused, and not repeated', async (secret) => {
  expect(await refused({ secret })).toBe(
    `INVALID input.secret: Must be \`whsec_\` and 24 to 64 bytes in base64; received something else, of ${secret.length} characters.`,
  );
});

test.each([
  ['an empty list', { types: [] }],
  ['builds for events of no builds', { types: ['CHANGE_ADDED'], builds: { results: ['FAILURE'] } }],
  ['what is no build', { build: 'step_1' }],
  [
    'times that exclude each other',
    { builds: { startedFrom: '2026-02-01T00:00:00Z', startedBefore: '2026-01-01T00:00:00Z' } },
  ],
  ['a list that is too long', { origins: Array.from({ length: 1_001 }, (_, i) => `o${i}`) }],
])('a filter that can match nothing is refused as everywhere: %s', async (_, filter) => {
  expect(await refused({ filter })).toBe('BAD_USER_INPUT');
  const { errors } = await server.graphql(
    'mutation ($i: UpdateWebhookInput!) { updateWebhook(input: $i) { webhook { id } } }',
    { i: { id, filter } },
  );
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await stateOf(server, id)).filter).toEqual({});
});

test('a cursor that is forged, of another database, ahead of the log, or expired is refused as everywhere', async () => {
  const cursorOf = (text: string) => Buffer.from(text).toString('base64url');
  const { eventCursor: before } = (await server.graphql('{ eventCursor }')).data;
  const [logId] = Buffer.from(before, 'base64url').toString().split(' ');
  expect(await refused({ after: 'forged' })).toBe('BAD_USER_INPUT');
  expect(await refused({ after: cursorOf(`${logId} 1; drop table webhook`) })).toBe('BAD_USER_INPUT');
  expect(await refused({ after: cursorOf('00000000-0000-0000-0000-000000000000 0') })).toBe('CURSOR_EXPIRED');
  expect(await refused({ after: cursorOf(`${logId} 999999`) })).toBe('CURSOR_EXPIRED');
  await server.report([{ startBuild: { origin: 'ci', key: 'k', builder: 'b' } }]);
  await pruneEvents(server.database, { since: null, most: 0 }, 1_000);
  expect(await refused({ after: before })).toBe('CURSOR_EXPIRED');
});

test('one can be changed, in part, and back to all events', async () => {
  const registered = await register(server, { url: URL_, filter: { origins: ['ci'] } });
  const changed = await update(server, { id: registered.id, url: 'https://other.example.org/' });
  expect(changed).toMatchObject({
    webhook: { url: 'https://other.example.org/', filter: { origins: ['ci'] } },
    userErrors: [],
  });
  expect((await update(server, { id: registered.id, filter: null })).webhook.filter).toEqual({});
  expect((await update(server, { id: registered.id, paused: true })).webhook).toMatchObject({
    state: 'PAUSED',
    pauseReason: 'REQUESTED',
    url: 'https://other.example.org/',
  });
  expect((await update(server, { id: registered.id, filter: { origins: ['x'] } })).webhook.state).toBe('PAUSED');
  expect((await update(server, { id: registered.id, paused: false })).webhook.state).toBe('ACTIVE');
});

test('an address that is not public is not connected to either, however it was registered', async () => {
  const receiver = await startReceiver();
  try {
    const hidden = await register(server, { url: URL_, filter: { types: ['CHANGE_ADDED'] } });
    await server.database.pool.query('update webhook set url = $1 where url = $2 and filter like $3', [
      receiver.url,
      URL_,
      '%CHANGE_ADDED%',
    ]);
    await update(server, { id: hidden.id });
    await server.report([{ addChange: { origin: 'ci', key: 'c', author: 'a', message: 'm', repository: 'r' } }]);
    await until(server, hidden.id, {
      lastAttempt: { error: expect.stringContaining('127.0.0.1 is not a public address') },
    });
    expect(receiver.connections()).toBe(0);
  } finally {
    await receiver.stop();
  }
});

test('one that is removed is gone', async () => {
  const registered = await register(server, { url: URL_ });
  const REMOVE =
    'mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { webhook { id } userErrors { code path } } }';
  const remove = async () => (await server.graphql(REMOVE, { input: { id: registered.id } })).data.removeWebhook;
  expect(await remove()).toEqual({ webhook: { id: registered.id }, userErrors: [] });
  expect(await stateOf(server, registered.id)).toBeNull();
  const unknown = { webhook: null, userErrors: [{ code: 'NOT_FOUND', path: ['input', 'id'] }] };
  expect(await remove()).toEqual(unknown);
  expect(await update(server, { id: registered.id })).toMatchObject(unknown);
  expect(await update(server, { id: 'build_1' })).toMatchObject(unknown);
});

describe('for administrators only', () => {
  const OPERATIONS = [
    '{ webhooks { nodes { id } } }',
    '{ webhook(id: "webhook_1") { id } }',
    'mutation { registerWebhook(input: { url: "https://example.org" }) { webhook { id } } }',
    'mutation { updateWebhook(input: { id: "webhook_1" }) { webhook { id } } }',
    'mutation { rotateWebhookSecret(input: { id: "webhook_1" }) { secret } }',
    'mutation { removeWebhook(input: { id: "webhook_1" }) { webhook { id } } }',
  ];

  test('webhooks are listed, read and changed', async () => {
    const { data } = await server.graphql(
      'mutation { createToken(input: { name: "ci", scopes: [READ, REPORT] }) { secret } }',
    );
    for (const operation of OPERATIONS) {
      expect((await server.graphql(operation, {}, data.createToken.secret)).errors?.[0]?.extensions.code).toBe(
        'FORBIDDEN',
      );
      expect((await server.graphql(operation, {}, null)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect((await server.graphql(operation)).errors).toBeUndefined();
    }
    const node = 'query ($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }';
    expect((await server.graphql(node, { id })).data).toEqual({ node: { __typename: 'Webhook', id }, nodes: [{ id }] });
    expect((await server.graphql(node, { id }, data.createToken.secret)).data).toEqual({ node: null, nodes: [null] });
  });
});

test('they are listed the newest first, page by page', async () => {
  const all = (await server.graphql('{ webhooks { totalCount nodes { id createdAt } } }')).data.webhooks;
  expect(all.nodes).toHaveLength(all.totalCount);
  expect(all.nodes.at(-1).id).toBe(id);
  const PAGE =
    'query ($after: String) { webhooks(first: 2, after: $after) { edges { cursor node { id createdAt } } pageInfo { hasNextPage } } }';
  const paged: object[] = [];
  for (let after: string | null = null; ; ) {
    const { edges, pageInfo }: GraphqlAnswer['data'] = (await server.graphql(PAGE, { after })).data.webhooks;
    paged.push(...edges.map(({ node }: { node: object }) => node));
    if (!pageInfo.hasNextPage) break;
    after = edges.at(-1).cursor;
  }
  expect(paged).toEqual(all.nodes);
});

test('a secret that was given is not told, one that was made is told once, and nothing tells it again', async () => {
  const given = await register(server, { url: URL_, secret: SECRET });
  expect(given.secret).toBeNull();
  const made = await register(server, { url: URL_ });
  const ROTATE =
    'mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { webhook { id } secret userErrors { path } } }';
  const rotate = async (input: object) => (await server.graphql(ROTATE, { input })).data.rotateWebhookSecret;
  const rotated = await rotate({ id: made.id });
  expect(rotated).toMatchObject({ webhook: { id: made.id }, userErrors: [] });
  expect(rotated.secret).not.toBe(made.secret);
  expect(await rotate({ id: made.id, secret: SECRET })).toMatchObject({ secret: null, userErrors: [] });
  expect(await rotate({ id: made.id, secret: 'x' })).toMatchObject({
    webhook: null,
    userErrors: [{ path: ['input', 'secret'] }],
  });
  expect(await rotate({ id: 'webhook_1' })).toMatchObject({ webhook: null, userErrors: [{ path: ['input', 'id'] }] });

  const everything = JSON.stringify((await server.graphql(`{ webhooks { nodes { ${STATE} } } }`)).data);
  for (const secret of [SECRET, made.secret, rotated.secret]) expect(everything).not.toContain(secret);
  const { data } = await server.graphql('{ __type(name: "Webhook") { fields { name } } }');
  expect(data.__type.fields.map(({ name }: { name: string }) => name).join()).not.toMatch(/secret|lease/i);
});

test('there are as many as the setting allows, also when they are registered at the same moment', async () => {
  const small = await startServer({ LAVALAMP_MAX_WEBHOOKS: '3' });
  try {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => small.graphql(REGISTER, { input: { url: URL_ } })),
    );
    const refusals = answers.flatMap(({ errors }) => errors ?? []);
    expect(refusals).toHaveLength(3);
    for (const { message, extensions } of refusals) {
      expect(extensions.code).toBe('LIMIT_EXCEEDED');
      expect(message).toBe(
        'There are 3 webhooks, and LAVALAMP_MAX_WEBHOOKS allows no more. Remove one, or have that set higher.',
      );
    }
    const { webhooks } = (await small.graphql('{ webhooks { totalCount nodes { id } } }')).data;
    expect(webhooks.totalCount).toBe(3);
    await small.graphql('mutation ($id: ID!) { removeWebhook(input: { id: $id }) { webhook { id } } }', {
      id: webhooks.nodes[0].id,
    });
    await register(small, { url: URL_ });
  } finally {
    await small.stop();
  }
});
