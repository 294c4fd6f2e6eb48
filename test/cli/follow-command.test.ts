// `lavalamp follow buildbot`, as a process: how it begins, how it ends, and what it does when it, or the server, is away.

import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { truth } from '../adapters/support/posts.ts';
import { TestMaster } from '../support/buildbot/master.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { Sandbox } from './support/cli.ts';
import { copyOfRecorded, END, expectAsImported, FOLLOWED, known, STORY } from './support/followed.ts';

const TOKEN = { LAVALAMP_TOKEN: ADMIN_TOKEN };

let server: TestServer;
let sandbox: Sandbox;
let master: TestMaster;
let path: string;
let count = 0;

beforeAll(async () => {
  server = await startServer(FOLLOWED);
});
afterAll(() => server.stop());
beforeEach(async () => {
  count += 1;
  sandbox = new Sandbox(() => server.url);
  path = copyOfRecorded(sandbox.directory, `command-${count}`);
  master = await new TestMaster(path).start();
});
afterEach(async () => {
  await master.stop();
  sandbox.remove();
});

const args = (origin: string, ...more: string[]) => ['follow', 'buildbot', master.url, '--origin', origin, ...more];
/** As an import in these tests does it. */
const whole = (origin: string, ...more: string[]) =>
  args(origin, '--no-redact-headers', '--web', 'http://127.0.0.1:18010/', ...more);

// They start several processes, one after the other.
describe('The service', { timeout: 90_000 }, () => {
  test('reads what there is and what comes, and ends well when it is told to', async () => {
    master.things.at = STORY[4] ?? 0;
    const following = sandbox.start(whole('service'), TOKEN);
    await following.said('up to date');
    await master.news.until(() => master.listeners === 1);
    master.advance(END);
    await expectAsImported(server, path, 'service');
    following.process.kill('SIGTERM');
    const { code, stderr } = await following.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: `lavalamp: up to date with ${master.url}.\n` });
  });

  test('that is killed again and again, and begins again, repeats nothing and leaves nothing out', async () => {
    master.things.at = STORY[0] ?? 0;
    for (const time of STORY.slice(2, 5)) {
      const following = sandbox.start(whole('killed'), TOKEN);
      const asked = master.asked.length;
      await master.news.until(() => master.asked.length > asked);
      master.advance(time);
      await master.news.until(() => master.asked.length > asked + 15);
      following.process.kill('SIGKILL');
      await following.ended;
    }
    master.advance(END);
    const last = sandbox.start(whole('killed'), TOKEN);
    await last.said('up to date');
    await expectAsImported(server, path, 'killed');
    const { eventCursor } = (await server.graphql('{ eventCursor }')).data;
    last.process.kill('SIGINT');
    expect(await last.ended).toMatchObject({ code: 0 });
    const once = await sandbox.run(whole('killed', '--once'), TOKEN);
    expect(once).toMatchObject({ code: 0 });
    expect((await server.graphql('{ eventCursor }')).data).toEqual({ eventCursor });
  });

  test('goes on when the server was away', async () => {
    const gate = await openGate();
    master.things.at = STORY[1] ?? 0;
    const following = sandbox.start(whole('away', '--url', gate.url), TOKEN);
    await following.said('up to date');
    await master.news.until(() => master.listeners === 1);
    gate.shut();
    master.advance(STORY[6] ?? 0);
    await following.said('Cannot reach');
    master.advance(END);
    await gate.open();
    await expectAsImported(server, path, 'away');
    following.process.kill('SIGTERM');
    expect(await following.ended).toMatchObject({ code: 0 });
    gate.shut();
  });

  test('begins before the master does, and before the server does', async () => {
    const gate = await openGate();
    gate.shut();
    await master.kill();
    const following = sandbox.start(whole('early', '--url', gate.url), TOKEN);
    await following.said('Cannot reach');
    await master.start();
    await gate.open();
    await following.said('up to date');
    await expectAsImported(server, path, 'early');
    following.process.kill('SIGTERM');
    expect(await following.ended).toMatchObject({ code: 0 });
    gate.shut();
  });

  test.each([
    ['that was told no address', () => []],
    ['that was told the address', () => ['--web', master.url]],
    [
      'that was told the address in other letters',
      () => ['--web', master.url.replace('127.0.0.1', 'LOCALHOST').slice(0, -1)],
    ],
  ])('goes on from where an import has come to %s', async (how, web) => {
    const origin = `goes-on ${how}`;
    const imported = ['import', 'buildbot', path, '--origin', origin, ...web()];
    expect(await sandbox.run(imported, TOKEN)).toMatchObject({ code: 0 });
    const [, , , ...rest] = args(origin, '--once', '--json');
    const { code, stdout } = await sandbox.run(['follow', 'buildbot', web()[1] ?? master.url, ...rest], TOKEN);
    const { kinds } = JSON.parse(stdout.toString());
    expect({ code, builds: kinds.builds.read, changes: kinds.changes.read }).toEqual({
      code: 0,
      builds: 0,
      changes: 0,
    });
  });
});

