// Who may post to a hook, what becomes of what is posted, and how it is looked after.

import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, startServer, startServerBeside, type TestServer } from '../support/server.ts';
import {
  cdeventsOfOutputs,
  cdeventsStream,
  githubExamples,
  gitlabMergeRequest,
  gitlabStream,
  jenkinsStream,
} from './support/posts.ts';
import { allApplied, send, sendAll, unapplied } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_ANONYMOUS_READ: 'true' });
});
afterAll(() => server.stop());

const CREATE = `mutation ($input: CreateHookInput!) {
  createHook(input: $input) { hook { id path origin { name } } secret userErrors { code message path } } }`;

async function secretFor(system: string, originName: string): Promise<string> {
  const { data } = await server.graphql(CREATE, { input: { system, originName } });
  expect(data.createHook).toMatchObject({
    hook: { path: `/hooks/${system.toLowerCase()}/${originName}`, origin: null },
    userErrors: [],
  });
  return data.createHook.secret;
}

async function keptOf(origin: string): Promise<number> {
  const query = 'query ($filter: HookDeliveryFilter) { hookDeliveries(filter: $filter, first: 0) { totalCount } }';
  return (await server.graphql(query, { filter: { origins: [origin] } })).data.hookDeliveries.totalCount;
}

const measure = async (labels: string): Promise<number> => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`lavalamp_hook_deliveries_total{${labels}}`))
      ?.split(' ')[1] ?? 0,
  );
};

/** Begins a request, and sends only some of the body that it promises. `answered`: how the answer begins. */
function knock(path: string, header: string, promised: number, sent = 0, localAddress = '127.0.0.1') {
  const { hostname, host, port } = new URL(server.url);
  const socket = connect({ port: Number(port), host: hostname, localAddress });
  const answered = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  socket.write(`POST /hooks/${path} HTTP/1.1\r\nhost: ${host}\r\n${header}\r\ncontent-type: application/json\r\n`);
  socket.write(`content-length: ${promised}\r\n\r\n`);
  if (sent > 0) socket.write(Buffer.alloc(sent, ' '));
  return { socket, answered, closed };
}

const push = githubExamples.find(
  ({ headers, body }) => headers['x-github-event'] === 'push' && /refs\/heads/.test(JSON.stringify(body)),
);
const body = JSON.stringify(push?.body);
const signed = (secret: string, text: string) => `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`;

