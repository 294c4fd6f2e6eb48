// What Buildbot 3.x and 4.x post: only the fields that are read, everything that a master may leave out optional, everything
// else let through. Seen in buildbot/reporters/utils.py, and in recorded posts (test/data/buildbot-4.3).

import { z } from 'zod';
import { NAME_LIMIT } from '../../reporting/checks.ts';
import { isObject, readShape } from '../reading.ts';
import { kindOf, Untranslatable } from '../text.ts';

const id = z.int().min(1);
const int32 = z.int().min(-2_147_483_648).max(2_147_483_647);
const ordinal = z.int().min(0).max(2_147_483_647);
/** Unix seconds, up to the year 2200. */
const seconds = z.number().min(0).max(7_258_118_400);
/** What something is known by: never cut, so never too long. Counted as reports are, while Zod would count code points. */
const nameOrNone = z
  .string()
  .refine(({ length }) => length <= NAME_LIMIT, `expected string to have <=${NAME_LIMIT} characters`);
const name = nameOrNone.min(1);
const text = z.string();
/** -1 and null both mean that there is none yet. */
const results = z.int().min(-1).max(6);

const patch = z.looseObject({
  level: z.int().min(0).max(100).nullish(),
  subdir: text.nullish(),
  author: text.nullish(),
  comment: text.nullish(),
  body: text.nullish(),
});

const sourceStamp = z.looseObject({
  branch: text.nullish(),
  revision: text.nullish(),
  project: text.nullish(),
  repository: z.string().max(2000).nullish(),
  codebase: nameOrNone.nullish(),
  patch: patch.nullish(),
});

const buildset = z.looseObject({
  bsid: id,
  external_idstring: text.nullish(),
  reason: text.nullish(),
  submitted_at: seconds.nullish(),
  parent_buildid: id.nullish(),
  /** Since Buildbot 4.0. */
  rebuilt_buildid: id.nullish(),
  sourcestamps: z.array(sourceStamp).max(1000).nullish(),
});

const buildRequest = z.looseObject({
  buildrequestid: id,
  buildsetid: id.nullish(),
  builderid: id.nullish(),
  buildername: name.nullish(),
  priority: int32.nullish(),
  submitted_at: seconds.nullish(),
  complete_at: seconds.nullish(),
});

const builder = z.looseObject({
  name,
  description: text.nullish(),
  tags: z.array(nameOrNone).max(10_000).nullish(),
});

const log = z.looseObject({
  name,
  type: z.string().nullish(),
  num_lines: ordinal.nullish(),
  complete: z.boolean().nullish(),
  /** The lines themselves, or {firstline, content}. */
  content: z.unknown().optional(),
});

const step = z.looseObject({
  stepid: id.nullish(),
  number: ordinal,
  name,
  started_at: seconds.nullish(),
  complete: z.boolean().nullish(),
  complete_at: seconds.nullish(),
  state_string: text.nullish(),
  results: results.nullish(),
  hidden: z.boolean().nullish(),
  urls: z
    .array(z.looseObject({ name: text, url: text }))
    .max(10_000)
    .nullish(),
  logs: z.array(log).max(1000).nullish(),
});

/** Each is [value, source]. */
const properties = z.record(nameOrNone, z.array(z.unknown()).min(1));

const build = z.looseObject({
  buildid: id,
  number: ordinal.nullish(),
  builderid: id.nullish(),
  buildrequestid: id.nullish(),
  started_at: seconds.nullish(),
  complete: z.boolean().nullish(),
  complete_at: seconds.nullish(),
  state_string: text.nullish(),
  results: results.nullish(),
  url: text.nullish(),
  properties: properties.nullish(),
  builder: builder.nullish(),
  buildrequest: buildRequest.nullish(),
  buildset: buildset.nullish(),
  parentbuild: z.looseObject({ buildid: id }).nullish(),
  steps: z.array(step).max(10_000).nullish(),
});

const requestPost = z.looseObject({
  buildrequest: buildRequest,
  buildset: buildset.nullish(),
  builder: builder.nullish(),
  properties: properties.nullish(),
  url: text.nullish(),
  complete: z.boolean().nullish(),
  results: results.nullish(),
});

const buildsetPost = z.looseObject({ buildset, builds: z.array(build).max(10_000) });

export type PostedProperties = z.infer<typeof properties>;
export type PostedBuild = z.infer<typeof build>;
export type PostedBuildset = z.infer<typeof buildset>;
export type PostedBuildRequest = z.infer<typeof buildRequest>;
export type PostedBuilder = z.infer<typeof builder>;
export type PostedSourceStamp = z.infer<typeof sourceStamp>;
export type PostedStep = z.infer<typeof step>;
export type PostedLog = z.infer<typeof log>;
export type RequestPost = z.infer<typeof requestPost>;

/** A post, by what its generator posts. */
export type Post =
  | { readonly of: 'build'; readonly build: PostedBuild }
  | { readonly of: 'build request'; readonly post: RequestPost }
  | { readonly of: 'buildset'; readonly buildset: PostedBuildset; readonly builds: readonly PostedBuild[] };

/** Tells the three kinds of posts apart, and checks them. Throws Untranslatable. */
export function readPost(body: unknown): Post {
  if (!isObject(body)) throw unknownPost(kindOf(body));
  if ('buildid' in body) return { of: 'build', build: check(build, 'build', body) };
  if ('builds' in body) return { of: 'buildset', ...check(buildsetPost, 'buildset', body) };
  if ('buildrequest' in body) return { of: 'build request', post: check(requestPost, 'build request', body) };
  throw unknownPost('an object with none of them');
}

function unknownPost(received: string): Untranslatable {
  return new Untranslatable(
    `Expected what Buildbot's HttpStatusPush posts (an object with buildid, with buildrequest, or with buildset and builds), received ${received}.`,
  );
}

const check = <T>(shape: z.ZodType<T>, kind: string, body: object): T =>
  readShape(shape, `A ${kind} post of Buildbot`, body);
