// `lavalamp webhooks`, against a server.

import { beforeAll, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { startReceiver, status } from '../webhooks/support/receiver.ts';
import { stateOf, until } from '../webhooks/support/webhooks.ts';
import { placeAt, type Sandbox } from './support/cli.ts';

const URL_ = 'https://hooks.example.org/lavalamp';

let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  const place = placeAt(await startServer({ LAVALAMP_WEBHOOK_PRIVATE: 'true', LAVALAMP_WEBHOOK_PAUSE_HOURS: '0' }));
  ({ server, sandbox } = place);
  return place.leave;
});

async function webhooks(...args: string[]) {
  const { code, stdout, stderr } = await sandbox.run(['webhooks', ...args], { LAVALAMP_TOKEN: ADMIN_TOKEN });
  return { code, stderr, stdout: stdout.toString() };
}

/** What a command says with --json. */
async function object(...args: string[]) {
  const { code, stdout, stderr } = await webhooks(...args, '--json');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

test('one is added with the filter that the options say, and its secret is told alone', async () => {
  const { code, stdout, stderr } = await webhooks('add', URL_, '-b', 'linux', '-o', 'ci', '--result', 'failure');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^whsec_\S+\n$/) });
  const [, id = ''] =
    /^lavalamp: (webhook_\d+), to https:\/\/hooks\.example\.org\/lavalamp; its secret/.exec(stderr) ?? [];
  expect((await stateOf(server, id)).filter).toEqual({
    types: ['BUILD_FINISHED'],
    origins: ['ci'],
    builds: { builders: ['linux'], results: ['FAILURE'] },
  });
  const types = await object('add', URL_, '--type', 'build_started', '--type', 'BUILD_FINISHED');
  expect(types).toMatchObject({
    webhook: { filter: { types: ['BUILD_STARTED', 'BUILD_FINISHED'] } },
    secret: expect.stringMatching(/^whsec_/),
  });
  const whole = await object(
    'add',
    URL_,
    '--filter',
    '{"builds": {"tags": ["nightly"]}}',
    '--after',
    types.webhook.cursor,
  );
  expect(whole.webhook).toMatchObject({ filter: { builds: { tags: ['nightly'] } }, cursor: types.webhook.cursor });
  expect((await object('add', URL_)).webhook.filter).toEqual({});
});

test('it is paused, resumed where it was or from now on, and removed', async () => {
  const { webhook } = await object('add', URL_, '--type', 'BUILD_STARTED');
  const { id, cursor } = webhook;
  expect(await webhooks('pause', id)).toEqual({ code: 0, stderr: '', stdout: `Paused ${id}, to ${URL_}.\n` });
  await server.report([{ startBuild: { origin: 'ci', key: 'meanwhile', builder: 'b' } }]);
  expect(await stateOf(server, id)).toMatchObject({ state: 'PAUSED', pauseReason: 'REQUESTED', cursor });
  const now = (await server.graphql('{ eventCursor }')).data.eventCursor;
  expect((await object('resume', id, '--now')).webhook).toMatchObject({ pauseReason: null, cursor: now });
  expect((await object('pause', id)).webhook.state).toBe('PAUSED');
  expect((await object('resume', id, '--after', cursor)).webhook.cursor).toBe(cursor);
  expect((await object('remove', id)).webhook.id).toBe(id);
  expect(await webhooks('remove', id)).toEqual({
    code: 1,
    stdout: '',
    stderr: `lavalamp: There is no webhook with the id "${id}".\n`,
  });
});

test('list tells, the newest first, how each gets on', async () => {
  const receiver = await startReceiver(status(500));
  try {
    const { webhook } = await object('add', receiver.url, '--type', 'BUILD_STARTED', '-b', 'failing');
    await server.report([{ startBuild: { origin: 'ci', key: 'failing', builder: 'failing' } }]);
    await until(server, webhook.id, { state: 'PAUSED' });
    const { stdout } = await webhooks('list');
    const [first, ...others] = stdout.trimEnd().split('\n');
    expect(first).toBe(
      `${webhook.id}  ${webhook.createdAt}  paused, failing  ${receiver.url}  1 failed in a row: The receiver answered 500.`,
    );
    expect(others.length).toBeGreaterThan(0);
    const listed = await object('list');
    expect(listed.webhooks).toHaveLength(others.length + 1);
    expect(JSON.stringify(listed)).not.toContain('whsec_');
  } finally {
    await receiver.stop();
  }
});

test.each([
  ['no address', ['add']],
  ['a result that there is not', ['add', URL_, '--result', 'GREAT']],
  ['a filter that is no JSON', ['add', URL_, '--filter', 'builders']],
  ['a filter told in two ways', ['add', URL_, '--filter', '{}', '-b', 'linux']],
  ['two places to go on from', ['resume', 'webhook_1', '--now', '--after', 'x']],
])('%s is a wrong usage', async (_, args) => {
  expect(await webhooks(...args)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/./) });
});

test.each([
  ['an address that nothing is posted to', ['add', 'ftp://example.org'], /Must be an http or https address/],
  ['a type that there is not', ['add', URL_, '--type', 'BUILD_EXPLODED'], /BUILD_EXPLODED/],
  ['a filter that is none', ['add', URL_, '--filter', '{"colour": "red"}'], /colour/],
  ['a cursor that is none', ['add', URL_, '--after', 'x'], /cursor/],
])('%s is refused by the server, in a sentence', async (_, args, message) => {
  const { code, stderr } = await webhooks(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
