// A start that fails says why in a sentence that names the setting, without a stack trace; one that works tells where the token is.

import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startFailure } from '../../src/cli/commands/serve.ts';
import { ConfigError, serverConfig } from '../../src/config.ts';
import { serve } from '../../src/main.ts';
import { cleanUp } from './support/cleanUp.ts';
import { answered } from './support/events.ts';
import { createDirectory, createHome } from './support/home.ts';
import { failToStart, SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

/** Expects a start that is refused with one line, which names the setting and says no more than it should. */
async function expectRefused(
  settings: Record<string, string | undefined>,
  sentence: RegExp,
  exitCode: number,
): Promise<void> {
  const { code, stdout, stderr } = await failToStart({ LAVALAMP_DATA: await createDirectory(), ...settings });
  expect(stderr).toMatch(sentence);
  expect(stderr).toMatch(/^lavalamp: [^\n]+[.]\n$/);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
}

test.each([
  ['PORT', 'eighty'],
  ['DATABASE_URL', 'mysql://secret@127.0.0.1/test'],
  ['LAVALAMP_EXECUTOR', 'java'],
  ['LAVALAMP_QUEUE_EVENTS', '0'],
  ['HOST', '192.0.2.1'],
  ['LAVALAMP_DATA', '/dev/null'],
])(
  '%s=%s is refused',
  async (name, value) => {
    await expectRefused({ [name]: value }, new RegExp(`^lavalamp: ${name}: (?!.*secret).*expected .*received`), 2);
  },
  SLOW,
);

test.each(['', ' \n', 'short'])(
  'a token file that holds %j makes nobody an administrator: the start is refused',
  async (text) => {
    const { settings, directory } = await createHome();
    const file = join(directory, 'admin-token');
    writeFileSync(file, text);
    const config = serverConfig({ ...settings, PORT: '0', LAVALAMP_ADMIN_TOKEN: undefined });
    await expect(serve(config)).rejects.toThrow(`${file} holds ${text.trim().length} characters`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
  SLOW,
);

/** A port that is taken as long as the test runs. */
async function takenPort() {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  return { port: String((taken.address() as AddressInfo).port), free: () => taken.close() };
}

test(
  'a port in use is refused, before anything is made',
  async () => {
    const directory = await createDirectory();
    const { port, free } = await takenPort();
    await expectRefused({ LAVALAMP_DATA: directory, PORT: port }, new RegExp(`${port}.*set PORT`), 1);
    expect(readdirSync(directory)).toEqual([]);
    free();
  },
  SLOW,
);

test.each<[Record<string, string>, string]>([
  [{ code: 'ENOTFOUND', hostname: 'no-such-host' }, 'HOST: expected .*received "no-such-host"'],
  [{ code: 'EADDRNOTAVAIL', address: '192.0.2.1' }, 'HOST: expected .*received "192.0.2.1"'],
  [{ code: 'EROFS', syscall: 'mkdir', path: '/usr/x' }, 'LAVALAMP_DATA: expected .*received "/usr/x"'],
])('what Node says of a place is said of its setting: %j', (facts, sentence) => {
  const failure = startFailure(Object.assign(new Error('node: no'), facts));
  expect(failure).toBeInstanceOf(ConfigError);
  expect(failure.message).toMatch(new RegExp(`^${sentence} \\(node: no\\)\\.$`));
});

test(
  'a database that cannot be reached is refused, in a sentence that names DATABASE_URL and not its password',
  async () => {
    const { port, free } = await takenPort();
    free();
    const at = (host: string) => ({ DATABASE_URL: `postgres://root:secret@${host}:${port}/test` });
    await expectRefused(at('localhost'), /^lavalamp: (?!.*secret).*DATABASE_URL/, 1);
    for (const host of ['127.0.0.1', 'no-such-host.invalid']) {
      const config = serverConfig({ PORT: '0', LAVALAMP_DATA: await createDirectory(), ...at(host) });
      const failure = await serve(config).then(String, (error) => startFailure(error).message);
      expect(failure).toMatch(/^(?!.*secret)[^\n]*DATABASE_URL[^\n]*\.$/);
    }
  },
  SLOW,
);

test(
  'the token is printed once, at the first start, and kept for its owner only',
  async () => {
    const { settings, directory } = await createHome();
    const unset = { ...settings, LAVALAMP_ADMIN_TOKEN: undefined };
    const file = join(directory, 'admin-token');
    const first = await startProcess(unset);
    const token = readFileSync(file, 'utf8').trim();
    await first.said(`The administrator's token, shown only now and kept in ${file}:\n${token}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(token.length).toBeGreaterThan(40);
    const { data } = await first.graphql('{ tokens(first: 10) { nodes { name scopes } } }', {}, token);
    expect(data.tokens.nodes).toContainEqual({ name: 'administrator', scopes: ['ADMIN'] });
    await first.kill('SIGTERM');

    const second = await startProcess(unset);
    expect(
      (await answered((query) => second.graphql(query, {}, token), '{ tokens(first: 10) { totalCount } }')).tokens,
    ).toEqual({
      totalCount: 1,
    });
    expect((await second.kill('SIGTERM')).stdout).toBe(`Lavalamp is at ${second.url}\n`);
  },
  SLOW,
);
