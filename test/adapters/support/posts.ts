// What a real Buildbot 4.3 master posted, and what its database says is true of the same builds.

import { readFileSync } from 'node:fs';
import type { Json, Result } from '../../../src/model.ts';
import type { ReportedLink } from '../../../src/reporting/reports.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A recorded post: `url` says which of the four reporters of the master sent it. */
export interface RecordedPost {
  readonly url: '/default' | '/full' | '/combined' | '/buildrequest';
  readonly body: Fields;
}

export interface TrueStamp {
  readonly codebase: string;
  readonly repository: string;
  readonly branch: string | null;
  readonly revision: string | null;
  readonly project: string | null;
  readonly patch: Fields | null;
}

export interface TrueProperty {
  readonly name: string;
  readonly value: Json;
  readonly source: string | null;
}

export interface TrueStep {
  readonly key: string;
  readonly number: number;
  readonly name: string;
  readonly result: Result | null;
  readonly stateString: string;
  readonly startedAt: string | null;
  readonly completedAt: string | null;
  readonly hidden: boolean;
  readonly urls: readonly ReportedLink[];
}

export interface TrueBuild {
  readonly key: string;
  readonly builder: string;
  readonly number: number;
  readonly worker: string | null;
  readonly result: Result | null;
  readonly stateString: string;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly reason: string | null;
  readonly url: string | null;
  readonly request: string | null;
  readonly requestedAt: string | null;
  readonly parent: string | null;
  readonly sourceStamps: readonly TrueStamp[];
  readonly properties: readonly TrueProperty[];
  readonly steps: readonly TrueStep[];
}

export interface TrueRequest {
  readonly key: string;
  readonly builder: string;
  readonly buildset: string;
  readonly reason: string | null;
  readonly priority: number;
  readonly submittedAt: string;
  readonly completedAt: string | null;
  readonly result: Result | null;
  readonly parent: string | null;
  readonly sourceStamps: readonly TrueStamp[];
  readonly builds: readonly string[];
}

export interface TrueBuilder {
  readonly name: string;
  readonly description: string | null;
  readonly project: string | null;
  readonly tags: readonly string[];
}

/** A whole history, in a form that can be compared: lists are sorted by key, number or name. */
export interface Truth {
  readonly builders: readonly TrueBuilder[];
  readonly requests: readonly TrueRequest[];
  readonly builds: readonly TrueBuild[];
}

const data = new URL('../../data/buildbot-4.3/', import.meta.url);

/** The recorded posts, in the order in which they were sent. */
export const posts = linesOf<RecordedPost>(new URL('httpstatuspush.jsonl', data));

/** What a Buildbot 3.7 master posted that was configured as docs/buildbot.md says, with the contents of its logs. */
export const oldBodies = linesOf<{ readonly body: Fields }>(new URL('../data/buildbot-3.7.jsonl', import.meta.url)).map(
  ({ body }) => body,
);

/** What the master's database held in the end: extracted from its SQLite file, in the words that are used here. */
export const truth: Truth = JSON.parse(readFileSync(new URL('truth.json', data), 'utf8'));

function linesOf<T>(file: URL): readonly T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/** The first recorded post of a reporter for which this holds. */
export function postWhere(url: RecordedPost['url'], holds: (body: Fields) => boolean): Fields {
  const post = posts.find((candidate) => candidate.url === url && holds(candidate.body));
  if (!post) throw new Error(`no post of ${url} fits`);
  return post.body;
}

/** The finish of a build as the fullest reporter posted it. */
export const finishOf = (buildid: number): Fields =>
  postWhere('/full', (body) => body.buildid === buildid && body.complete === true);

/** The start of a build. */
export const startOf = (buildid: number): Fields =>
  postWhere('/full', (body) => body.buildid === buildid && body.complete === false);

/** The items in an order that depends on the seed only. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  let state = seed >>> 0 || 1;
  const random = (): number => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
