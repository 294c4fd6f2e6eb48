import { beforeEach, describe, expect, test } from 'vitest';
import { TestServer } from '../client/support/server.ts';
import { MAIN, placeAt, type Sandbox } from './support/cli.ts';

const BUILD = {
  id: 'b',
  number: 12,
  state: 'FINISHED',
  result: 'FAILURE',
  durationSeconds: 42,
  builder: { id: 'r', name: 'linux-gcc', project: null },
  worker: null,
  sourceStamps: [],
};
const FINISHED = {
  result: 'FAILURE',
  stateString: 'test failed',
  completedAt: '2026-11-24T08:30:00.000Z',
  build: BUILD,
};

let server: TestServer;
let sandbox: Sandbox;

beforeEach(async () => {
  const place = placeAt(await new TestServer().start());
  ({ server, sandbox } = place);
  return place.leave;
});

describe('lavalamp watch', () => {
  test('shows what happens from now on, a line for each event, until SIGINT', async () => {
    server.publish('BuildFinished', FINISHED);
    const { process, ended, said } = sandbox.start(['watch']);
    await server.subscribed.nth(1);
    server.publish();
    server.publish('BuildFinished', { ...FINISHED, stateString: 'compile failed' });
    await said('compile failed');
    process.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(stdout.toString()).toMatch(/^\d\d:\d\d:\d\d ✘ linux-gcc #12 failed in 42 s: compile failed\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test('says that a build which was given up runs again', async () => {
    const { process, ended, said } = sandbox.start(['watch', '--after', 'log:0']);
    const types = expect.arrayContaining(['BUILD_UPDATED']);
    expect((await server.subscribed.nth(1)).variables.filter).toMatchObject({ types });
    server.publish('BuildFinished', { ...FINISHED, result: 'RETRY' });
    server.publish('BuildUpdated', { stateString: '', build: { ...BUILD, state: 'RUNNING', result: null } });
    await said('linux-gcc #12 runs again');
    process.kill('SIGINT');
    await ended;
  });

  test('tells programs everything, and the cursor to go on from', async () => {
    server.publish('BuildFinished', FINISHED);
    server.publish('WorkerUpdated', { worker: null });
    const { process, ended, said } = sandbox.start(['watch', '--json', '--after', 'log:0']);
    await said('log:2');
    process.kill('SIGTERM');
    const lines = (await ended).stdout.toString().trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ __typename: 'BuildFinished', cursor: 'log:1', result: 'FAILURE', build: BUILD }),
      expect.objectContaining({ __typename: 'WorkerUpdated', cursor: 'log:2' }),
    ]);
  });

  test('asks the server for what it is to show, and no more', async () => {
    const options = [
      '--builder',
      'a',
      '--builder',
      'b',
      '--project',
      'p',
      '--origin',
      'o',
      '--branch',
      'main',
      '--result',
      'failure',
    ];
    const { process, ended } = sandbox.start(['watch', ...options]);
    expect((await server.subscribed.nth(1)).variables.filter).toEqual({
      types: ['BUILD_FINISHED'],
      origins: ['o'],
      builds: { builders: ['a', 'b'], projects: ['p'], branch: 'main', results: ['FAILURE'] },
    });
    process.kill('SIGINT');
    await ended;
  });

  test('goes on when the server is back, and says so', async () => {
    const { process, ended, said } = sandbox.start(['watch', '--after', 'log:0']);
    server.publish('BuildFinished', { ...FINISHED, stateString: 'before' });
    await said('before');
    await server.stop();
    await said('Trying again');
    server.publish('BuildFinished', { ...FINISHED, stateString: 'while it was away' });
    await server.start();
    await said('while it was away');
    process.kill('SIGINT');
    const { stdout, stderr } = await ended;
    expect(stdout.toString().match(/: before|: while it was away/g)).toEqual([': before', ': while it was away']);
    expect(stderr).toMatch(/^lavalamp: .*Trying again…\nlavalamp: connected again; nothing was missed\.\n$/);
  });

  test('ends quietly when nobody reads it any more', async () => {
    for (let i = 0; i < 5; i++) server.publish('BuildFinished', FINISHED);
    const { ended } = sandbox.startProgram('sh', [
      '-c',
      '{ "$0" "$@"; echo "exit code $?" >&2; } | head -n 1',
      process.execPath,
      MAIN,
      ...['watch', '--after', 'log:0'],
    ]);
    await server.subscribed.nth(1);
    const publishing = setInterval(() => server.publish('BuildFinished', FINISHED), 5);
    const { stdout, stderr } = await ended;
    clearInterval(publishing);
    expect({ lines: stdout.toString().split('\n').length, stderr }).toEqual({ lines: 2, stderr: 'exit code 0\n' });
  });

  test('exits with 3 when the server cannot be reached, and says what to do', async () => {
    await server.stop();
    const { code, stderr } = await sandbox.run(['watch']);
    expect(code).toBe(3);
    expect(stderr).toMatch(
      /^lavalamp: Cannot reach .*\n`lavalamp serve` starts one; LAVALAMP_URL, or --url, says where it is\.\n$/,
    );
  });

  test('exits with 1 when the cursor is not good any more', async () => {
    server.publish();
    server.oldest = 1;
    const { code, stderr } = await sandbox.run(['watch', '--after', 'log:0']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'lavalamp: Too old.\nLeave --after out to start from now.\n' });
  });

  test('exits with 2 when it is told to show a result that there is not', async () => {
    expect(await sandbox.run(['watch', '--result', 'GREAT'])).toMatchObject({ code: 2 });
  });
});
