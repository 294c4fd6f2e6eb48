// Jenkins's notification plugin. How it is set up, and what gets lost: docs/jenkins.md.

import { z } from 'zod';
import type { Json, Result } from '../../model.ts';
import { MOST } from '../../model.ts';
import type { BuildRef, Report, ReportedProperty } from '../../reporting/reports.ts';
import type { Adapter, Delivery, Translation } from '../adapter.ts';
import { password } from '../proofs.ts';
import { fitting, isObject, joined, name, optionalName, readShape, text } from '../reading.ts';
import { clean, jsonValue, Untranslatable, webAddress, words } from '../text.ts';
import { attempt, together } from '../translation.ts';

const milliseconds = z.number().min(0).max(7_258_118_400_000).nullish();

const job = z.looseObject({
  name,
  /** From the root of Jenkins: `job/folder/job/name/`. */
  url: text,
  build: z.looseObject({
    full_url: name,
    url: text,
    number: z.int().min(1).max(2_147_483_647),
    queue_id: z.int().nullish(),
    timestamp: milliseconds,
    duration: milliseconds,
    phase: z.enum(['QUEUED', 'STARTED', 'COMPLETED', 'FINALIZED']),
    status: text,
    scm: z.looseObject({ url: text, branch: text, commit: text }).nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
    test_summary: z.unknown().optional(),
    artifacts: z.record(z.string(), z.unknown()).nullish(),
  }),
});
type PostedBuild = z.infer<typeof job>['build'];

const RESULTS: Readonly<Record<string, Result>> = {
  SUCCESS: 'SUCCESS',
  UNSTABLE: 'WARNINGS',
  FAILURE: 'FAILURE',
  ABORTED: 'CANCELLED',
  NOT_BUILT: 'SKIPPED',
};

/** How long the JSON of a property may be, in characters. */
const LONGEST_PROPERTY = 1_000_000;

function translated(body: unknown, { origin, receivedAt }: Delivery): Translation {
  const posted = readShape(job, "A post of Jenkins's notification plugin", body);
  const { build: told } = posted;
  const builder = builderOf(posted.name, posted.url);
  const key = joined(' ', 'build', told.full_url);
  const build: BuildRef = { origin, key };
  const url = webAddress(told.full_url);
  const at = typeof told.timestamp === 'number' ? new Date(told.timestamp).toISOString() : receivedAt;
  const sourceStamps = stampsOf(told);
  const reports: Report[] = [{ kind: 'registerOrigin', input: { name: origin, kind: 'JENKINS', url: rootOf(told) } }];
  if (told.phase === 'QUEUED') {
    return together(reports, [{ kind: 'requestBuild', input: { origin, key, builder, submittedAt: at } }]);
  }
  const parameters = propertiesOf(told.parameters ?? {}, 'parameter');
  reports.push({
    kind: 'startBuild',
    input: {
      origin,
      key,
      builder,
      number: told.number,
      url,
      // The other phases tell when they were sent, not when the build began.
      startedAt: told.phase === 'STARTED' ? at : null,
      buildRequest: build,
      sourceStamps,
      properties: parameters.properties,
    },
  });
  if (told.phase === 'STARTED') return together(reports, parameters.wrong);
  const facts = propertiesOf(told.phase === 'FINALIZED' ? factsOf(told) : {}, 'Jenkins');
  if (facts.properties.length > 0) {
    reports.push({ kind: 'setProperties', input: { build, properties: facts.properties } });
  }
  const end = attempt(() => {
    const result = resultOf(told.status);
    // Whatever was posted after the build is told by the last phase only: it is no part of the build's time.
    const completedAt = told.phase === 'COMPLETED' ? at : null;
    return [{ kind: 'finishBuild', input: { build, result, stateString: result.toLowerCase(), completedAt } }];
  });
  return together(reports, parameters.wrong, facts.wrong, end);
}

/** `job/folder/job/name/` is `folder/name`: a name alone is unique in its folder only. */
function builderOf(jobName: string, url: string | null | undefined): string {
  const parts = /^(?:job\/[^/]+\/)+$/.test(url ?? '') ? (url ?? '').split('/').filter((_, i) => i % 2 === 1) : [];
  return fitting(clean(parts.map(decoded).join('/') || jobName));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Jenkins's own address: that of the build without the path of the build. */
function rootOf({ full_url, url }: PostedBuild): string | null {
  return url && full_url.endsWith(url) ? webAddress(full_url.slice(0, -url.length)) : null;
}

/** Only once the commit is known, which is after the checkout. The branch comes as `origin/main`. */
function stampsOf({ scm }: PostedBuild) {
  if (!scm?.commit || !scm.url) return null;
  const branch = optionalName(scm.branch?.replace(/^(refs\/heads\/|origin\/)/, ''));
  return [{ repository: clean(scm.url.slice(0, 2_000)), branch, revision: fitting(clean(scm.commit)) }];
}

function resultOf(status: string | null | undefined): Result {
  const result = status && Object.hasOwn(RESULTS, status) ? RESULTS[status] : undefined;
  if (result !== undefined) return result;
  const received = status ? JSON.stringify(clean(status.slice(0, 50))) : 'none';
  throw new Untranslatable(
    `Expected build.status of a build that has ended to be one of ${Object.keys(RESULTS).join(', ')}, received ${received}.`,
  );
}

/** What is known once all is over. */
function factsOf({ test_summary, artifacts, duration }: PostedBuild): Readonly<Record<string, unknown>> {
  return {
    ...(isObject(test_summary) ? { test_summary } : {}),
    ...(artifacts && Object.keys(artifacts).length > 0 ? { artifacts } : {}),
    ...(typeof duration === 'number' ? { duration_milliseconds: duration } : {}),
  };
}

/** Those that are too large, or too many, are left out. `wrong` tells of those that are no values. */
function propertiesOf(facts: Readonly<Record<string, unknown>>, source: string) {
  const named = new Map<string, Json>();
  const wrong = Object.entries(facts).map(([told, value]) =>
    attempt(() => {
      const cleaned = fitting(clean(told));
      const json = jsonValue(value, `the property '${words(told, 100)}'`);
      if (cleaned !== '' && JSON.stringify(json).length <= LONGEST_PROPERTY) named.set(cleaned, json);
      return [];
    }),
  );
  const most = MOST.properties - 10;
  const properties = [...named].slice(0, most).map(([name, value]): ReportedProperty => ({ name, value, source }));
  return { properties, wrong: together(...wrong) };
}

/** Translates what the plugin posts, as JSON. */
export function translateJenkins(body: unknown, delivery: Delivery): Translation {
  return attempt(() => translated(body, delivery));
}

/** The plugin gives its posts no name, but says each phase of a build once: what it repeats after a failure is the same again. */
function deliveryId(body: unknown): string | null {
  const build = isObject(body) && isObject(body.build) ? body.build : {};
  const { full_url, phase } = build;
  return typeof full_url === 'string' && typeof phase === 'string' ? `${phase} ${full_url}` : null;
}

/** The adapter behind `/hooks/jenkins/ORIGIN`. */
export const jenkins: Adapter = {
  name: 'jenkins',
  headers: [],
  proof: password,
  deliveryId,
  translate: translateJenkins,
};