describe('The command', { timeout: 90_000 }, () => {
  test('reads what is selected, and logs in with a password that nobody sees', async () => {
    const asked: (string | undefined)[] = [];
    master.instead = ({ headers }, response) => {
      asked.push(headers.authorization);
      if (headers.authorization !== undefined && headers.cookie === 'session=1') return false;
      response.writeHead(401).end('no');
      return true;
    };
    const refused = await sandbox.run(args('selected', '--once'), TOKEN);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/HTTP 401.*--user/) });
    writeFileSync(join(sandbox.directory, 'headers'), 'Cookie: session=1\n\n');
    const { code, stdout } = await sandbox.run(
      args('selected', '--once', '--json', '--no-logs', '--builder', 'linux-*', '--user', 'me', '--headers', 'headers'),
      { ...TOKEN, LAVALAMP_BUILDBOT_PASSWORD: 'hidden' },
    );
    expect(code).toBe(0);
    expect(asked.at(-1)).toBe(`Basic ${Buffer.from('me:hidden').toString('base64')}`);
    const wanted = truth.builds.filter(({ builder }) => builder.startsWith('linux-')).length;
    expect(JSON.parse(stdout.toString()).kinds).toMatchObject({
      builds: { read: wanted, written: wanted, refused: 0 },
      logs: { read: 0 },
    });
    expect(
      Object.keys((await known(server, 'selected')).states).filter((key) => key.startsWith('build/')),
    ).toHaveLength(wanted);
  });

  test('reads only what began since then, without reading what was before', async () => {
    const { code, stdout } = await sandbox.run(
      args('since', '--once', '--json', '--since', new Date(1795489925_000).toISOString()),
      TOKEN,
    );
    const wanted = truth.builds.filter(({ startedAt }) => Date.parse(startedAt) >= 1795489925_000).length;
    expect(code).toBe(0);
    expect(JSON.parse(stdout.toString()).kinds.builds).toMatchObject({ read: wanted, written: wanted });
  });

  test('says what is wrong where it cannot begin', async () => {
    const said = async (...line: string[]) => {
      const { code, stderr } = await sandbox.run(['follow', 'buildbot', ...line, '--once'], TOKEN);
      return `${code} ${stderr}`;
    };
    expect(await said('buildbot:8010', '--origin', 'x')).toMatch(/^2 .*Expected the address/);
    expect(await said(master.url, '--origin', 'x', '--builder', 'none*')).toMatch(/^2 .*No builder is called none\*/);
    expect(await said(master.url, '--origin', 'x', '--password-file', 'none')).toMatch(/^2 .*none cannot be read/);
    expect(await said('http://127.0.0.1:1/', '--origin', 'x')).toMatch(/^3 .*Cannot reach http:\/\/127\.0\.0\.1:1/);
    expect(await said(server.url, '--origin', 'x')).toMatch(/^1 .*Buildbot 3\.4/);
  });

  test('tells nobody a password, and passes over none that was given', async () => {
    const file = join(sandbox.directory, 'secret');
    const said = async (address: string, ...line: string[]) => {
      const { code, stderr } = await sandbox.run(
        ['follow', 'buildbot', address, '--origin', 'x', '--once', ...line],
        TOKEN,
      );
      expect(stderr).not.toMatch(/s3cret|URIError/);
      return `${code} ${stderr}`;
    };
    expect(await said('admin:s3cret@buildbot:8010')).toMatch(/^2 .*received …@buildbot:8010/);
    expect(await said('http://u:s3cret%off@h/')).toMatch(/^2 .*write it as %25/);
    for (const bad of ['\u0416', '\0', '\r', '\x7f']) {
      writeFileSync(file, `Cookie: s3cret${bad}s3cret\n`);
      expect(await said(master.url, '--headers', file)).toMatch(/^2 .*A value in .*secret has a character/);
    }
    writeFileSync(file, 's3cret\n');
    expect(await said(master.url, '--password-file', file)).toMatch(/^2 .*add --user/);
    expect(await said(master.url.replace('//', '//:s3cret@'))).toMatch(/^2 .*add --user/);
  });

  test('that reads once and is ended before that does not say that it went well', async () => {
    const asked = new Promise<void>((resolve) => {
      master.instead = ({ url }) => {
        if (url?.includes('/builds?') !== true) return false;
        resolve();
        return true;
      };
    });
    const once = sandbox.start(args('ended', '--once', '--json'), TOKEN);
    await asked;
    once.process.kill('SIGTERM');
    expect(await once.ended).toMatchObject({ code: 143, stderr: expect.stringContaining('ended by SIGTERM') });
  });

  test('refuses to go on with another Buildbot', async () => {
    expect(await sandbox.run(args('other', '--once'), TOKEN)).toMatchObject({ code: 0 });
    master.things.run('update builds set number = number + 100');
    expect(await sandbox.run(args('other', '--once'), TOKEN)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is not the one that was imported for other before/),
    });
  });
});

/** A way to the server that can be shut, as when it is away. */
async function openGate() {
  const sockets = new Set<Socket>();
  const gate = createServer((socket) => {
    const onward = connect(Number(new URL(server.url).port), '127.0.0.1');
    for (const each of [socket, onward]) {
      sockets.add(each);
      each.on('error', () => {});
      each.on('close', () => {
        sockets.delete(each);
        socket.destroy();
        onward.destroy();
      });
    }
    socket.pipe(onward);
    onward.pipe(socket);
  });
  const listen = (port: number) => new Promise<void>((resolve) => gate.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = gate.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    open: () => listen(port),
    shut: () => {
      gate.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
