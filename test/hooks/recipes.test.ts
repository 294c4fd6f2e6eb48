// The examples with curl of docs/github.md, docs/gitlab.md, docs/jenkins.md and docs/cdevents.md, run as they stand; only the address
// is that of the test.

import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { allApplied, unapplied } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it.each([
  ['github', 'acme'],
  ['gitlab', 'gitlab.example.org'],
  ['jenkins', 'jenkins.example.org'],
  ['cdevents', 'tekton.example.org'],
])(
  'the example of docs/%s.md is accepted with the secret of the hook, and refused with another',
  async (system, originName) => {
    const text = readFileSync(new URL(`../../docs/${system}.md`, import.meta.url), 'utf8');
    const snippets = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, snippet = '']) => snippet);
    expect(snippets[0]).toContain(`lavalamp hook create ${system} --origin ${originName}`);
    const example = snippets
      .find((snippet) => snippet.includes('curl'))
      ?.replaceAll('http://127.0.0.1:8010', server.url);
    const { data } = await server.graphql(
      'mutation ($input: CreateHookInput!) { createHook(input: $input) { secret } }',
      { input: { system: system.toUpperCase(), originName } },
    );
    const run = async (SECRET: string) => {
      const { stdout } = await promisify(execFile)('sh', ['-c', example ?? 'false'], {
        env: { ...process.env, SECRET },
      });
      return JSON.parse(stdout);
    };
    expect(await run('another secret')).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await run(data.createHook.secret)).toMatchObject({
      repeated: false,
      delivery: expect.stringMatching(/^delivery_/),
    });
    await allApplied(server, originName);
    expect(await unapplied(server, originName)).toEqual([]);
    const { data: known } = await server.graphql('query ($name: String!) { origin(name: $name) { name } }', {
      name: originName,
    });
    expect(known.origin).toEqual({ name: originName });
  },
);
