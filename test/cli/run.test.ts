import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { placeAt, type Sandbox } from './support/cli.ts';
import { ReportServer } from './support/reports.ts';

let server: ReportServer;
let sandbox: Sandbox;

beforeEach(async () => {
  const place = placeAt(await new ReportServer().start());
  ({ server, sandbox } = place);
  return place.leave;
});

/** `lavalamp run` with the options that every call needs. */
function args(...rest: string[]): string[] {
  return ['run', '--builder', 'linux-gcc', ...rest];
}

/** A command that runs this script in a shell. */
function shell(script: string): string[] {
  return ['--', 'sh', '-c', script];
}

/** A command that runs this JavaScript. */
function node(script: string): string[] {
  return ['--', process.execPath, '-e', script];
}

function pendingFiles(): string[] {
  return existsSync(sandbox.pendingDirectory) ? readdirSync(sandbox.pendingDirectory) : [];
}

describe('lavalamp run reports', () => {
  test('a command as a build with one step, from its start to its end', async () => {
    const { code, stderr } = await sandbox.run(
      args('--project', 'aurora', '--property', 'arch=amd64', '--reason', 'push', ...shell('echo one; echo two')),
    );
    expect(code).toBe(0);
    const kinds = server.reports.items.map((report) => Object.keys(report)[0]);
    expect(kinds).toEqual([
      'registerBuilder',
      'startBuild',
      'startStep',
      'appendLog',
      'finishLog',
      'finishStep',
      'finishBuild',
    ]);
    const [start] = server.all('startBuild');
    expect(start).toMatchObject({
      origin: 'cli',
      builder: 'linux-gcc',
      worker: hostname(),
      reason: 'push',
      properties: [{ name: 'arch', value: 'amd64', source: 'lavalamp run' }],
    });
    expect(start?.sourceStamps).toBeUndefined();
    const build = { origin: 'cli', key: start?.key };
    expect(server.all('registerBuilder')).toEqual([{ origin: 'cli', name: 'linux-gcc', project: 'aurora' }]);
    expect(server.all('startStep')[0]).toMatchObject({ build, key: 'sh', name: 'sh' });
    expect(server.lines()).toEqual([
      { stream: 'STDOUT', text: 'one' },
      { stream: 'STDOUT', text: 'two' },
    ]);
    expect(server.all('finishLog')[0]).toMatchObject({ lineCount: 2 });
    expect(server.all('finishStep')[0]).toMatchObject({ step: { build, key: 'sh' }, result: 'SUCCESS' });
    expect(server.all('finishBuild')[0]).toMatchObject({ build, result: 'SUCCESS' });
    expect(stderr).toBe(`lavalamp: build 12 of linux-gcc: SUCCESS  ${server.url}/logs/the-log/raw\n`);
  });

  test('what git knows of the directory, without the credentials in its remote', async () => {
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], {
        cwd: sandbox.directory,
        encoding: 'utf8',
      }).trim();
    git('init', '--quiet', '--initial-branch', 'feature/x');
    git('commit', '--quiet', '--allow-empty', '--message', 'first');
    git('remote', 'add', 'origin', 'https://user:secret@git.example.org/a/b.git');
    await sandbox.run(args(...shell('true')));
    expect(server.all('startBuild')[0]?.sourceStamps).toEqual([
      { repository: 'https://git.example.org/a/b.git', branch: 'feature/x', revision: git('rev-parse', 'HEAD') },
    ]);
    await sandbox.run(args('--branch', 'main', '--revision', 'abc', ...shell('true')));
    expect(server.all('startBuild')[1]?.sourceStamps?.[0]).toMatchObject({ branch: 'main', revision: 'abc' });
  });

  test('lines while the command runs, stdout and stderr apart', async () => {
    const { process, ended } = sandbox.start(args(...shell('echo out; echo err >&2; read answer; echo "$answer"')));
    await server.reports.until(() => server.lines().length === 2);
    expect(server.all('finishBuild')).toEqual([]);
    process.stdin?.end('42\n');
    expect((await ended).stdout.toString()).toBe('out\n42\n');
    const lines = server.lines();
    expect(lines.filter(({ stream }) => stream === 'STDOUT').map(({ text }) => text)).toEqual(['out', '42']);
    expect(lines.filter(({ stream }) => stream === 'STDERR').map(({ text }) => text)).toEqual(['err']);
  });

  test('a last line without a line feed, broken UTF-8 and NUL characters as text', async () => {
    const { stdout } = await sandbox.run(
      args(...node(`process.stdout.write(Buffer.from('a\\0b\\n\\xffc', 'latin1'))`)),
    );
    expect(stdout).toEqual(Buffer.from('a\0b\n\xffc', 'latin1'));
    expect(server.lines().map(({ text }) => text)).toEqual(['a\ufffdb', '\ufffdc']);
  });

  test('what the server refuses once, at the end', async () => {
    server.judge = ({ appendLog }) => (appendLog === undefined ? null : 'This log is full.');
    const { code, stderr } = await sandbox.run(args(...shell('echo one; exit 3')));
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^lavalamp: build 12 of linux-gcc: FAILURE; the server refused a report: This log is full. \(INVALID\) .*\n$/,
    );
  });

  test('all but what the server cannot make anything of, which is set aside', async () => {
    server.fail = (reports) =>
      reports.every(({ finishStep }) => finishStep === undefined)
        ? null
        : { status: 400, body: { errors: [{ message: 'What is this?', extensions: { code: 'BAD_USER_INPUT' } }] } };
    const { code, stderr } = await sandbox.run(args(...shell('true')));
    expect(code).toBe(0);
    expect(stderr).toMatch(/SUCCESS; the server refused a report: What is this\? \(kept in \S+\.refused\)/);
    expect(server.all('finishBuild')).toHaveLength(1);
    expect(pendingFiles()).toEqual([expect.stringMatching(/\.refused$/)]);
  });

  test('nothing of its own with --quiet', async () => {
    const { stderr } = await sandbox.run(args('--quiet', ...shell('echo mine >&2')));
    expect(stderr).toBe('mine\n');
  });

  test('to the server in the option, under the key and names in the options', async () => {
    await sandbox.run(args('--url', server.url, '--key', 'k', '--step', 's', '--origin', 'o', ...shell('true')), {
      LAVALAMP_URL: 'http://127.0.0.1:9',
    });
    expect(server.all('finishStep')[0]?.step).toEqual({ build: { origin: 'o', key: 'k' }, key: 's' });
  });
});

