// What a Buildbot database holds, in reports. It is put into the form in which a master posts it, and then translated as posts are, so
// that what was posted and what is imported are the same things under the same keys, whichever comes first.

import type { Row, StoredBuild, StoredRequest, StoredStamp } from '../../buildbot/index.ts';
import type { Report, StepRef } from '../../reporting/reports.ts';
import type { Delivery } from '../adapter.ts';
import { clean } from '../text.ts';
import { buildReports } from './builds.ts';
import { requestReport } from './requests.ts';
import type { PostedBuild, PostedBuildRequest, PostedBuildset, PostedSourceStamp, PostedStep } from './shapes.ts';
import { isName, type Note, type Place, parse, postedProperties, seconds } from './storedThings.ts';
import { buildKey, requestKey, resultOf, stepKey, timeOf } from './values.ts';

/** After how many seconds without a sign of life a master counts as dead: Buildbot's own measure. */
const DEAD_AFTER = 600;
const RETRY = 5;
const INT = 2_147_483_647;

const isCount = (value: number | null): value is number => value !== null && value >= 0 && value <= INT;

/** The reports of a request, and of its end when no build will tell that; none when it names no builder that there is. */
export function storedRequest(place: Place, stored: StoredRequest): readonly Report[] {
  const { request, builder } = stored;
  if (request.id === null || !isName(builder)) return [];
  const delivery = deliveryOf(place);
  const reports: Report[] = [
    requestReport(delivery, clean(builder), postedRequest(request.id, request), postedBuildset(stored)),
  ];
  const result = request.complete === 1 ? resultOf(request.results) : null;
  if (result !== null) {
    const buildRequest = { origin: place.origin, key: requestKey(request.id) };
    const completedAt = timeOf(seconds(request.complete_at));
    reports.push({ kind: 'finishBuildRequest', input: { buildRequest, result, completedAt } });
  }
  return reports;
}

/** A build that was read, in reports; `open` when it has not ended. The logs are reported by themselves. */
export interface StoredBuildReports {
  readonly reports: readonly Report[];
  readonly open: boolean;
}

/** Null when it is no build: its note says why. */
export function storedBuild(place: Place, stored: StoredBuild, note: Note): StoredBuildReports | null {
  const { build, builder } = stored;
  if (build.id === null || build.id < 1 || !isCount(build.number))
    return refused(note, 'a build has no id, or no number');
  if (!isName(builder)) return refused(note, 'a build is of a builder that there is not');
  const started = seconds(build.started_at);
  if (started === null) return refused(note, 'a build has no start');
  const end = endOf(place, stored, started, note);
  const posted: PostedBuild = {
    buildid: build.id,
    number: build.number,
    started_at: started,
    ...end,
    complete: end !== null,
    state_string: end?.state_string ?? build.state_string,
    url: place.web === null ? null : `${place.web}#/builders/${build.builderid}/builds/${build.number}`,
    builder: { name: builder },
    properties: postedProperties(stored.properties, note),
    steps: postedSteps(stored, end?.interrupted === true ? end.complete_at : null, note),
    ...postedMeeting(stored, note),
  };
  const reports = buildReports(deliveryOf(place), posted).filter(({ kind }) => kind !== 'registerBuilder');
  return { reports: reports.map((report) => withPlaces(report, stored)), open: end === null };
}

function refused(note: Note, why: string): null {
  note(why);
  return null;
}

/** A post names the worker only among the properties, and the master not at all. */
function withPlaces(report: Report, { worker, master }: StoredBuild): Report {
  if (report.kind !== 'startBuild') return report;
  return {
    kind: 'startBuild',
    input: {
      ...report.input,
      worker: report.input.worker ?? (isName(worker) ? clean(worker) : null),
      master: master !== null && isName(master.name) ? clean(master.name) : null,
    },
  };
}

interface End {
  readonly complete_at: number;
  readonly results: number;
  readonly state_string?: string;
  readonly interrupted: boolean;
}

