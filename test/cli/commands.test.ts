import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import { TestServer } from '../client/support/server.ts';
import { MAIN, placeAt, type Sandbox } from './support/cli.ts';

let server: TestServer;
let sandbox: Sandbox;

beforeEach(async () => {
  const place = placeAt(await new TestServer().start());
  ({ server, sandbox } = place);
  return place.leave;
});

/** Has the server answer every request with this. */
function answer(data: unknown): void {
  server.answer = () => ({ body: { data } });
}

function keepAdminToken(): void {
  mkdirSync(sandbox.dataDirectory, { recursive: true });
  writeFileSync(join(sandbox.dataDirectory, 'admin-token'), 'from-the-file\n');
}

describe('lavalamp', () => {
  test('prints its version, and help for each command', async () => {
    expect((await sandbox.run(['--version'])).stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
    const commands = [
      'serve',
      'migrate',
      'run',
      'step',
      'annotate',
      'property',
      'artifact',
      'send',
      'watch',
      'demo',
      'token',
      'webhooks',
      'completion',
    ];
    for (const { code, stdout } of await Promise.all(commands.map((command) => sandbox.run([command, '--help'])))) {
      expect(code).toBe(0);
      expect(stdout.toString()).toContain('Example');
    }
  });

  test('can be run as it was built, as npx and a shell do', async () => {
    const { stdout } = await promisify(execFile)(MAIN, ['--version']);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each([[[]], [['nonsense']], [['watch', '--nonsense']], [['watch', '--url', 'nonsense']]])(
    'exits with 2 for the arguments %j',
    async (args) => {
      expect(await sandbox.run(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(/./) });
    },
  );

  test.each(['serve', 'migrate'])(
    '%s exits with 2, as the help says, and names the setting that is wrong',
    async (command) => {
      const { code, stderr } = await sandbox.run([command], { PORT: 'eighty' });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^lavalamp: PORT: .*received "eighty"\.\n$/);
    },
  );
});

describe('The token that is sent', () => {
  const tokens = { tokens: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } };

  test('is that of LAVALAMP_TOKEN', async () => {
    keepAdminToken();
    answer(tokens);
    await sandbox.run(['token', 'list'], { LAVALAMP_TOKEN: 'set' });
    expect(server.requests.last?.authorization).toBe('Bearer set');
  });

  test('is the administrator’s when it is on this machine', async () => {
    keepAdminToken();
    answer(tokens);
    await sandbox.run(['token', 'list']);
    expect(server.requests.last?.authorization).toBe('Bearer from-the-file');
  });

  test('is none when there is none', async () => {
    answer(tokens);
    await sandbox.run(['token', 'list']);
    expect(server.requests.last?.authorization).toBeUndefined();
  });
});

describe('lavalamp token', () => {
  test('create prints the secret alone on stdout', async () => {
    answer({
      createToken: {
        token: { id: 'token_1', name: 'ci', scopes: ['READ', 'REPORT'] },
        secret: 'the-secret',
        userErrors: [],
      },
    });
    const { code, stdout, stderr } = await sandbox.run([
      'token',
      'create',
      'ci',
      '--scope',
      'report',
      '--scope',
      'READ',
    ]);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 0, stdout: 'the-secret\n' });
    expect(stderr).toContain('token_1 (read, report)');
    expect(server.requests.last?.variables).toEqual({ input: { name: 'ci', scopes: ['REPORT', 'READ'] } });
  });

  test('create says why the server refused', async () => {
    answer({
      createToken: { token: null, secret: null, userErrors: [{ code: 'INVALID', message: 'The name is empty.' }] },
    });
    expect(await sandbox.run(['token', 'create', '', '--scope', 'read'])).toMatchObject({
      code: 1,
      stderr: 'lavalamp: The name is empty.\n',
    });
  });

  test('create wants to know what the token is to allow', async () => {
    expect((await sandbox.run(['token', 'create', 'ci'])).code).toBe(2);
    expect((await sandbox.run(['token', 'create', 'ci', '--scope', 'everything'])).code).toBe(2);
  });

  test('list shows every page', async () => {
    const token = {
      id: 'token_1',
      name: 'ci',
      scopes: ['REPORT'],
      createdAt: '2026-11-24T08:30:00.000Z',
      revokedAt: null,
    };
    server.answer = ({ variables }) => ({
      body: {
        data: {
          tokens: variables?.after
            ? {
                nodes: [{ ...token, id: 'token_2', revokedAt: token.createdAt }],
                pageInfo: { hasNextPage: false, endCursor: 'y' },
              }
            : { nodes: [token], pageInfo: { hasNextPage: true, endCursor: 'x' } },
        },
      },
    });
    expect((await sandbox.run(['token', 'list'])).stdout.toString()).toBe(
      [
        'token_1  2026-11-24T08:30:00.000Z  report  works  ci\n',
        'token_2  2026-11-24T08:30:00.000Z  report  revoked 2026-11-24T08:30:00.000Z  ci\n',
      ].join(''),
    );
  });

  test('list and create print one object with --json', async () => {
    const token = { id: 'token_1', name: 'ci', scopes: ['REPORT'] };
    answer({
      tokens: { nodes: [token], pageInfo: { hasNextPage: false, endCursor: null } },
      createToken: { token, secret: 'the-secret', userErrors: [] },
    });
    const object = async (...args: string[]) => JSON.parse((await sandbox.run(args)).stdout.toString());
    expect(await object('token', 'list', '--json')).toEqual({ tokens: [token] });
    expect(await object('token', 'create', 'ci', '--scope', 'report', '--json')).toEqual({
      token,
      secret: 'the-secret',
    });
  });

  test('revoke names what it revoked', async () => {
    answer({ revokeToken: { token: { id: 'token_1', name: 'ci', revokedAt: '' }, userErrors: [] } });
    expect((await sandbox.run(['token', 'revoke', 'token_1'])).stdout.toString()).toBe('Revoked ci.\n');
  });

  test('says what to do without a token that may', async () => {
    server.answer = () => ({
      status: 403,
      body: { errors: [{ message: 'This needs the scope ADMIN.', extensions: { code: 'FORBIDDEN' } }] },
    });
    const { code, stderr } = await sandbox.run(['token', 'list']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^lavalamp: This needs the scope ADMIN\.\n.*lavalamp token create NAME.*\n$/);
  });

  test('says, without a token, where the first one is, which no command makes', async () => {
    server.answer = () => ({
      status: 401,
      body: { errors: [{ message: 'A token is needed.', extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    const { code, stderr } = await sandbox.run(['token', 'list']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^lavalamp: A token is needed\.\nSet LAVALAMP_TOKEN .*\n.*LAVALAMP_ADMIN_TOKEN.*\n$/);
  });
});