describe('lavalamp run does to the command what a shell does', () => {
  test.each([0, 1, 3, 255])('exits with its exit code %i', async (code) => {
    const ended = await sandbox.run(args(...shell(`exit ${code}`)));
    expect(ended.code).toBe(code);
    expect(server.all('finishBuild')[0]?.result).toBe(code === 0 ? 'SUCCESS' : 'FAILURE');
  });

  test('exits with 127 when it is not found', async () => {
    const { code, stderr } = await sandbox.run(args('--', 'no-such-command'));
    expect(code).toBe(127);
    expect(stderr).toContain('lavalamp: no-such-command: command not found\n');
    expect(server.all('finishBuild')[0]?.result).toBe('EXCEPTION');
    expect(server.lines()).toEqual([{ stream: 'HEADER', text: 'no-such-command: command not found' }]);
  });

  test('exits with 126 when it may not be run', async () => {
    const file = join(sandbox.directory, 'data.txt');
    writeFileSync(file, 'x');
    chmodSync(file, 0o644);
    expect((await sandbox.run(args('--', file))).code).toBe(126);
    expect(server.all('finishBuild')[0]).toMatchObject({
      result: 'EXCEPTION',
      stateString: 'data.txt: permission denied',
    });
  });

  test('passes its input, and every byte of its output, on', async () => {
    const input = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 7919) % 256));
    const { process, ended } = sandbox.start(args('--quiet', ...shell('tee /dev/stderr')));
    process.stdin?.end(input);
    const { stdout, stderr } = await ended;
    expect(stdout.equals(input)).toBe(true);
    expect(stderr).toBe(input.toString());
  });

  test('lets it open its output by name', async () => {
    const { stdout, stderr } = await sandbox.run(
      args('--quiet', ...shell('echo one >/dev/stdout; echo two >/dev/stderr; echo three')),
    );
    expect([stdout.toString(), stderr]).toEqual(['one\nthree\n', 'two\n']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on, and ends by it', async (signal) => {
    const { process, ended, said } = sandbox.start(args(...shell('echo ready; exec sleep 60')));
    await said('ready');
    process.kill(signal);
    expect(await ended).toMatchObject({ signal, code: null });
    expect(server.all('finishBuild')[0]).toMatchObject({
      result: 'CANCELLED',
      stateString: `sh: stopped by ${signal}`,
    });
  });

  test('passes a signal on to a command that then exits as it likes', async () => {
    const { process, ended, said } = sandbox.start(
      args(...node(`process.on('SIGTERM', () => process.exit(5)); console.log('ready'); setInterval(() => {}, 1000)`)),
    );
    await said('ready');
    process.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 5, signal: null });
    expect(server.all('finishBuild')[0]?.result).toBe('CANCELLED');
  });

  test('exits with 128 and the number when another signal killed it', async () => {
    expect((await sandbox.run(args(...shell('kill -KILL $$')))).code).toBe(137);
    expect(server.all('finishBuild')[0]).toMatchObject({ result: 'FAILURE', stateString: 'sh: killed by SIGKILL' });
  });

  test('does not wait for what it left in the background', async () => {
    const { code, stdout } = await sandbox.run(args(...shell('sleep 60 & echo $!')));
    process.kill(Number(stdout.toString()));
    expect(code).toBe(0);
  });

  test('ends when nobody reads its output any more', async () => {
    const { ended } = sandbox.startProgram('sh', [
      '-c',
      '"$0" "$@" | head -n 1',
      process.execPath,
      join(import.meta.dirname, '../../dist/cli/main.js'),
      ...args('--', 'yes'),
    ]);
    expect((await ended).stdout.toString()).toBe('y\n');
    expect(await server.first('finishBuild')).toBeDefined();
  });

  test('keeps options of the command that follow its name', async () => {
    expect((await sandbox.run(['run', '-b', 'x', 'sh', '-c', 'echo "$1"', '--', '--quiet'])).stdout.toString()).toBe(
      '--quiet\n',
    );
  });

  test('exits with 2 when it is not told what to run', async () => {
    expect(await sandbox.run(['run', '--', 'true'])).toMatchObject({ code: 2 });
    expect(await sandbox.run(['run', '-b', 'x'])).toMatchObject({ code: 2 });
    expect(await sandbox.run(args('--property', 'novalue', '--', 'true'))).toMatchObject({ code: 2 });
    expect(await sandbox.run(args('--', 'true'), { LAVALAMP_URL: 'nonsense' })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('LAVALAMP_URL'),
    });
  });
});

