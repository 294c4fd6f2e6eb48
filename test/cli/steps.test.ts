import { beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../src/cli/program.ts';
import { MAIN, placeAt, type Sandbox } from './support/cli.ts';
import { ReportServer } from './support/reports.ts';

let server: ReportServer;
let sandbox: Sandbox;

beforeEach(async () => {
  const place = placeAt(await new ReportServer().start());
  ({ server, sandbox } = place);
  return place.leave;
});

/** A shell function that is the command. */
const LAVALAMP = `lavalamp() { "${process.execPath}" "${MAIN}" "$@"; }`;

const run = (...args: string[]) => ['run', '--builder', 'b', '--key', 'k', ...args];
const shell = (script: string) => ['--', 'sh', '-c', `${LAVALAMP}\n${script}`];
const BUILD = { origin: 'cli', key: 'k' };

/** The steps that ended: their names and results. */
const ended = () => {
  const names = new Map(server.all('startStep').map(({ key, name }) => [key, name]));
  return server.all('finishStep').map(({ step, result }) => `${names.get(step.key ?? '')} ${result}`);
};

describe('lavalamp run with several steps', () => {
  const three = [
    '--step',
    'one',
    '--',
    'echo',
    '1',
    '--step',
    'two',
    '--',
    'sh',
    '-c',
    'echo 2; exit 7',
    '--step',
    'three',
    '--',
    'false',
  ];

  test('stops at the first that fails, skips the others, and exits as it did', async () => {
    const { code, stdout, stderr } = await sandbox.run(run('--json', ...three));
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 7, stdout: '1\n2\n' });
    expect(ended()).toEqual(['one SUCCESS', 'two FAILURE', 'three SKIPPED']);
    expect(server.all('finishBuild')[0]).toMatchObject({ result: 'FAILURE', stateString: 'two: exit code 7' });
    expect(server.all('appendLog').map(({ step, text }) => [step.key, text])).toEqual([
      ['one', '1\n'],
      ['two', '2\n'],
    ]);
    expect(JSON.parse(stderr)).toMatchObject({
      ...BUILD,
      number: 12,
      result: 'FAILURE',
      exitCode: 7,
      delivered: true,
      steps: [
        { name: 'one', exitCode: 0 },
        { name: 'two', result: 'FAILURE', exitCode: 7 },
      ],
    });
  });

  test('goes on with --keep-going, and exits as the first that failed', async () => {
    expect((await sandbox.run(run('--keep-going', ...three))).code).toBe(7);
    expect(ended()).toEqual(['one SUCCESS', 'two FAILURE', 'three FAILURE']);
    expect(server.all('finishBuild')[0]).toMatchObject({ result: 'FAILURE', stateString: '2 of 3 steps: two, three' });
  });

  test('runs none after one that was stopped, whatever it made of that', async () => {
    const stoppable = 'trap "exit 0" TERM; echo ready; while :; do sleep 0.05; done';
    const {
      process,
      ended: over,
      said,
    } = sandbox.start(run('-k', '--step', 'one', '--', 'sh', '-c', stoppable, '--step', 'one', '--', 'echo', 'never'));
    await said('ready');
    process.kill('SIGTERM');
    expect(await over).toMatchObject({ code: 0, stdout: Buffer.from('ready\n') });
    expect(ended()).toEqual(['one SUCCESS', 'one SKIPPED']);
    expect(server.all('startStep').map(({ key }) => key)).toEqual(['one', 'one (2)']);
  });
});

