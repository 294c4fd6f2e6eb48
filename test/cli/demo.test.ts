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

describe('lavalamp demo', () => {
  test('reports the past in few calls', async () => {
    const { code, stdout } = await sandbox.run(['demo', '--no-live', '--days', '2']);
    const builds = server.all('startBuild').length;
    expect({ code, stdout: stdout.toString() }).toEqual({
      code: 0,
      stdout: `Reported ${builds} past builds (${server.reports.length} reports).\n`,
    });
    // From 91 to 292 at every moment of a week; a single day may have as few as 17.
    expect(builds).toBeGreaterThan(50);
    expect(server.calls).toBe(Math.ceil(server.reports.length / 1_000));
  });

  test('reports live builds until it is stopped, and leaves nothing running', async () => {
    const { process, ended } = sandbox.start(['demo', '--days', '0']);
    await server.first('appendLog');
    process.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 0, signal: null });
    const started = server.all('startBuild').map(({ key }) => key);
    expect(started.length).toBeGreaterThan(0);
    expect(server.all('finishBuild').map(({ build }) => build.key)).toEqual(expect.arrayContaining(started));
    expect(server.all('finishBuild').at(-1)).toMatchObject({
      result: 'CANCELLED',
      stateString: 'the demo was stopped',
    });
    const asked = server.all('requestBuild').map(({ key }) => key);
    const met = server.all('startBuild').map(({ buildRequest }) => buildRequest?.key);
    const givenUp = server.all('finishBuildRequest').map(({ buildRequest }) => buildRequest.key);
    expect([...met, ...givenUp].sort()).toEqual(asked.sort());
  });

  test('stops by itself after the time that it was given', async () => {
    expect((await sandbox.run(['demo', '--days', '0', '--live-seconds', '0.5'])).code).toBe(0);
  });

  test('goes on when the server is back', async () => {
    const { process, ended, said } = sandbox.start(['demo', '--days', '0']);
    await server.first('startStep');
    await server.stop();
    await said('Trying again');
    await server.start();
    await server.reports.first(({ finishStep }) => finishStep !== undefined);
    process.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  test('exits with 3 when the server cannot be reached', async () => {
    await server.stop();
    expect((await sandbox.run(['demo'])).code).toBe(3);
  });

  test('exits with 2 for a number that makes no sense', async () => {
    expect((await sandbox.run(['demo', '--days', 'many'])).code).toBe(2);
  });
});
