// A context over a handful of fixed records, for tests of what executes operations: no database, no statements.

import type { Context } from '../../../src/graphql/context.ts';
import type { OpenContextFor } from '../../../src/graphql/operation.ts';
import type { History, Nodes } from '../../../src/history/history.ts';
import type { LogLineBatch } from '../../../src/logs/logs.ts';
import type { Build, Builder, Origin, Step, Worker } from '../../../src/model.ts';
import type { Connection } from '../../../src/pages.ts';

const TIME = '2026-11-24T08:30:00.000Z';
const LATER = '2026-11-24T08:30:01.500Z';

const origin: Origin = { id: '1', name: 'ci.example.org', kind: 'BUILDBOT', url: null, createdAt: TIME };
const builder: Builder = {
  id: '1',
  originId: '1',
  projectId: null,
  name: 'linux-gcc',
  description: null,
  tags: ['linux', 'nightly'],
};
const worker: Worker = {
  id: '1',
  originId: '1',
  name: 'w1',
  connected: true,
  connectionChangedAt: null,
  info: { host: 'w1.example.org', cores: [1, 2, null] },
};

const builds: readonly Build[] = [1, 2, 3].map((number) => ({
  id: String(number),
  originId: '1',
  key: `run-${number}`,
  builderId: '1',
  number,
  startedAt: TIME,
  completedAt: number === 3 ? null : LATER,
  state: number === 3 ? 'RUNNING' : 'FINISHED',
  result: number === 3 ? null : 'SUCCESS',
  stateString: 'a "quoted" \\ state',
  reason: null,
  url: null,
  requestedAt: null,
  // Build 2 names a builder and a worker that are not there.
  workerId: number === 2 ? '9' : '1',
  masterId: null,
  buildRequestId: null,
  parentBuildId: null,
  rebuildOfId: null,
  lost: false,
}));

const steps: readonly Step[] = [1, 2].map((number) => ({
  id: String(number),
  buildId: '1',
  key: `step-${number}`,
  number,
  name: `step ${number}`,
  state: 'FINISHED',
  result: 'SUCCESS',
  stateString: '',
  startedAt: TIME,
  completedAt: LATER,
  hidden: false,
  lost: false,
  urls: [{ name: 'docs', url: 'https://example.org/' }],
}));

function page<T>(nodes: readonly T[]): Connection<T> {
  return {
    page: async () => ({ nodes, hasNextPage: false, hasPreviousPage: true, cursor: (index) => `cursor-${index}` }),
    count: async () => nodes.length,
  };
}

/** What a look-up of history was asked for: the name of the method, and its arguments. */
export type Call = readonly [method: string, ...args: unknown[]];

export interface FixedContext {
  readonly openContext: OpenContextFor;
  /** Every call of history, in order. */
  readonly calls: Call[];
  /** The options of each context that was opened. */
  readonly opened: { readonly snapshot: boolean }[];
  /** How many contexts are open. */
  readonly open: () => number;
}

export interface Sources {
  readonly lines?: () => AsyncIterableIterator<LogLineBatch>;
  /** Called before a thing is looked up: it may throw. */
  readonly beforeNode?: () => void;
}

/** Contexts that all read the same records, and remember what they were asked. */
export function fixedContext(sources: Sources = {}): FixedContext {
  const calls: Call[] = [];
  const opened: { readonly snapshot: boolean }[] = [];
  let open = 0;
  const answers: Partial<Record<keyof History, (...args: never[]) => unknown>> = {
    headSeq: async () => '7',
    node: async (type: keyof Nodes, id: string) => {
      sources.beforeNode?.();
      const things: Partial<Record<keyof Nodes, readonly { readonly id: string }[]>> = {
        Origin: [origin],
        Builder: [builder],
        Worker: [worker],
        Build: builds,
        Step: steps,
      };
      return things[type]?.find((thing) => thing.id === id) ?? null;
    },
    buildByKey: async (_origin: string, key: string) => builds.find((build) => build.key === key) ?? null,
    builds: () => page(builds),
    builders: () => page([builder]),
    stepsOf: () => page(steps),
    buildsOf: () => page(builds),
    sourceStampsOf: async () => [],
    propertiesOf: async () => [{ name: 'arch', value: { bits: [64] }, source: null }],
    logsOf: async () => {
      throw new Error('the disk is on fire');
    },
    previousBuild: async (build: Build) => builds.find(({ number }) => number === build.number - 1) ?? null,
    nextBuild: () => {
      throw new Error('thrown at once');
    },
    forget: () => undefined,
  };
  const history = new Proxy({} as History, {
    get:
      (_, method: keyof History) =>
      (...args: never[]) => {
        calls.push([method, ...args]);
        const answer = answers[method];
        if (answer === undefined) throw new Error(`The test has no answer for ${method}.`);
        return answer(...args);
      },
  });
  const context = {
    history,
    events: {
      cursor: (seq: string) => `log:${seq}`,
      parseCursor: (cursor: string) => cursor,
    },
    reporting: {
      submit: async (...args: unknown[]) => {
        calls.push(['submit', ...args]);
        return { accepted: true, thing: builds[0], addedResults: 0 };
      },
      submitAll: async (reports: readonly unknown[]) => {
        calls.push(['submitAll', reports]);
        return { outcomes: reports.map(() => ({ accepted: true, thing: null, addedResults: 0 })), seq: '8' };
      },
    },
    logs: { follow: sources.lines },
  };
  return {
    calls,
    opened,
    open: () => open,
    openContext: (viewer, options) => {
      opened.push(options);
      open++;
      return {
        context: { ...context, viewer } as unknown as Context,
        close: async () => {
          open--;
        },
      };
    },
  };
}
