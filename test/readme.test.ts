// The commands and snippets of the README and of docs/webhooks.md, run as they stand; only the addresses, the ports and the data
// directory are those of the test.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverConfig } from '../src/config.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from './support/server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const snippets = (language: string, text = README): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map((match) => match[1] ?? '');

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ LAVALAMP_WEBHOOK_PRIVATE: 'true' });
  writeFileSync(join(server.dataDirectory, 'admin-token'), `${ADMIN_TOKEN}\n`);
});
afterAll(() => server.stop());

const here = (text: string) =>
  text
    .replaceAll('http://127.0.0.1:8010', server.url)
    .replaceAll('~/.local/share/lavalamp', server.dataDirectory)
    .replaceAll('npx lavalamp', 'node dist/cli/main.js');

async function shell(command: string): Promise<string> {
  const env = { ...process.env, LAVALAMP_URL: server.url, LAVALAMP_DATA: server.dataDirectory };
  const { stdout } = await promisify(execFile)('sh', ['-c', here(command)], { cwd: ROOT, env });
  return stdout;
}

const commandWith = (part: string): string => {
  const found = snippets('sh').find((snippet) => snippet.includes(part));
  if (found === undefined) throw new Error(`The README has no command with ${part}.`);
  return found;
};

test('the command that reports a build of your own prints what it always prints, and the build is there', async () => {
  expect(await shell(commandWith('lavalamp run'))).toBe('hello, world\n');
  const { data } = await server.graphql(
    '{ builds(filter: { builders: ["hello"] }) { nodes { result steps { nodes { name logs { lineCount } } } } } }',
  );
  expect(data.builds.nodes).toEqual([
    { result: 'SUCCESS', steps: { nodes: [{ name: 'echo', logs: [{ lineCount: 1 }] }] } },
  ]);
});

test('the report by curl is accepted, and the question by curl is answered', async () => {
  expect(JSON.parse(await shell(commandWith('startBuild')))).toMatchObject({
    data: { startBuild: { build: { number: 1 }, userErrors: [] } },
  });
  const answer = JSON.parse(await shell(commandWith('builds(first: 3)')));
  expect(answer.data.builds.nodes).toContainEqual({
    number: 1,
    state: 'RUNNING',
    result: null,
    builder: { name: 'linux-gcc' },
  });
});

test('the events that curl is shown are those that it asked for', async () => {
  const child = spawn('sh', ['-c', here(commandWith('/events?'))], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    let text = '';
    // It says where it begins, and then what happens.
    while (!/^retry: 1000\n\nid: \S+\n\n$/.test(text)) text += (await lines.next()).value;
    text = '';
    const builds = ['other', 'hello'].map((builder) => ({ origin: 'curl', key: builder, builder }));
    await server.report(
      builds.flatMap((build) => [
        { startBuild: build },
        { finishBuild: { build: { origin: 'curl', key: build.key }, result: 'SUCCESS' } },
      ]),
    );
    while (!text.endsWith('\n\n')) text += (await lines.next()).value;
    const [, data = ''] = /^id: \S+\ndata: (.*)\n\n$/.exec(text) ?? [];
    expect(JSON.parse(data)).toMatchObject({
      type: 'BuildFinished',
      result: 'SUCCESS',
      build: { builder: { name: 'hello' } },
    });
  } finally {
    child.kill();
  }
});

test('the question in GraphQL is answered', async () => {
  const [query] = snippets('graphql');
  expect((await server.graphql(query ?? '')).errors).toBeUndefined();
});

test('the program that uses the client prints the builds that finish', async () => {
  const [program] = snippets('ts');
  // Within the package, so that `lavalamp/client` is found as its users find it.
  const file = join(ROOT, 'dist', 'readme-snippet.mjs');
  writeFileSync(file, `${here(program ?? '')}`.replace('for await', "console.log('ready');\nfor await"));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const lines = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready\n');
    const build = { origin: 'o', key: 'k' };
    const reports = [{ startBuild: { ...build, builder: 'snippet' } }, { finishBuild: { build, result: 'WARNINGS' } }];
    await server.graphql('mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }', { r: reports });
    expect((await lines.next()).value).toBe('snippet WARNINGS\n');
  } finally {
    child.kill();
  }
});

