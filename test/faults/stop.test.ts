// A stop in good order: what was asked before it is answered, sockets are told, and the next start finds everything.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { SHORT_LIVED } from '../support/node.ts';
import { ADMIN_TOKEN } from '../support/server.ts';
import { cleanUp } from './support/cleanUp.ts';
import { answered } from './support/events.ts';
import { createHome } from './support/home.ts';
import { SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const REPORTERS = 32;
const START = `mutation ($input: StartBuildInput!) {
  startBuild(input: $input) { build { number } userErrors { message } } }`;

/** Sends the head of a report. @returns, once the server has taken it up, what sends the rest and waits for the answer. */
async function beginReport(url: string, key: string): Promise<() => Promise<{ status: number; body: string }>> {
  const query = { query: START, variables: { input: { origin: 'ci', key, builder: 'linux' } } };
  const sending = request(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${ADMIN_TOKEN}`,
      // The server says "continue" when the request has reached it.
      expect: '100-continue',
    },
  });
  const answer = once(sending, 'response').then(async ([response]) => {
    let body = '';
    for await (const chunk of response.setEncoding('utf8')) body += chunk;
    return { status: response.statusCode, body };
  });
  sending.flushHeaders();
  await once(sending, 'continue');
  return () => {
    sending.end(JSON.stringify(query));
    return answer;
  };
}

test(
  'SIGTERM answers the reports in flight, closes sockets with 1001, exits with 0, and the next start has it all',
  async () => {
    const { settings } = await createHome();
    const server = await startProcess({ ...settings, LAVALAMP_GROUP_COMMIT_MILLISECONDS: '300' });
    const socket = new WebSocket(server.url.replace(/^http/, 'ws').concat('/graphql'), 'graphql-transport-ws');
    await once(socket, 'open');
    const closed = once(socket, 'close');
    const begun = await Promise.all(Array.from({ length: REPORTERS }, (_, i) => beginReport(server.url, `build ${i}`)));

    // Half of the reports are on their way to the commit, which waits for others; the other half is still being sent.
    const answers = begun.slice(0, REPORTERS / 2).map((finish) => finish());
    const ended = server.kill('SIGTERM');
    const [code, reason] = await closed;
    expect({ code, reason: String(reason) }).toEqual({ code: 1001, reason: 'The server goes away' });
    answers.push(...begun.slice(REPORTERS / 2).map((finish) => finish()));
    const numbers = (await Promise.all(answers)).map(({ status, body }) => {
      expect(status).toBe(200);
      const { data } = JSON.parse(body);
      expect(data.startBuild.userErrors).toEqual([]);
      return data.startBuild.build.number;
    });
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: REPORTERS }, (_, i) => i + 1));
    expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    await expect(server.graphql('{ __typename }')).rejects.toThrow();

    const next = await startProcess(settings);
    expect((await answered(next.graphql, '{ builds { totalCount } }')).builds).toEqual({ totalCount: REPORTERS });
    expect(await next.kill('SIGINT')).toMatchObject({ code: 0, signal: null, stderr: '' });
  },
  SLOW,
);

/** Serves, stops, and says what still keeps the process alive. */
const SERVE_AND_STOP = `
  const { serve } = await import('./dist/main.js');
  const { serverConfig } = await import('./dist/config.js');
  await (await serve(serverConfig())).stop();
  console.log(process.getActiveResourcesInfo().join());`;

test(
  'a server that has stopped leaves no timer behind that its process would wait for',
  async () => {
    const { settings } = await createHome();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...SHORT_LIVED, '--input-type=module', '-e', SERVE_AND_STOP],
      {
        cwd: fileURLToPath(new URL('../../', import.meta.url)),
        env: { PATH: process.env.PATH, PORT: '0', LAVALAMP_LOG_LEVEL: 'warn', ...settings },
      },
    );
    // Sockets may still be on their way to be closed.
    expect(stdout).not.toContain('Timeout');
  },
  SLOW,
);
