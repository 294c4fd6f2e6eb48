// Builds: what one has from its start on, and what it came to.

import { MOST } from '../../model.ts';
import { NAME_LIMIT } from '../../reporting/checks.ts';
import type { BuildRef, Report, ReportedProperty } from '../../reporting/reports.ts';
import type { Delivery } from '../adapter.ts';
import { clean, jsonValue, Untranslatable, webAddress, words } from '../text.ts';
import { builderReports, requestOfBuildReports, textProperty } from './requests.ts';
import type { PostedBuild, PostedProperties } from './shapes.ts';
import { sourceStamps, stampsWithGotRevision } from './sources.ts';
import { stepReports } from './steps.ts';
import { buildKey, outcomeOf, requestKey, timeOf } from './values.ts';

/**
 * The reports of one posted build. Start and finish can come in any order and more than once, so each of them says with
 * startBuild what never changes; a start adds its properties where they are missing; and only a finish says what settles with
 * the end: the properties as they are then, the revisions that were got, the result and the state string.
 */
export function buildReports(delivery: Delivery, posted: PostedBuild): readonly Report[] {
  const { origin, receivedAt } = delivery;
  const key = buildKey(posted.buildid);
  const build: BuildRef = { origin, key };
  const builder = clean(posted.builder?.name ?? textProperty(posted.properties, 'buildername') ?? '');
  if (builder === '') {
    throw new Untranslatable(
      "Expected a build post of Buildbot to name its builder (builder.name or the property 'buildername'), received none.",
    );
  }
  const result = outcomeOf(posted);
  const request = posted.buildrequestid ?? posted.buildrequest?.buildrequestid;
  const parent = posted.parentbuild?.buildid ?? posted.buildset?.parent_buildid;
  const rebuilt = posted.buildset?.rebuilt_buildid;
  const stamps = sourceStamps(posted.buildset?.sourcestamps);
  const properties = reportedProperties(posted.properties ?? {});
  const endedAt = timeOf(posted.complete_at) ?? receivedAt;

  const reports: Report[] = [
    ...builderReports(delivery, posted.builder, posted.properties),
    ...requestOfBuildReports(delivery, builder, posted),
    {
      kind: 'startBuild',
      input: {
        origin,
        key,
        builder,
        number: posted.number ?? null,
        worker: textProperty(posted.properties, 'workername'),
        reason: words(posted.buildset?.reason),
        url: webAddress(posted.url),
        stateString: result === null ? words(posted.state_string) : null,
        startedAt: timeOf(posted.started_at),
        buildRequest: typeof request === 'number' ? { origin, key: requestKey(request) } : null,
        parentBuild: typeof parent === 'number' ? { origin, key: buildKey(parent) } : null,
        rebuildOf:
          typeof rebuilt === 'number' && rebuilt !== posted.buildid ? { origin, key: buildKey(rebuilt) } : null,
        sourceStamps: stamps,
        properties: result === null ? properties : null,
      },
    },
    ...(posted.steps ?? []).flatMap((step) => stepReports(build, step, endedAt)),
  ];
  if (result === null) return reports;

  if (properties.length > 0) reports.push({ kind: 'setProperties', input: { build, properties } });
  const got = stampsWithGotRevision(stamps ?? [], posted.properties ?? {});
  if (got.length > 0) reports.push({ kind: 'updateBuild', input: { build, sourceStamps: got } });
  const stateString = words(posted.state_string) ?? result.toLowerCase();
  reports.push({ kind: 'finishBuild', input: { build, result, stateString, completedAt: endedAt } });
  return reports;
}

/** How long the JSON of a property may be, in characters. */
const MAX_PROPERTY = 1_048_576;

/** The properties, each posted as [value, source]. Those that are too large, or too many, are left out. */
export function reportedProperties(posted: PostedProperties): readonly ReportedProperty[] {
  const reported = Object.entries(posted)
    .filter(([name]) => name !== '')
    .map(([name, [value, source]]) => ({
      name: clean(name),
      value: jsonValue(value, `the property '${clean(name)}'`),
      source: typeof source === 'string' ? words(source, NAME_LIMIT) : null,
    }))
    .filter(({ value }) => JSON.stringify(value).length <= MAX_PROPERTY);
  // Two names may be the same once they are cleaned.
  return [...new Map(reported.map((property) => [property.name, property])).values()].slice(0, MOST.properties);
}
