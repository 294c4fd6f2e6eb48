// What a Buildbot can be asked for, whether its database answers or its API.

import type { LogText } from './logText.ts';
import type { Named, Selection, StoredBuild, StoredChange, StoredRequest, StoredTestResult } from './stored.ts';
import type { Row, Tables } from './tables.ts';

export interface UnmetRequests {
  readonly requests: readonly StoredRequest[];
  /** Up to this id all have been looked at: those that are not here were met by builds. */
  readonly last: number;
}

/** A Buildbot's history, a page at a time. Everything throws DatabaseProblem, or MasterProblem. */
export interface Reading {
  readonly named: Named;
  /** The tables, where it is a database that is read. */
  readonly tables: Tables | null;
  /** Builds with a higher id, in the order of their ids. */
  builds(after: number, selection: Selection): AsyncGenerator<readonly StoredBuild[]>;
  /** Those of these builds that there are. */
  buildsById(ids: readonly number[], selection: Selection): AsyncGenerator<readonly StoredBuild[]>;
  /** How many builds there are to read, at most. */
  countBuilds(after: number, selection: Selection): Promise<number>;
  /** The build with that id; undefined when there is none. */
  build(id: number): Promise<Row<'builds'> | undefined>;
  /** Requests with a higher id that no build has met, in the order of their ids. */
  unmetRequests(after: number, selection: Selection): AsyncGenerator<UnmetRequests>;
  requestsById(ids: readonly number[]): Promise<readonly StoredRequest[]>;
  /** Changes with a higher id, in the order of their ids. */
  changes(after: number, since: number | null): AsyncGenerator<readonly StoredChange[]>;
  /** The lines of a log, from this one on, in pieces. */
  logText(log: Row<'logs'>, from?: number): AsyncGenerator<LogText>;
  /** All results of tests, in the order of their ids, with what they are of; none where they are read build by build. */
  testResults(): AsyncGenerator<readonly StoredTestResult[]>;
  /** Those of one build, by set and id. Left out where they are read all together. */
  testResultsOf?(build: Row<'builds'>): AsyncGenerator<readonly StoredTestResult[]>;
}