describe('Within a build', () => {
  test('steps, annotations, properties and links find it, and steps know the step that they are in', async () => {
    const script = `
      lavalamp property --parse cores 8 flags '["-g"]'
      lavalamp step unit -- sh -c 'echo inner; echo oops >&2; exit 3' || echo "exit $?"
      lavalamp step deploy -- "${process.execPath}" "${MAIN}" artifact page https://example.org/
      echo '2 of 70 failed' | lavalamp annotate --style error --json`;
    const { code, stdout, stderr } = await sandbox.run(run('--quiet', ...shell(script)), {
      LAVALAMP_TOKEN: 'secret-token',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: 'oops\n' });
    expect(stdout.toString()).toMatch(/^inner\nexit 3\n\{.*\}\n$/);
    expect(JSON.parse(stdout.toString().split('\n')[2] ?? '')).toMatchObject({
      build: BUILD,
      delivered: true,
      style: 'error',
    });

    expect(server.all('setProperties')[0]).toMatchObject({
      build: BUILD,
      properties: [
        { name: 'cores', value: 8 },
        { name: 'flags', value: ['-g'] },
      ],
    });
    expect(ended()).toEqual(['unit FAILURE', 'deploy SUCCESS', 'annotation FAILURE', 'sh SUCCESS']);
    const keyOf = (step: string) => server.all('startStep').find(({ name }) => name === step)?.key;
    const log = server.all('appendLog').filter(({ step }) => step.key === keyOf('unit'));
    expect(log.map(({ stream, text }) => [stream, text])).toEqual(
      expect.arrayContaining([
        ['STDOUT', 'inner\n'],
        ['STDERR', 'oops\n'],
      ]),
    );
    expect(server.all('updateStep')[0]).toMatchObject({
      step: { build: BUILD, key: keyOf('deploy') },
      urls: [{ name: 'page', url: 'https://example.org/' }],
    });
    expect(server.all('appendLog').find(({ name }) => name === 'annotation')).toMatchObject({
      type: 'TEXT',
      text: '2 of 70 failed\n',
    });
    expect(server.all('finishBuild')[0]?.result).toBe('SUCCESS');
  });

  test('another run is a build of its own, and knows its parent; the token is not put where it was not', async () => {
    const { stdout } = await sandbox.run(
      run(...shell('env | grep -c LAVALAMP_TOKEN; lavalamp run -q -b inner -- true')),
    );
    expect(stdout.toString()).toBe('0\n');
    const [outer, inner] = server.all('startBuild');
    expect(outer?.parentBuild).toBeUndefined();
    expect(inner).toMatchObject({ builder: 'inner', parentBuild: BUILD });
  });

  test('what could not be sent is kept, and the next run sends it', async () => {
    const url = server.url;
    await server.stop();
    const inside = { LAVALAMP_URL: url, LAVALAMP_BUILD: 'k', LAVALAMP_ORIGIN: 'cli' };
    const [step, ...others] = await Promise.all([
      sandbox.run(['step', '--wait', '0', 'unit', '--', 'sh', '-c', 'echo out; exit 5'], inside),
      sandbox.run(['annotate', '--wait', '0', 'Hello'], inside),
      sandbox.run(['property', '--wait', '0', '--json', 'a', 'b'], inside),
      sandbox.run(['artifact', '--wait', '0', 'page', 'https://example.org/'], inside),
    ]);
    expect(step).toMatchObject({ code: 5, stdout: Buffer.from('out\n') });
    expect(step?.stderr).toMatch(/^lavalamp: unit: not all of it was reported yet \(.*lavalamp send`\n$/);
    for (const { code, stderr } of others) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('not all of it was reported yet') });
    }
    expect(JSON.parse(others[1]?.stdout.toString() ?? '')).toMatchObject({
      delivered: false,
      keptIn: expect.stringContaining('pending'),
    });
    await server.start();
    await sandbox.run(run('--wait', '60', '--', 'true'), { LAVALAMP_URL: url });
    expect(ended().sort()).toEqual(['annotation SUCCESS', 'artifacts SUCCESS', 'true SUCCESS', 'unit FAILURE']);
    expect(server.all('setProperties')).toHaveLength(1);
  });

  test('what the server refuses is said, and exits with 1', async () => {
    server.judge = ({ setProperties }) => (setProperties === undefined ? null : 'There are 1,000 already.');
    const { code, stderr } = await sandbox.run(['property', '--build', 'k', '--origin', 'ci', 'a', 'b']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'lavalamp: the server refused a report: There are 1,000 already. (INVALID)\n',
    });
  });
});

describe('Outside of a build', () => {
  test('nothing is run or reported, and the sentence says what to do', async () => {
    const calls = [
      ['step', 'unit', '--', 'echo', 'run'],
      ['annotate', 'text'],
      ['property', 'a', 'b'],
      ['artifact', 'a', 'https://x.org'],
    ];
    for (const { code, stdout, stderr } of await Promise.all(calls.map((args) => sandbox.run(args)))) {
      expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^lavalamp: This does not run in a build, .*give --build KEY, and --origin NAME/);
    }
    expect(server.reports.length).toBe(0);
  });

  test('--build names the build: by its key, or by its id', async () => {
    await sandbox.run(['step', '--build', 'run-71', '--origin', 'ci', '--key', 's', 'deploy', '--', 'true']);
    // The step that one is in is none of that build.
    await sandbox.run(['artifact', '--build', 'build_7', 'page', 'https://x.org'], {
      LAVALAMP_BUILD: 'k',
      LAVALAMP_STEP: 's',
    });
    expect(server.all('startStep').map(({ build, key }) => [build, key])).toEqual([
      [{ origin: 'ci', key: 'run-71' }, 's'],
      [{ id: 'build_7' }, 'artifacts'],
    ]);
  });

  test.each([
    [['step', '--build', 'k', 'unit'], /missing required argument/],
    [['step', '--build', 'k', 'unit', '--'], /There is no command/],
    [['step', 'unit', '--build', 'k', '--', 'true'], /Options come before the name/],
    [['annotate', '--build', 'k', ' '], /There is nothing to say/],
    [['annotate', '--build', 'k', '--style', 'loud', 'x'], /Allowed choices are info, success, warning, error/],
    [['property', '--build', 'k', 'a'], /The property "a" has no value/],
    [['property', '--build', 'k', 'a', '1', 'a', '2'], /given twice/],
    [['property', '--build', 'k', '--parse', 'a', 'text'], /no JSON, as --parse expects; received "text"/],
    [['artifact', '--build', 'k', 'a', 'javascript:alert(1)'], /starts with http:\/\/ or https:\/\/; received/],
  ])('exits with 2, and says why, for %j', async (args, why) => {
    const heard = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(await main(args)).toBe(2);
      expect(heard.mock.calls.join('')).toMatch(why);
    } finally {
      heard.mockRestore();
    }
  });
});
