// The commands of docs/cli.md, run as they stand, in their order, with stand-ins for what they build.

import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { MAIN, placeAt, type Sandbox } from './support/cli.ts';

const GUIDE = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
const BLOCKS = [...GUIDE.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);

let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  const place = placeAt(await startServer());
  ({ server, sandbox } = place);
  const program = (path: string, body: string) => {
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
  };
  mkdirSync(join(sandbox.directory, 'bin'));
  program(join(sandbox.directory, 'bin/lavalamp'), `exec "${process.execPath}" "${MAIN}" "$@"`);
  program(join(sandbox.directory, 'bin/make'), 'echo "made $*"');
  program(join(sandbox.directory, 'deploy.sh'), 'echo deployed');
  return place.leave;
});

// It starts some fifteen processes, one after the other.
test('every command of the guide works, and what it says is there', async () => {
  const env = {
    PATH: `${join(sandbox.directory, 'bin')}:${process.env.PATH}`,
    HOME: sandbox.directory,
    LAVALAMP_DATA: sandbox.dataDirectory,
    LAVALAMP_URL: server.url,
    LAVALAMP_TOKEN: ADMIN_TOKEN,
  };
  const said: string[] = [];
  for (const block of BLOCKS) {
    const { stdout, stderr } = await promisify(execFile)('sh', ['-ec', block], { cwd: sandbox.directory, env });
    expect(stderr).not.toMatch(/refused|not all of it/);
    said.push(stdout);
  }
  const { data } = await server.graphql(`{
    builds(first: 20, orderBy: { field: STARTED_AT, direction: ASC }) { nodes {
      key builder { name } result stateString properties { name value }
      steps(first: 50) { nodes { name result stateString urls { name url } logs { name type lineCount complete } } }
    } }
  }`);
  const builds: { builder: { name: string }; key: string; steps: { nodes: { name: string }[] } }[] = data.builds.nodes;
  const stepsOf = (builder: string) => {
    const found = builds.filter((build) => build.builder.name === builder);
    return found.map(({ steps }) => steps.nodes.map(({ name }) => name));
  };
  expect(stepsOf('linux-gcc')).toEqual([['make'], ['build', 'test'], ['make']]);
  expect(stepsOf('release')).toEqual([['make', 'artifacts', 'deploy', 'annotation']]);
  const [nightly] = builds.filter(({ builder }) => builder.name === 'nightly');
  expect(nightly).toMatchObject({
    result: 'SUCCESS',
    properties: expect.arrayContaining([
      { name: 'compiler', value: 'gcc-14' },
      { name: 'coverage', value: 71.3 },
      { name: 'flags', value: ['-O2', '-g'] },
    ]),
  });
  const steps = nightly?.steps.nodes ?? [];
  expect(steps.find(({ name }) => name === 'sh')).toMatchObject({
    urls: [{ name: 'coverage report', url: 'https://files.example.org/coverage.html' }],
  });
  expect(steps.map(({ name }) => name).sort()).toEqual(['annotation', 'e2e', 'sh', 'unit']);
  expect(steps.find(({ name }) => name === 'annotation')).toMatchObject({
    result: 'WARNINGS',
    stateString: 'The coverage fell to 71.3 %.',
    logs: [{ name: 'annotation', type: 'TEXT', lineCount: 1, complete: true }],
  });
  const objects = said
    .filter((text) => text.trimEnd().endsWith('}'))
    .map((text) => text.trimEnd().split('\n').at(-1) ?? '');
  expect(objects.map((text) => JSON.parse(text))).toEqual([
    expect.objectContaining({ delivered: true, style: 'info' }),
    { accepted: 0, refused: [], foreign: 0 },
    expect.objectContaining({ number: 3, result: 'SUCCESS' }),
  ]);
}, 120_000);
