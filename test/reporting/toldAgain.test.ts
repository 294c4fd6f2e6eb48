// What becomes known late is told again: whoever follows the events knows what whoever asks knows.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const EVENTS = `query ($after: EventCursor!) { events(after: $after) { nodes { type: __typename
  ... on LogFinished { lineCount } } } }`;

/** Reports one after the other. @returns the events of it. */
async function eventsOf(...reports: readonly object[]) {
  const { data: before } = await server.graphql('{ eventCursor }');
  for (const report of reports) expect((await server.report([report])).userErrors).toEqual([]);
  const { data } = await server.graphql(EVENTS, { after: before.eventCursor });
  return data.events.nodes;
}

test('lines of a log that was told to be complete: each time with how many it has now, and when the gap before them is closed', async () => {
  const build = { origin: 'o', key: 'grows' };
  const step = { build, key: 's' };
  const append = (firstLine: number, text: string) => ({ appendLog: { step, name: 'stdio', firstLine, text } });
  await eventsOf({ startBuild: { ...build, builder: 'b' } }, { startStep: { ...step, name: 's' } }, append(0, 'a\n'));
  const finished = (lineCount: number) => ({ type: 'LogFinished', lineCount });
  expect(await eventsOf({ finishStep: { step, result: 'SUCCESS' } })).toEqual([finished(1), { type: 'StepFinished' }]);
  expect(await eventsOf(append(1, 'b\n'), append(0, 'a\n'), append(3, 'd\n'))).toEqual([finished(2)]);
  expect(await eventsOf(append(2, 'c\n'))).toEqual([finished(4)]);
});
