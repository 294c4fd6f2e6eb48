// What a master cannot tell of one thing keeps out nothing else, and is there as soon as it can be told.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestMaster } from '../support/buildbot/master.ts';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { Sandbox } from './support/cli.ts';
import {
  copyOfRecorded,
  END,
  expectAsImported,
  FOLLOWED,
  follow,
  known,
  STORY,
  untilSeen,
} from './support/followed.ts';

type Fails = TestMaster['fails'];

let server: TestServer;
let sandbox: Sandbox;
let master: TestMaster;
let path: string;
let count = 0;

beforeAll(async () => {
  server = await startServer(FOLLOWED);
  sandbox = new Sandbox(() => server.url);
});
afterAll(async () => {
  sandbox.remove();
  await server.stop();
});
beforeEach(async () => {
  count += 1;
  path = copyOfRecorded(sandbox.directory, `state-${count}`);
  master = await new TestMaster(path).start();
});
afterEach(() => master.stop());

const of =
  (plural: string, key: string, id: number): Fails =>
  (at, thing) =>
    (at === plural || at === `${plural}/${id}`) && thing[key] === id;

const UNTOLD: readonly (readonly [what: string, said: RegExp, fails: Fails])[] = [
  ['the steps of a build', /the steps of build 7 cannot be read .*HTTP 500/, (at) => at === 'builds/7/steps'],
  [
    'the properties of a build',
    /the properties of build 7 cannot be read/,
    (at, { buildid }, parameters) => at.startsWith('builds') && buildid === 7 && parameters.has('property'),
  ],
  ['a build', /build 7 cannot be read/, of('builds', 'buildid', 7)],
  ['the last build', /build 16 cannot be read/, of('builds', 'buildid', 16)],
  ['a change', /change 1 cannot be read/, of('changes', 'changeid', 1)],
  ['a request that a build has met', /the request of build 7 cannot be read/, of('buildrequests', 'buildrequestid', 8)],
  ['a buildset', /the request of build \d+ cannot be read/, of('buildsets', 'bsid', 7)],
  ['the logs of a step', /the logs of step 3 of build 1 cannot be read/, (at) => at === 'steps/3/logs'],
  [
    'the results of tests',
    /the test results of build \d+ cannot be read/,
    (at) => /^builds\/\d+\/test_result_sets$/.test(at),
  ],
];

describe('What cannot be told', { timeout: 60_000 }, () => {
  test.each(UNTOLD)(
    '%s, is set aside while all else arrives, and arrives when it can be told',
    async (what, said, fails) => {
      const origin = `untold ${what}`;
      master.fails = fails;
      const following = await follow(server, master, origin, { lookMs: 20 });
      await following.upToDate(1);
      await following.heard((sentences) => sentences.some((sentence) => said.test(sentence)));
      const keys = Object.keys((await known(server, origin)).states).filter((key) => key.startsWith('build/'));
      expect(keys.length).toBeGreaterThanOrEqual(15);
      expect(following.state.aside.length).toBeGreaterThan(0);
      // The service is begun again meanwhile, and has not forgotten it.
      await following.stop();
      const again = await follow(server, master, origin, { state: following.state, lookMs: 20 });
      await again.upToDate(1);
      master.fails = () => false;
      await expectAsImported(server, path, origin);
      await untilSeen(server, async () => again.state.aside.length === 0);
      expect(again.state.aside).toEqual([]);
      await again.stop();
      expect([...following.said, ...again.said].filter((sentence) => !/[Ss]et aside/.test(sentence))).toEqual([]);
    },
  );

  test('since it is too large, is set aside as well', async () => {
    let isLarge = true;
    master.instead = ({ url }, response) => {
      if (!isLarge || url !== '/api/v2/builds/7/steps') return false;
      for (let i = 0; i < 65; i++) response.write(Buffer.alloc(1_048_576, ' '));
      response.end();
      return true;
    };
    const following = await follow(server, master, 'too-large', { lookMs: 20 });
    await following.upToDate(1);
    await following.heard((said) => said.some((sentence) => /the steps of build 7 .*more than 64 MiB/.test(sentence)));
    isLarge = false;
    await expectAsImported(server, path, 'too-large');
    await following.stop();
  });

  test('for a moment only, of whatever, costs nothing and is not said', async () => {
    let left = 0;
    master.fails = (at, _, parameters) => {
      if (left === 0 || !(parameters.has('property') || at.endsWith('/steps'))) return false;
      left -= 1;
      return true;
    };
    left = 12;
    const following = await follow(server, master, 'flapping', { lookMs: 20 });
    await following.upToDate(1);
    await expectAsImported(server, path, 'flapping');
    await following.stop();
    expect(following.said).toEqual([]);
  });

  test('of builds while they run, does not stop what is told of the others', async () => {
    master.things.at = STORY[0] ?? 0;
    master.fails = (at) => at === 'builds/5/steps' || at === 'builds/9/steps';
    const following = await follow(server, master, 'running', { lookMs: 200 });
    await master.news.until(() => master.listeners === 1);
    await following.upToDate(1);
    for (const time of [...STORY, END]) {
      const before = master.asked.length;
      master.advance(time);
      await master.news.until(() => master.asked.length > before);
    }
    await untilSeen(server, async () => {
      const { states } = await known(server, 'running');
      return Object.keys(states).filter((key) => key.startsWith('build/') && states[key] === 'FINISHED').length === 16;
    });
    await following.heard((said) => said.some((sentence) => /Set aside: the steps of build 5/.test(sentence)));
    master.fails = () => false;
    await expectAsImported(server, path, 'running');
    await following.stop();
  });

  test('is named by --once, which ends with 1, and is read the next time', async () => {
    master.fails = (at) => at === 'builds/7/steps';
    const args = ['follow', 'buildbot', master.url, '--origin', 'once', '--once', '--no-redact-headers'];
    const run = (...more: string[]) =>
      sandbox.run([...args, '--web', 'http://127.0.0.1:18010/', ...more], { LAVALAMP_TOKEN: ADMIN_TOKEN });
    const first = await run('--json');
    expect({ code: first.code, aside: JSON.parse(first.stdout.toString()).aside }).toEqual({
      code: 1,
      aside: [{ kind: 'builds', id: 7, what: 'the steps of build 7', why: expect.stringMatching(/HTTP 500/) }],
    });
    const told = await run();
    expect(told).toMatchObject({ code: 1 });
    expect(told.stdout.toString()).toMatch(/Could not be read, .*\n {2}the steps of build 7: http.*HTTP 500/);
    master.fails = () => false;
    expect(await run()).toMatchObject({ code: 0 });
    await expectAsImported(server, path, 'once');
  });
});