describe('lavalamp run, when the server is away,', () => {
  test('changes nothing for the command, and keeps the reports for `lavalamp send`', async () => {
    await server.stop();
    const ended = await sandbox.run(args('--wait', '0.3', ...shell('echo out; exit 4')));
    expect(ended).toMatchObject({ code: 4, stdout: Buffer.from('out\n') });
    expect(ended.stderr).toMatch(
      /^lavalamp: linux-gcc: FAILURE; not all of it was reported yet \(Cannot reach .*`lavalamp send`\n$/,
    );
    const [file = ''] = pendingFiles();
    expect(statSync(join(sandbox.pendingDirectory, file)).mode & 0o777).toBe(0o600);

    expect((await sandbox.run(['send'])).code).toBe(3);
    expect(pendingFiles()).toEqual([file]);
    await server.start();
    expect(await sandbox.run(['send'])).toMatchObject({ code: 0, stdout: Buffer.from('Sent 6 reports.\n') });
    expect(server.all('finishBuild')[0]?.result).toBe('FAILURE');
    expect(server.lines()).toEqual([{ stream: 'STDOUT', text: 'out' }]);
    expect(pendingFiles()).toEqual([]);
  });

  test('sends all of it when the server comes back while the command runs', async () => {
    await server.stop();
    const { process, ended, said } = sandbox.start(args(...shell('echo early; read x; echo late')));
    await said('early');
    await server.start();
    await server.first('appendLog');
    process.stdin?.end('\n');
    expect((await ended).code).toBe(0);
    expect(server.lines().map(({ text }) => text)).toEqual(['early', 'late']);
    expect(pendingFiles()).toEqual([]);
  });

  test('waits a little at the end for a server that comes back', async () => {
    server.fail = () => ({ status: 502, body: 'Bad gateway' });
    const { process, ended } = sandbox.start(args('--wait', '60', ...shell('read x')));
    await server.requests.nth(1);
    process.stdin?.end();
    await server.requests.nth(2);
    server.fail = () => null;
    expect((await ended).code).toBe(1);
    expect(server.all('finishBuild')).toHaveLength(1);
  });

  test('stops waiting when it is told to', async () => {
    server.fail = () => ({ status: 502, body: 'Bad gateway' });
    const { process, ended, said } = sandbox.start(args('--wait', '600', ...shell('echo done')));
    await said('done');
    await server.requests.nth(2);
    process.kill('SIGTERM');
    expect((await ended).stderr).toContain('HTTP 502');
    expect(pendingFiles()).toHaveLength(1);
  });

  test('keeps the reports when its token is not good, and does not try for long', async () => {
    server.fail = () => ({
      status: 401,
      body: { errors: [{ message: 'This token is not known.', extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    const { code, stderr } = await sandbox.run(args('--wait', '600', ...shell('true')));
    expect(code).toBe(0);
    expect(stderr).toContain('This token is not known');
    expect(server.calls).toBe(1);
    expect(await sandbox.run(['send'])).toMatchObject({ code: 1, stderr: expect.stringContaining('LAVALAMP_TOKEN') });
    expect(pendingFiles()).toHaveLength(1);
  });

  test('leaves it to the next command to send the reports, however short that one is', async () => {
    await server.stop();
    await sandbox.run(args('--wait', '0', '--key', 'first', ...shell('true')));
    await server.start();
    expect((await sandbox.run(args('--wait', '60', '--key', 'second', ...shell('true')))).code).toBe(0);
    expect(server.all('finishBuild').map(({ build }) => build.key)).toEqual(
      expect.arrayContaining(['first', 'second']),
    );
    expect(pendingFiles()).toEqual([]);
  });

  test('stops waiting for the reports of earlier commands when it is told to, and leaves them', async () => {
    await server.stop();
    await sandbox.run(args('--wait', '0', '--key', 'first', ...shell('true')));
    await server.start();
    server.holds = ({ variables }) => JSON.stringify(variables).includes('"key":"first"');
    const { process, ended } = sandbox.start(args('--wait', '600', '--key', 'second', ...shell('true')));
    await server.requests.first(server.holds);
    await server.first('finishBuild');
    process.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, stderr: expect.stringContaining('build 12 of linux-gcc: SUCCESS') });
    expect(pendingFiles()).toHaveLength(1);
  });

  test('does not tell another server', async () => {
    await sandbox.run(args('--wait', '0', ...shell('true')), { LAVALAMP_URL: 'http://127.0.0.1:9' });
    const { code, stderr } = await sandbox.run(['send']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('1 more files are for other servers'),
    });
    expect(server.reports.length).toBe(0);
  });

  test('puts output that does not fit into memory into the file, and loses none of it', async () => {
    await server.stop();
    const script = `for (let i = 0; i < 40000; i++) console.log(i + ' '.repeat(60))`;
    await sandbox.run(args('--wait', '0', ...node(script)), { LAVALAMP_RUN_MEMORY_MIB: '1' });
    await server.start();
    expect((await sandbox.run(['send'])).code).toBe(0);
    expect(server.lines().map(({ text }) => Number(text))).toEqual(Array.from({ length: 40_000 }, (_, i) => i));
    expect(server.all('finishLog')[0]?.lineCount).toBe(40_000);
  });

  test('says how many lines are lost when there is no room for them anywhere', async () => {
    writeFileSync(join(sandbox.directory, 'data'), 'This is a file, where a directory should be.');
    await server.stop();
    const { process, ended, said } = sandbox.start(
      args('--wait', '600', ...node(`console.log(('x'.repeat(99) + '\\n').repeat(20000)); console.error('end')`)),
      { LAVALAMP_RUN_MEMORY_MIB: '1' },
    );
    process.stdin?.end();
    await said('end');
    await server.start();
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).toContain('is lost');
    const lines = server.lines();
    expect(lines.at(-1)).toMatchObject({
      stream: 'HEADER',
      text: expect.stringMatching(/^\d+ more lines could be neither sent nor kept/),
    });
    expect(server.all('finishLog')[0]?.lineCount).toBe(lines.length);
  });
});