/** How a build ended; null while it may go on. One whose master is dead, or that has an end but no result, was interrupted. */
function endOf({ now }: Place, { build, master, steps }: StoredBuild, started: number, note: Note): End | null {
  const completed = seconds(build.complete_at);
  if (completed !== null && resultOf(build.results) !== null) {
    return { complete_at: completed, results: build.results ?? RETRY, interrupted: false };
  }
  const seen = master === null ? null : seconds(master.last_active);
  if (completed === null && master?.active === 1 && seen !== null && seen >= now - DEAD_AFTER) return null;
  note('a build had not ended when its master died: it is imported as interrupted (RETRY)');
  const times = steps.flatMap(({ step }) => [seconds(step.started_at), seconds(step.complete_at)]);
  const signs = [started, ...times, seen].filter((time) => time !== null && time <= now);
  return {
    complete_at: completed ?? Math.max(started, ...(signs as number[])),
    results: RETRY,
    state_string: 'interrupted: its master ended before it',
    interrupted: true,
  };
}

function postedSteps({ steps }: StoredBuild, interruptedAt: number | null, note: Note): PostedStep[] {
  return steps.flatMap(({ step }): PostedStep[] => {
    if (step.id === null || !isCount(step.number) || !isName(step.name)) {
      note('a step has no id, no number or no name');
      return [];
    }
    const completed = seconds(step.complete_at);
    const broken = interruptedAt !== null && completed === null;
    return [
      {
        stepid: step.id,
        number: step.number,
        name: step.name,
        started_at: seconds(step.started_at),
        complete: broken || completed !== null,
        complete_at: broken ? Math.max(interruptedAt, seconds(step.started_at) ?? 0) : completed,
        state_string: step.state_string,
        results: broken ? RETRY : step.results,
        hidden: step.hidden === 1,
        urls: linksOf(step.urls_json, note),
      },
    ];
  });
}

function linksOf(written: string | null, note: Note): { name: string; url: string }[] {
  if (written === null || written === '' || written === '[]') return [];
  const parsed = parse(written)?.value;
  if (!Array.isArray(parsed)) {
    note('the links of a step are no JSON list, and are left out');
    return [];
  }
  return parsed.flatMap((link: unknown) => {
    const { name, url } = (link ?? {}) as { readonly name?: unknown; readonly url?: unknown };
    return typeof url === 'string' ? [{ name: typeof name === 'string' ? name : '', url }] : [];
  });
}

/** The request that a build meets, and its buildset. One that asked another builder, as with virtual builders, is reported by itself. */
function postedMeeting({ build, request }: StoredBuild, note: Note): Partial<PostedBuild> {
  if (request === null || request.request.id === null) {
    note('a build meets a request that there is not');
    return {};
  }
  const buildset = postedBuildset(request);
  if (buildset === null) note('a request is of a buildset that there is not');
  if (request.request.builderid !== build.builderid) {
    note('a build meets the request to another builder, as with virtual builders: it is imported without it');
    return { buildset };
  }
  return {
    builderid: build.builderid ?? undefined,
    buildrequest: postedRequest(request.request.id, request.request),
    buildset,
  };
}

function postedRequest(id: number, request: Row<'buildrequests'>): PostedBuildRequest {
  return {
    buildrequestid: id,
    buildsetid: request.buildsetid,
    builderid: request.builderid,
    priority: request.priority ?? 0,
    submitted_at: seconds(request.submitted_at),
  };
}

function postedBuildset({ buildset, stamps }: StoredRequest): PostedBuildset | null {
  if (buildset === null || buildset.id === null) return null;
  return {
    bsid: buildset.id,
    external_idstring: buildset.external_idstring,
    reason: buildset.reason,
    submitted_at: seconds(buildset.submitted_at),
    parent_buildid: buildset.parent_buildid,
    rebuilt_buildid: buildset.rebuilt_buildid,
    sourcestamps: stamps.map(postedStamp),
  };
}

function postedStamp({ stamp, patch }: StoredStamp): PostedSourceStamp {
  const { branch, revision, repository, codebase, project } = stamp;
  return {
    branch,
    revision,
    project,
    repository: repository ?? '',
    codebase: codebase ?? '',
    patch: patch && {
      level: patch.patchlevel ?? 1,
      subdir: patch.subdir,
      author: patch.patch_author,
      comment: patch.patch_comment,
      // The API of a master does not tell it.
      body: patch.patch_base64 === null ? null : Buffer.from(patch.patch_base64, 'base64').toString(),
    },
  };
}

/** How a step of a build that was read is referred to. */
export function storedStepRef({ origin }: Place, buildid: number, step: Row<'steps'>): StepRef {
  return { build: { origin, key: buildKey(buildid) }, key: stepKey({ stepid: step.id, number: step.number ?? 0 }) };
}

const deliveryOf = ({ origin, now }: Place): Delivery => ({ origin, receivedAt: timeOf(now) });
