// What a Buildbot holds, in the rows of its tables: whole builds with all that they hang on, requests, and changes.

import type { Row } from './tables.ts';

export interface StoredStamp {
  readonly stamp: Row<'sourcestamps'>;
  readonly patch: Row<'patches'> | null;
}

/** A request; a buildset is null where it is missing. */
export interface StoredRequest {
  readonly request: Row<'buildrequests'>;
  readonly builder: string | null;
  readonly buildset: Row<'buildsets'> | null;
  readonly stamps: readonly StoredStamp[];
}

export interface StoredStep {
  readonly step: Row<'steps'>;
  /** Null when they could not be read. */
  readonly logs: readonly Row<'logs'>[] | null;
}

export interface StoredBuild {
  readonly build: Row<'builds'>;
  readonly builder: string | null;
  readonly worker: string | null;
  readonly master: Row<'masters'> | null;
  readonly request: StoredRequest | null;
  readonly properties: readonly StoredProperty[];
  readonly steps: readonly StoredStep[];
}

/** The value is JSON. */
export type StoredProperty = Pick<Row<'build_properties'>, 'name' | 'value' | 'source'>;

export interface StoredChange {
  readonly change: Row<'changes'>;
  readonly files: readonly string[];
  readonly properties: readonly StoredProperty[];
}

export interface StoredTestResult {
  readonly result: Row<'test_results'>;
  readonly set: Row<'test_result_sets'> | null;
  /** Null when there is none, or none of a builder that there is. */
  readonly build: Row<'builds'> | null;
  /** The name of the test, and the path of its code. */
  readonly test: string | null;
  readonly path: string | null;
}

export interface StoredBuilder {
  readonly builder: Row<'builders'>;
  readonly project: string | null;
  readonly tags: readonly string[];
}

/** The things that have names. There are few of them, and everything else refers to them. */
export interface Named {
  readonly projects: readonly Row<'projects'>[];
  readonly builders: readonly StoredBuilder[];
  readonly workers: readonly Row<'workers'>[];
  readonly masters: readonly Row<'masters'>[];
}

/** Which builds and requests are read. */
export interface Selection {
  /** By the ids of their builders; null: of all. */
  readonly builders: readonly number[] | null;
  /** In Unix seconds; null: from the beginning. */
  readonly since: number | null;
  readonly logs: boolean;
}