test('the example of a generated client generates', async () => {
  const output = join(server.dataDirectory, 'client.ts');
  const config = readFileSync(join(ROOT, 'docs/examples/codegen.yml'), 'utf8').replace('generated-client.ts', output);
  const file = join(server.dataDirectory, 'codegen.yml');
  writeFileSync(file, config);
  await promisify(execFile)(
    process.execPath,
    [join(ROOT, 'node_modules/@graphql-codegen/cli/esm/bin.js'), '--config', file],
    { cwd: ROOT },
  );
  expect(readFileSync(output, 'utf8')).toContain('export const OverviewDocument');
  // Where it is written in a checkout it is nobody's to format, or to commit.
  expect(readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')).toContain('/generated-client.ts');
});

test('the receiver of webhooks takes what is genuine, once, and nothing else', async () => {
  const guide = readFileSync(join(ROOT, 'docs/webhooks.md'), 'utf8');
  const [program = ''] = snippets('js', guide);
  const [question = ''] = snippets('graphql', guide);
  const [add = '', register = '', , care = ''] = snippets('sh', guide);
  const port = await freePort();
  const address = `http://127.0.0.1:${port}/`;
  const { registerWebhook } = JSON.parse(await shell(register.replace('http://127.0.0.1:9000/', address))).data;
  expect(registerWebhook).toMatchObject({ webhook: { id: expect.any(String) }, userErrors: [] });
  const child = spawn(process.execPath, ['--input-type=module', '-e', program.replace('9000', String(port))], {
    env: { ...process.env, WEBHOOK_SECRET: registerWebhook.secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('ready\n');
    const forged = {
      'webhook-id': 'x',
      'webhook-timestamp': String(Date.now() / 1_000),
      'webhook-signature': 'v1,x v1,é',
    };
    expect((await fetch(address, { method: 'POST', body: '{}', headers: forged })).status).toBe(401);
    const build = { origin: 'o', key: 'posted' };
    await server.report([{ startBuild: { ...build, builder: 'b' } }, { finishBuild: { build, result: 'FAILURE' } }]);
    expect(JSON.parse((await lines.next()).value)).toMatchObject({ type: 'BuildFinished', result: 'FAILURE' });
    expect((await server.graphql(question)).data.webhooks.nodes).toMatchObject([{ url: address }]);
    expect(await shell(add.replace('http://127.0.0.1:9000/', address))).toMatch(/^whsec_\S+\n$/);
    const { id } = registerWebhook.webhook;
    const said = (await shell(care.replaceAll(/webhook_\d+/g, id))).trimEnd().split('\n');
    expect(said).toHaveLength(6);
    expect(said[1]).toMatch(`${id}  `);
    expect(said.slice(2, 5)).toEqual(['Paused', 'Resumed', 'Resumed'].map((word) => `${word} ${id}, to ${address}.`));
    expect(JSON.parse(said[5] ?? '')).toMatchObject({ webhook: { id, filter: { types: ['BUILD_FINISHED'] } } });
    const { nodes } = (await server.graphql(question)).data.webhooks;
    expect(nodes).toMatchObject([{ url: address }]);
    expect(nodes[0].id).not.toBe(id);
  } finally {
    child.kill();
  }
});

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  return port;
}

test('every setting is told, with its default', () => {
  const source = readFileSync(join(ROOT, 'src/settings.ts'), 'utf8');
  const settings = [...source.matchAll(/^ {2}([A-Z_]{4,}): /gm)].map((match) => match[1] ?? '');
  expect(settings.length).toBeGreaterThan(20);
  for (const name of settings) expect(README).toContain(`\`${name}\``);
  expect(serverConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 8010,
    executor: 'jit',
    databaseConnections: 10,
    statementMs: 30_000,
    queueEvents: 1_000,
    heartbeatMs: 15_000,
    pollMs: 250,
    groupCommitMs: 2,
    deliveryDays: 7,
    eventMs: 30 * 86_400_000,
    maxEvents: 10_000_000,
    lostAfterMs: 6 * 3_600_000,
    lostBuildAfterMs: 24 * 3_600_000,
    webhooks: { allowPrivate: false, most: 100, timeoutMs: 10_000, retryMs: 2_000, pauseAfterMs: 72 * 3_600_000 },
    stopMs: 10_000,
    limits: {
      depth: 16,
      cost: 200_000,
      aliases: 30,
      tokens: 4_000,
      bodyBytes: 16 * 1_048_576,
      operationsPerSocket: 100,
      streamsPerAddress: 20_000,
    },
  });
});
