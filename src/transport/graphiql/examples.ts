import { parse } from 'graphql';
import buildLive from '../../../docs/contract/build-live.graphql?raw';
import buildPage from '../../../docs/contract/build-page.graphql?raw';
import catchUp from '../../../docs/contract/catch-up.graphql?raw';
import consolePage from '../../../docs/contract/console.graphql?raw';
import log from '../../../docs/contract/log.graphql?raw';
import overview from '../../../docs/contract/overview.graphql?raw';
import regression from '../../../docs/contract/regression.graphql?raw';
import report from '../../../docs/contract/report.graphql?raw';
import reportBatch from '../../../docs/contract/report-batch.graphql?raw';
import watch from '../../../docs/contract/watch.graphql?raw';
import type { Newest } from './newest.ts';

/** One tab that is ready to run. */
export interface Example {
  readonly operationName: string;
  readonly query: string;
  readonly variables: string;
}

/** Stand for what only the server knows, until it is asked; no real id looks like these. */
const PLACEHOLDERS = {
  buildId: 'PUT-A-BUILD-ID-HERE',
  logId: 'PUT-A-LOG-ID-HERE',
  eventCursor: 'PUT-AN-EVENT-CURSOR-HERE',
} as const satisfies Record<keyof Newest, string>;

const build = { origin: 'ci.example.org', key: 'run-71' };
const step = { build, key: 'compile' };
const startBuild = {
  origin: 'ci.example.org',
  key: 'run-71',
  builder: 'linux-gcc',
  worker: 'w1',
  reason: 'push',
  sourceStamps: [{ repository: 'https://git.example.org/demo.git', branch: 'main', revision: 'a1b2c3d' }],
  properties: [{ name: 'arch', value: 'amd64', source: 'Builder' }],
};
const batchedBuild = { origin: 'ci.example.org', key: 'run-72' };

/** The contract's documents, in the order in which a newcomer would try them. */
const DOCUMENTS: readonly (readonly [document: string, operationName: string, variables: object])[] = [
  [overview, 'Overview', { first: 20 }],
  [buildPage, 'BuildPage', { id: PLACEHOLDERS.buildId }],
  [buildLive, 'BuildLive', { id: PLACEHOLDERS.buildId }],
  [consolePage, 'Console', { first: 20 }],
  [regression, 'Regression', { id: PLACEHOLDERS.buildId }],
  [watch, 'Watch', {}],
  [catchUp, 'CatchUp', { after: PLACEHOLDERS.eventCursor, first: 100 }],
  [log, 'ReadLog', { id: PLACEHOLDERS.logId, last: 100 }],
  [log, 'FollowLog', { id: PLACEHOLDERS.logId }],
  [report, 'StartBuild', { input: startBuild }],
  [report, 'StartStep', { input: { ...step, name: 'compile' } }],
  [report, 'AppendLog', { input: { step, name: 'stdio', firstLine: 0, text: 'cc -c main.c\n' } }],
  [report, 'FinishStep', { input: { step, result: 'FAILURE', stateString: 'compile failed' } }],
  [report, 'FinishBuild', { input: { build, result: 'FAILURE', stateString: 'failed compile' } }],
  [
    reportBatch,
    'ReportBatch',
    {
      reports: [
        { startBuild: { ...startBuild, ...batchedBuild } },
        { startStep: { build: batchedBuild, key: 'compile', name: 'compile' } },
        { finishStep: { step: { build: batchedBuild, key: 'compile' }, result: 'SUCCESS' } },
        { finishBuild: { build: batchedBuild, result: 'SUCCESS', stateString: 'build successful' } },
      ],
    },
  ],
];

/** The examples, with what the server knows filled in, and placeholders for the rest. */
export function examples(newest: Newest): Example[] {
  return DOCUMENTS.map(([document, operationName, variables]) => ({
    operationName,
    query: operationText(document, operationName),
    variables: fillPlaceholders(JSON.stringify(variables, null, 2), newest),
  }));
}

/** These variables, in JSON, with each placeholder that the server has a value for replaced; the others stay. */
export function fillPlaceholders(variables: string, newest: Newest): string {
  return Object.entries(PLACEHOLDERS).reduce((text, [name, placeholder]) => {
    const value = newest[name as keyof Newest];
    return value === undefined ? text : text.replaceAll(`"${placeholder}"`, () => JSON.stringify(value));
  }, variables);
}

/** Whether there is anything in these variables that `fillPlaceholders` could replace. */
export function hasPlaceholder(variables: string): boolean {
  return Object.values(PLACEHOLDERS).some((placeholder) => variables.includes(placeholder));
}

/**
 * One operation of a document, with the comments above it. A document can hold operations that the examples leave out,
 * and a tab with several would ask, at each run, which one is meant.
 */
function operationText(document: string, operationName: string): string {
  const { definitions } = parse(document);
  const index = definitions.findIndex(
    (node) => node.kind === 'OperationDefinition' && node.name?.value === operationName,
  );
  const definition = definitions[index];
  if (definition === undefined) throw new Error(`The contract has no operation ${operationName}.`);
  return document.slice(definitions[index - 1]?.loc?.end ?? 0, definition.loc?.end).trim();
}
