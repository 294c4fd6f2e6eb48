// The recorded posts of a real master, sent to the hook of the real server in several orders, each into an origin of its own.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, startServer, type TestServer } from '../support/server.ts';
import { historyOf, queueSecondsIn } from './support/history.ts';
import { finishOf, oldBodies, posts, shuffled, startOf, truth } from './support/posts.ts';

const LOGS = `{
  buildByKey(origin: "logs", key: "build/4") {
    steps(first: 10) { nodes { logs { name type complete lineCount lines(first: 100) { nodes { number stream text } } } } }
  }
}`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const bodies = posts.map(({ body }) => body);

async function send(origin: string, body: unknown, authorization = `Bearer ${ADMIN_TOKEN}`) {
  const response = await fetch(`${server.url}/hooks/buildbot/${origin}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { readonly accepted: number; readonly problems: readonly string[] };
  return { status: response.status, answer };
}

/** Sends the bodies, `atOnce` of them at the same time; each must be taken without a problem. */
async function sendAll(origin: string, all: readonly unknown[], atOnce = 1): Promise<void> {
  for (let at = 0; at < all.length; at += atOnce) {
    const answers = await Promise.all(all.slice(at, at + atOnce).map((body) => send(origin, body)));
    for (const { status, answer } of answers)
      expect({ status, problems: answer.problems }).toEqual({ status: 200, problems: [] });
  }
}

/** Expects the history of an origin to be what the database of the master says. */
async function expectTruth(origin: string): Promise<void> {
  const asked = await historyOf(server, origin);
  expect(asked.history).toEqual(truth);
  expect(asked.queueSeconds).toEqual(queueSecondsIn(truth));
  expect(asked.stepStates.every((state) => state === 'FINISHED')).toBe(true);
  expect(asked.logs).toEqual([]);
  for (const found of asked.origins) expect(found).toEqual({ kind: 'BUILDBOT', url: 'http://127.0.0.1:18010/' });
  expect(asked.states).toEqual({
    ...Object.fromEntries(truth.builds.map(({ key }) => [key, 'FINISHED'])),
    ...Object.fromEntries(truth.requests.map(({ key, result }) => [key, result === null ? 'PENDING' : 'COMPLETE'])),
  });
}

describe('the hook for Buildbot', () => {
  // At the same time: each order has an origin of its own, and whatever else is reported must make no difference to it.
  it.concurrent.each([
    { order: 'in-order-twice', rounds: [bodies, bodies] },
    { order: 'backwards', rounds: [[...bodies].reverse()] },
    { order: 'shuffled-1', rounds: [shuffled(bodies, 1)] },
    { order: 'shuffled-2', rounds: [shuffled(bodies, 2)], atOnce: 4 },
    { order: 'shuffled-twice', rounds: [shuffled([...bodies, ...bodies], 3)] },
    { order: 'shuffled-at-once', rounds: [shuffled([...bodies, ...bodies], 4)], atOnce: 8 },
  ])(
    'leads to the history in the database of the master: $order',
    { timeout: 120_000 },
    async ({ order, rounds, atOnce }) => {
      for (const round of rounds) {
        await sendAll(order, round, atOnce);
        await expectTruth(order);
      }
    },
  );

  it('keeps the lines of logs whose contents are posted, once and in order', async () => {
    await sendAll('logs', shuffled([...oldBodies, ...oldBodies], 5), 3);
    const { data } = await server.graphql(LOGS);
    const logs = data.buildByKey.steps.nodes.flatMap((step: { logs: readonly object[] }) => step.logs);
    expect(logs).toMatchObject([
      { name: 'stdio', type: 'STDIO', complete: true, lineCount: 12 },
      { name: 'extra', complete: true, lineCount: 0 },
      { name: 'stdio', complete: true, lineCount: 7 },
      { name: 'stdio', complete: true, lineCount: 7 },
    ]);
    expect(logs[0].lines.nodes.slice(5, 10)).toEqual([
      { number: 5, stream: 'STDOUT', text: 'out' },
      { number: 6, stream: 'STDERR', text: 'err' },
      { number: 7, stream: 'STDOUT', text: '' },
      { number: 8, stream: 'STDOUT', text: 'a b' },
      { number: 9, stream: 'STDOUT', text: 'tail\ufffdx\ufffd' },
    ]);
  });

  it('settles what the start and the finish say differently, whichever comes first', async () => {
    // Build 8 was asked for without a revision.
    const started = { ...startOf(8), properties: { got_revision: ['parent', 'Trigger'], branch: ['main', 'Build'] } };
    const finished = { ...finishOf(8), properties: { got_revision: ['f00d', 'Git'], branch: ['main', 'Change'] } };
    await sendAll('start-first', [started, finished, started]);
    await sendAll('finish-first', [finished, started, finished]);
    const [first, second] = [await historyOf(server, 'start-first'), await historyOf(server, 'finish-first')];
    expect(first).toEqual(second);
    expect(first.history).toMatchObject({
      builds: [
        {
          sourceStamps: [{ revision: 'f00d', patch: { comment: 'my try' } }],
          properties: [
            { name: 'branch', value: 'main', source: 'Change' },
            { name: 'got_revision', value: 'f00d', source: 'Git' },
          ],
          stateString: "failed 'sh -c ...' (failure)",
        },
      ],
      requests: [{ sourceStamps: [{ revision: null }] }],
    });
  });

  it('shows a build that runs, with what its start told', async () => {
    await sendAll('running', [posts.find(({ body }) => body.buildid === 1)?.body]);
    const { history, states } = await historyOf(server, 'running');
    const [build] = truth.builds;
    const { steps: _, properties: __, ...known } = build ?? {};
    expect(history).toMatchObject({ builds: [{ ...known, result: null, completedAt: null, stateString: 'starting' }] });
    expect(states).toEqual({ 'build/1': 'RUNNING', 'request/1': 'CLAIMED' });
  });

  it('takes the token as the password of any user, and refuses a wrong one', async () => {
    const [body] = bodies;
    const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`;
    expect(await send('basic', body, basic(ADMIN_TOKEN))).toMatchObject({ status: 200 });
    expect(await send('basic', body, basic('wrong'))).toMatchObject({ status: 401 });
  });

  it('counts the characters of names as reports do: 500 will do for the origin and the builder, 502 will not', async () => {
    const emoji = (count: number) => '🪔'.repeat(count);
    const [body] = bodies;
    const name = (count: number) => ({ ...body, builder: { name: emoji(count) } });
    expect(await send(emoji(250), name(250))).toMatchObject({ status: 200, answer: { problems: [] } });
    expect(await send(emoji(251), name(250))).toEqual({
      status: 400,
      answer: { accepted: 0, problems: ['The path names no origin. At most 500 characters; received 502.'] },
    });
    const problem =
      "A build request post of Buildbot is wrong at 'builder.name': expected string to have <=500 characters, received a string.";
    expect(await send('named', name(251))).toEqual({ status: 202, answer: { accepted: 0, problems: [problem] } });
  });

  it('answers a body that it does not understand with the problem, and keeps nothing of it in the history', async () => {
    const { status, answer } = await send('strange', { buildid: 'one' });
    expect({ status, answer }).toEqual({
      status: 202,
      answer: {
        accepted: 0,
        problems: ["A build post of Buildbot is wrong at 'buildid': expected number, received a string."],
      },
    });
    expect((await historyOf(server, 'strange')).history).toEqual({ builders: [], requests: [], builds: [] });
  });
});
