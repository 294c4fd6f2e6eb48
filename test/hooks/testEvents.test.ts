// What CDEvents tell of tests.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import { cdeventsOfTests } from './support/posts.ts';
import { sendAll, unapplied } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

it('a run of a suite is a build with a result for each case, and a case that is run alone is a build with one', async () => {
  await sendAll(server, 'tests', cdeventsOfTests);
  expect(await unapplied(server, 'tests')).toEqual([]);
  const { data } = await server.graphql(`{ builds(filter: { origins: ["tests"] }) { nodes {
    key result stateString builder { name } testSummary { total passed failed errored skipped }
    testResults(first: 9) { nodes { outcome message test { name } } } } } }`);
  const [suite, alone] = [...data.builds.nodes].sort((a, b) => b.key.localeCompare(a.key));
  expect(suite).toMatchObject({
    key: 'testsuiterun /event/source/123 suite-run',
    result: 'FAILURE',
    stateString: 'Host 123.34.23.32 not found',
    builder: { name: 'Auth TestSuite' },
    testSummary: { total: 4, passed: 1, failed: 1, errored: 1, skipped: 1 },
  });
  expect(suite.testResults.nodes).toHaveLength(4);
  for (const told of [
    { outcome: 'PASSED', message: null, test: { name: 'adds' } },
    { outcome: 'FAILED', message: 'by zero', test: { name: 'divides' } },
    { outcome: 'ERRORED', message: null, test: { name: 'roots' } },
    { outcome: 'SKIPPED', message: 'Not running in this environment', test: { name: 'waits' } },
  ])
    expect(suite.testResults.nodes).toContainEqual(told);
  expect(alone).toMatchObject({
    result: 'FAILURE',
    builder: { name: 'logs in' },
    testSummary: { total: 1, failed: 1 },
    testResults: { nodes: [{ outcome: 'FAILED', test: { name: 'logs in' } }] },
  });
});