describe('a hook of GitHub', () => {
  it('takes what is signed with its secret, once for each name of a delivery, in JSON or as a form', async () => {
    const secret = await secretFor('GITHUB', 'signed');
    const headers = (text: string, delivery: string, more = {}) => ({
      'x-hub-signature-256': signed(secret, text),
      'x-github-event': 'push',
      'x-github-delivery': delivery,
      ...more,
    });
    expect(await send(server, 'github/signed', body, headers(body, 'a'))).toMatchObject({
      status: 202,
      answer: { repeated: false, delivery: expect.stringMatching(/^delivery_/) },
    });
    expect(await send(server, 'github/signed', body, headers(body, 'a'))).toMatchObject({
      status: 202,
      answer: { repeated: true },
    });
    const form = new URLSearchParams({ payload: body }).toString();
    const asForm = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(server, 'github/signed', form, headers(form, 'b', asForm))).status).toBe(202);
    await allApplied(server, 'signed');
    expect(await unapplied(server, 'signed')).toEqual([]);
    expect(await keptOf('signed')).toBe(2);
    const { data } = await server.graphql(
      '{ changes(filter: { origins: ["signed"] }) { nodes { author message files } } }',
    );
    expect(data.changes.nodes).toEqual([
      {
        author: expect.stringMatching(/^Codertocat <.*>$/),
        message: 'Initial commit',
        files: ['README.md'],
      },
    ]);
  });

  it.each([
    ['another secret', (text: string) => ({ 'x-hub-signature-256': signed('another secret of any length', text) })],
    ['a signature of another body', () => ({ 'x-hub-signature-256': signed('another', 'body') })],
    ['a signature that is none', () => ({ 'x-hub-signature-256': 'sha256=' })],
    ['the older signature, with SHA-1', (text: string) => ({ 'x-hub-signature': signed('x', text) })],
    ['nothing at all', () => ({})],
    ['the secret itself, which is for signing', () => ({ 'x-gitlab-token': 'x' })],
  ])('refuses %s with 401, keeps nothing, and counts it', async (_, headersOf) => {
    await secretFor('GITHUB', 'guarded');
    const before = await measure('system="github",outcome="refused"');
    const { status, answer } = await send(server, 'github/guarded', body, {
      'x-github-event': 'push',
      ...headersOf(body),
    });
    expect({ status, code: answer.errors[0].extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await keptOf('guarded')).toBe(0);
    expect(await measure('system="github",outcome="refused"')).toBe(before + 1);
  });

  it('has at most 20 secrets: the next is refused, and the first still opens', async () => {
    const first = await secretFor('GITHUB', 'full');
    for (let i = 1; i < 20; i += 1) await secretFor('GITHUB', 'full');
    const { data } = await server.graphql(CREATE, { input: { system: 'GITHUB', originName: 'full' } });
    const message = 'The hook of an origin has at most 20 secrets, and this one has as many. Remove one first.';
    expect(data.createHook).toEqual({
      hook: null,
      secret: null,
      userErrors: [{ code: 'CONFLICT', message, path: ['input', 'originName'] }],
    });
    const headers = { 'x-hub-signature-256': signed(first, body), 'x-github-event': 'push' };
    expect((await send(server, 'github/full', body, headers)).status).toBe(202);
  });

  it('opens with no secret of another origin, nor with one that was removed', async () => {
    const other = await secretFor('GITHUB', 'other');
    const headers = { 'x-hub-signature-256': signed(other, body), 'x-github-event': 'push' };
    expect((await send(server, 'github/elsewhere', body, headers)).status).toBe(401);
    expect((await send(server, 'github/other', body, headers)).status).toBe(202);
    const { data } = await server.graphql('{ hooks(first: 100) { nodes { id originName } } }');
    const { id } = data.hooks.nodes.find(({ originName }: { originName: string }) => originName === 'other');
    const REMOVE =
      'mutation ($input: RemoveHookInput!) { removeHook(input: $input) { hook { originName } userErrors { code } } }';
    expect((await server.graphql(REMOVE, { input: { id } })).data.removeHook).toEqual({
      hook: { originName: 'other' },
      userErrors: [],
    });
    expect((await send(server, 'github/other', body, headers)).status).toBe(401);
    expect((await server.graphql(REMOVE, { input: { id } })).data.removeHook).toEqual({
      hook: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });
});

describe('the other hooks', () => {
  const basic = (password: string) => `Basic ${Buffer.from(`lavalamp:${password}`).toString('base64')}`;
  const text = JSON.stringify(jenkinsStream[0]?.body);

  it('take the secret in X-Gitlab-Token, as a bearer token, or as a password, and nothing else', async () => {
    const gitlab = await secretFor('GITLAB', 'gl');
    const job = JSON.stringify(gitlabStream[0]?.body);
    const key = { 'idempotency-key': 'one' };
    expect((await send(server, 'gitlab/gl', job, { 'x-gitlab-token': gitlab, ...key })).answer).toMatchObject({
      repeated: false,
    });
    expect((await send(server, 'gitlab/gl', job, { 'x-gitlab-token': gitlab, ...key })).answer).toMatchObject({
      repeated: true,
    });
    expect((await send(server, 'gitlab/gl', job, { 'x-gitlab-token': `${gitlab}x` })).status).toBe(401);
    const jenkins = await secretFor('JENKINS', 'jk');
    expect((await send(server, 'jenkins/jk', text, { authorization: basic(jenkins) })).status).toBe(202);
    expect((await send(server, 'jenkins/jk', text, { authorization: `Bearer ${jenkins}` })).answer).toMatchObject({
      repeated: true,
    });
    expect((await send(server, 'jenkins/jk', text, { authorization: basic('wrong') })).status).toBe(401);
    // The secret of a hook is no access token.
    const { errors } = await server.graphql('{ viewer { scopes } }', {}, jenkins);
    expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED');
  });

  it('refuse a wrong secret before the body has come', async () => {
    const gitlab = await secretFor('GITLAB', 'early');
    for (const [path, header] of [
      ['gitlab/early', 'x-gitlab-token: wrong'],
      ['jenkins/jk', `authorization: ${basic('wrong')}`],
    ]) {
      const { socket, answered } = knock(path as string, header as string, 1_000_000);
      expect(await answered).toMatch(/^HTTP\/1.1 401 /);
      socket.destroy();
    }
    const job = JSON.stringify(gitlabStream[0]?.body);
    expect((await send(server, 'gitlab/early', job, { 'x-gitlab-token': gitlab })).status).toBe(202);
  });

  /** A header that may be a signature; sent with some megabytes that are never the whole body. */
  const plausible = `x-hub-signature-256: sha256=${'0'.repeat(64)}`;
  /** Resolves when what was written is on its way to the server, however much it is. */
  const sentBy = (knocks: readonly ReturnType<typeof knock>[]) =>
    Promise.all(
      knocks.map(({ socket }) => (socket.writableLength === 0 ? null : new Promise((r) => socket.once('drain', r)))),
    );

  it('do not read what comes without what may be a signature', async () => {
    await secretFor('GITHUB', 'unsigned');
    for (const header of ['x-hub-signature-256: sha256=00', `x-hub-signature-256: ${'0'.repeat(64)}`]) {
      const { socket, answered } = knock('github/unsigned', header, 16_000_000);
      expect(await answered).toMatch(/^HTTP\/1.1 401 /);
      socket.destroy();
    }
  });

  it('hold only so much that is not proved yet: the longest of who holds most gives way, and not who comes', async () => {
    const secret = await secretFor('GITHUB', 'crowded');
    // Not so long that it could be the longest itself, as long as the others have not all come as far as they will.
    const long = `${body}${' '.repeat(4_000_000)}`;
    const headers = { 'x-hub-signature-256': signed(secret, long), 'x-github-event': 'push' };
    const many = Array.from({ length: 5 }, () => knock('github/crowded', plausible, 16_000_000, 15_900_000));
    expect(await Promise.race(many.map(({ answered }) => answered))).toMatch(/^HTTP\/1.1 503 /);
    expect((await send(server, 'github/crowded', long, headers)).status).toBe(202);
    for (const { socket } of many) socket.destroy();
  });

  it('leave room for others, however many small bodies one address sends', async () => {
    const secret = await secretFor('GITHUB', 'flooded');
    const many = Array.from({ length: 100 }, () => knock('github/flooded', plausible, 800_000, 700_000, '127.0.0.2'));
    await sentBy(many);
    const long = `${body}${' '.repeat(12_000_000)}`;
    const sent = request(`${server.url}/hooks/github/flooded`, {
      method: 'POST',
      localAddress: '127.0.0.3',
      headers: { 'x-hub-signature-256': signed(secret, long), 'x-github-event': 'push', 'content-length': long.length },
    });
    const status = new Promise((resolve, reject) => {
      sent.once('response', (response) => resolve(response.resume().statusCode)).once('error', reject);
    });
    sent.end(long);
    expect(await status).toBe(202);
    for (const { socket } of many) socket.destroy();
    await Promise.all(many.map(({ closed }) => closed));
    // What they held is free again: one who is alone may send as much as any.
    const wrong = await send(server, 'github/flooded', ' '.repeat(15_000_000), {
      'x-hub-signature-256': signed(secret, body),
      'x-github-event': 'push',
    });
    expect(wrong.status).toBe(401);
  });

  it('are refused to tokens that may not report', async () => {
    const { data } = await server.graphql('mutation { createToken(input: { name: "r", scopes: [READ] }) { secret } }');
    expect(
      (await send(server, 'jenkins/jk', text, { authorization: `Bearer ${data.createToken.secret}` })).status,
    ).toBe(403);
  });

  it('take CDEvents in structured mode, in binary mode, and in batches', async () => {
    const [first, second, third] = cdeventsStream.map(
      ({ body }) => body as { readonly context: { readonly type: string } },
    );
    const envelope = (data: typeof first) => ({
      specversion: '1.0',
      id: '1',
      source: 's',
      type: data?.context.type,
      datacontenttype: 'application/json',
      data,
    });
    const authorization = `Bearer ${ADMIN_TOKEN}`;
    const post = (of: unknown, type: string, more = {}) =>
      send(server, 'cdevents/modes', JSON.stringify(of), { authorization, 'content-type': type, ...more });
    const answers = [
      await post(envelope(first), 'application/cloudevents+json'),
      await post(second, 'application/json', {
        'ce-id': '2',
        'ce-source': 's',
        'ce-type': 't',
        'ce-specversion': '1.0',
      }),
      await post([envelope(third)], 'application/cloudevents-batch+json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    await allApplied(server, 'modes');
    expect(await unapplied(server, 'modes')).toEqual([]);
  });

  it('keep what they do not understand, and say why; applied again, it is there still', async () => {
    await sendAll(server, 'odd', [
      gitlabMergeRequest,
      ...cdeventsOfOutputs,
      { system: 'github', headers: { 'x-github-event': 'star' }, body: {} },
    ]);
    const reasons = (await unapplied(server, 'odd')).map(({ reason }) => reason);
    expect(reasons).toHaveLength(cdeventsOfOutputs.length + 2);
    expect(reasons).toContain(
      'Expected object_kind to be one of pipeline, build, push, tag_push, received "merge_request".',
    );
    expect(reasons).toContainEqual(
      expect.stringMatching(/^Expected context.type .* "dev.cdevents.testoutput\.published/),
    );
    const REPLAY =
      'mutation ($filter: HookDeliveryFilter) { replayHookDeliveries(filter: $filter) { deliveryCount userErrors { code } } }';
    const filter = { origins: ['odd'], states: ['UNAPPLIED'] };
    const { data } = await server.graphql(REPLAY, { filter });
    expect(data.replayHookDeliveries).toEqual({ deliveryCount: reasons.length, userErrors: [] });
    await allApplied(server, 'odd');
    expect((await unapplied(server, 'odd')).map(({ reason }) => reason)).toEqual(reasons);
  });

  it('keep nothing of what was sent to no adapter, however much that is', async () => {
    const large = JSON.stringify({ text: 'x'.repeat(9_000_000) });
    for (let i = 0; i < 9; i += 1) expect((await send(server, 'gitea/gl', large)).status).toBe(404);
    expect((await send(server, 'gitlab/after', JSON.stringify(gitlabStream[1]?.body))).status).toBe(202);
  });

  it('answer what is no JSON with 400, and what is no adapter with 404', async () => {
    expect((await send(server, 'gitlab/gl', '{"a": ')).status).toBe(400);
    expect((await send(server, 'gitea/gl', '{}')).status).toBe(404);
  });
});

it('what a server has kept and not applied is applied by another, once it has gone', async () => {
  await server.database.pool.query(
    `insert into delivery (id, adapter, origin, headers, received_at, body, leased_until)
     select i, 'gitlab', 'left', '{}', now(), convert_to($1, 'UTF8'), case when i < 3 then now() - interval '1 second' end
     from generate_series(1, 4) i`,
    [JSON.stringify(gitlabStream[1]?.body)],
  );
  const beside = await startServerBeside(server);
  try {
    await allApplied(server, 'left');
    const { data } = await server.graphql('{ builds(filter: { origins: ["left"] }) { totalCount } }');
    expect(data.builds.totalCount).toBe(3);
  } finally {
    await beside.stop();
  }
});

it('the commands make a hook, list what could not be applied, and apply it again', async () => {
  const run = async (...args: string[]) => {
    const env = { ...process.env, LAVALAMP_URL: server.url, LAVALAMP_TOKEN: ADMIN_TOKEN };
    return promisify(execFile)(process.execPath, ['dist/cli/main.js', ...args], { env });
  };
  const made = await run('hook', 'create', 'github', '--origin', 'acme');
  expect(made.stdout).toMatch(/^lavahook_[\w-]{43}\n$/);
  expect(made.stderr).toContain(`at ${server.url}/hooks/github/acme;`);
  const list = await run('hook', 'list');
  expect(list.stdout).toMatch(/^hook_\d+ {2}\S+ {2}\/hooks\/github\/acme$/m);
  await sendAll(server, 'cli', [gitlabMergeRequest]);
  expect((await run('hook', 'unapplied', '--origin', 'cli')).stdout).toMatch(/gitlab {2}cli {2}Expected object_kind/);
  expect((await run('replay', '--origin', 'cli', '--unapplied')).stdout).toBe('1 deliveries are applied again.\n');
});
