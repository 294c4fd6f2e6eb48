import { beforeAll, describe, expect, test } from 'vitest';
import {
  BuildPageDocument,
  createClient,
  EventCursorDocument,
  OverviewDocument,
  ReadLogDocument,
} from '../../src/client/index.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { placeAt, type Sandbox } from './support/cli.ts';

let server: TestServer;
let sandbox: Sandbox;

beforeAll(async () => {
  const place = placeAt(await startServer());
  ({ server, sandbox } = place);
  return place.leave;
});

const TOKEN = { LAVALAMP_TOKEN: ADMIN_TOKEN };

function client() {
  return createClient({ url: server.url, token: ADMIN_TOKEN });
}

/** The builds of one builder, the newest first. */
async function buildsOf(builder: string) {
  const { builds } = await client().execute(OverviewDocument, { first: 10, filter: { builders: [builder] } });
  return builds;
}

describe('With a real server', () => {
  test('a command that was run is a build with its result, its output and its address', async () => {
    const script = 'echo compiling; echo "warning: x" >&2; echo linking; exit 3';
    const { code, stderr } = await sandbox.run(
      ['run', '-b', 'linux-gcc', '-p', 'aurora', '--', 'sh', '-c', script],
      TOKEN,
    );
    expect(code).toBe(3);
    const [build] = (await buildsOf('linux-gcc')).nodes;
    expect(build).toMatchObject({ number: 1, state: 'FINISHED', result: 'FAILURE', stateString: 'sh: exit code 3' });

    const page = (await client().execute(BuildPageDocument, { id: build?.id ?? '' })).build;
    expect(page).toMatchObject({ origin: { name: 'cli', kind: 'CUSTOM' }, builder: { project: { name: 'aurora' } } });
    const [step] = page?.steps.nodes ?? [];
    expect(step).toMatchObject({ name: 'sh', state: 'FINISHED', result: 'FAILURE', stateString: 'exit code 3' });
    expect(step?.logs).toEqual([
      expect.objectContaining({ name: 'stdio', type: 'STDIO', complete: true, lineCount: 3 }),
    ]);

    const { log } = await client().execute(ReadLogDocument, { id: step?.logs[0]?.id ?? '', first: 10 });
    const lines = log?.lines.nodes.map(({ stream, text }) => `${stream} ${text}`) ?? [];
    expect(lines.filter((line) => line.startsWith('STDOUT'))).toEqual(['STDOUT compiling', 'STDOUT linking']);
    expect(lines).toContain('STDERR warning: x');

    const address = /build 1 of linux-gcc: FAILURE {2}(http\S+)\n$/.exec(stderr)?.[1];
    const raw = await fetch(address ?? '', { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect((await raw.text()).split('\n').sort()).toEqual(['', 'compiling', 'linking', 'warning: x']);
  });

  test('the same reports, sent again, change nothing', async () => {
    const args = ['run', '-b', 'again', '--wait', '0', '--', 'sh', '-c', 'echo one; echo two'];
    await sandbox.run(args, { ...TOKEN, LAVALAMP_TOKEN: 'not-a-token' });
    expect((await sandbox.run(['send'], TOKEN)).stdout.toString()).toBe('Sent 6 reports.\n');
    const builds = await buildsOf('again');
    expect(builds.totalCount).toBe(1);
    expect(builds.nodes[0]).toMatchObject({ result: 'SUCCESS', steps: { nodes: [{ name: 'sh', result: 'SUCCESS' }] } });
    expect((await sandbox.run(['send'], TOKEN)).stdout.toString()).toBe('Sent 0 reports.\n');
  });

  test('what runs is watched as it happens', async () => {
    const { eventCursor } = await client().execute(EventCursorDocument);
    const options = ['--builder', 'watched', '--after', eventCursor];
    const watching = sandbox.start(['watch', '--json', ...options], TOKEN);
    const shown = sandbox.start(['watch', '--steps', ...options], TOKEN);
    await sandbox.run(['run', '-b', 'watched', '--', 'true'], TOKEN);
    await watching.said('"state":"FINISHED"');
    await shown.said('#1 succeeded');
    for (const { process } of [watching, shown]) process.kill('SIGINT');
    const lines = (await watching.ended).stdout.toString().trimEnd().split('\n');
    const events = lines.map((line) => JSON.parse(line) as { __typename: string; cursor: string });
    expect(events[0]?.__typename).toBe('BuildStarted');
    expect(events.at(-1)?.__typename).toBe('BuildFinished');
    expect(new Set(events.map(({ cursor }) => cursor)).size).toBe(events.length);
    expect((await shown.ended).stdout.toString()).toMatch(
      /▶ watched #1 started.*\n.*· watched #1 true started\n(.*\n)*.*✔ watched #1 succeeded/,
    );
  });

  test('a token that was made reports, and no longer does once it is revoked', async () => {
    const made = await sandbox.run(['token', 'create', 'ci', '--scope', 'report'], TOKEN);
    const id = /token (\S+) \(report\)/.exec(made.stderr)?.[1] ?? '';
    const own = { LAVALAMP_TOKEN: made.stdout.toString().trim() };
    // Reading is open, and a token takes nothing away.
    expect((await sandbox.run(['run', '-b', 'with-token', '--', 'true'], own)).stderr).toContain(
      'build 1 of with-token: SUCCESS',
    );
    expect((await sandbox.run(['token', 'list'], TOKEN)).stdout.toString()).toMatch(
      new RegExp(`${id} .* report  works  ci\n`),
    );
    expect((await sandbox.run(['token', 'list'], own)).code).toBe(1);
    await sandbox.run(['token', 'revoke', id], TOKEN);
    const refused = await sandbox.run(['run', '-b', 'with-token', '--wait', '0', '--', 'true'], own);
    expect(refused).toMatchObject({ code: 0, stderr: expect.stringContaining('not all of it was reported yet') });
    expect((await buildsOf('with-token')).totalCount).toBe(1);
  });

  test('the demo fills the history, and can do it again', async () => {
    for (const round of [1, 2]) {
      const { code, stdout, stderr } = await sandbox.run(['demo', '--no-live', '--days', '1'], TOKEN);
      expect({ code, stderr, round }).toEqual({ code: 0, stderr: '', round });
      const reported = Number(/Reported (\d+) past builds/.exec(stdout.toString())?.[1]);
      const { builds } = await client().execute(OverviewDocument, { first: 1, filter: { origins: ['demo'] } });
      expect(builds.totalCount).toBeGreaterThanOrEqual(reported);
      const running = { origins: ['demo'], states: ['RUNNING' as const] };
      expect((await client().execute(OverviewDocument, { first: 1, filter: running })).builds.totalCount).toBe(0);
    }
  });

  test('live builds of the demo are reported, and none is left running', async () => {
    const { process, ended } = sandbox.start(['demo', '--days', '0'], TOKEN);
    const running = async () => {
      const filter = { origins: ['demo'], states: ['RUNNING' as const] };
      return (await client().execute(OverviewDocument, { first: 1, filter })).builds.totalCount;
    };
    while ((await running()) === 0);
    process.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    expect(await running()).toBe(0);
  });
});
