// Builders, and the requests to build on them.

import { NAME_LIMIT } from '../../reporting/checks.ts';
import type { Report } from '../../reporting/reports.ts';
import type { Delivery } from '../adapter.ts';
import { clean, Untranslatable, words } from '../text.ts';
import type {
  PostedBuild,
  PostedBuilder,
  PostedBuildRequest,
  PostedBuildset,
  PostedProperties,
  RequestPost,
} from './shapes.ts';
import { sourceStamps } from './sources.ts';
import { buildKey, buildsetKey, outcomeOf, requestKey, timeOf } from './values.ts';

/** How many tags a builder may have. */
const MAX_TAGS = 100;

/** A property whose value is a text that is not empty. */
export function textProperty(properties: PostedProperties | null | undefined, name: string): string | null {
  const value = properties && Object.hasOwn(properties, name) ? properties[name]?.[0] : null;
  return typeof value === 'string' && value !== '' && value.length <= NAME_LIMIT ? clean(value) : null;
}

/** What the post says of the builder. Tags are sorted: Buildbot keeps no order of them. */
export function builderReports(
  { origin }: Delivery,
  builder: PostedBuilder | null | undefined,
  properties: PostedProperties | null | undefined,
): readonly Report[] {
  if (!builder) return [];
  const tags = builder.tags ? [...new Set(builder.tags.filter((tag) => tag !== '').map(clean))].sort() : null;
  return [
    {
      kind: 'registerBuilder',
      input: {
        origin,
        name: clean(builder.name),
        description: words(builder.description),
        project: textProperty(properties, 'projectname'),
        tags: tags?.slice(0, MAX_TAGS) ?? null,
      },
    },
  ];
}

/** The reports of a build-request post: the request, and its end when it was cancelled before it had a build. */
export function requestPostReports(delivery: Delivery, post: RequestPost): readonly Report[] {
  const { origin, receivedAt } = delivery;
  const { buildrequest } = post;
  const builder = post.builder?.name ?? buildrequest.buildername ?? textProperty(post.properties, 'buildername');
  if (!builder) {
    throw new Untranslatable(
      "Expected a build request post of Buildbot to name its builder (builder.name or the property 'buildername'), received none.",
    );
  }
  const result = outcomeOf(post);
  const reports: Report[] = [
    ...builderReports(delivery, post.builder, post.properties),
    requestReport(delivery, clean(builder), buildrequest, post.buildset),
  ];
  if (result !== null) {
    reports.push({
      kind: 'finishBuildRequest',
      input: {
        buildRequest: { origin, key: requestKey(buildrequest.buildrequestid) },
        result,
        completedAt: timeOf(buildrequest.complete_at) ?? receivedAt,
      },
    });
  }
  return reports;
}

/**
 * The request that a build meets, as far as the build's post tells it. A virtual builder builds what was asked of another one,
 * whose name is not posted with the build: the request is then left to its own post. The builds of a buildset post name their
 * request by id only; the rest is in the buildset.
 */
export function requestOfBuildReports(delivery: Delivery, builder: string, build: PostedBuild): readonly Report[] {
  const { buildrequest, buildset } = build;
  const buildrequestid = buildrequest?.buildrequestid ?? build.buildrequestid;
  if (typeof buildrequestid !== 'number' || !buildset) return [];
  const asked = buildrequest?.builderid ?? build.builderid;
  if (asked !== build.builderid || textProperty(build.properties, 'virtual_builder_name') !== null) return [];
  return [requestReport(delivery, builder, buildrequest ?? { buildrequestid }, buildset)];
}

/** The report of a request, and of the buildset that it is of. */
export function requestReport(
  { origin }: Delivery,
  builder: string,
  request: PostedBuildRequest,
  buildset: PostedBuildset | null | undefined,
): Report {
  const bsid = buildset?.bsid ?? request.buildsetid;
  const parent = buildset?.parent_buildid;
  const rebuilt = buildset?.rebuilt_buildid;
  return {
    kind: 'requestBuild',
    input: {
      origin,
      key: requestKey(request.buildrequestid),
      builder,
      buildset: typeof bsid === 'number' ? buildsetKey(bsid) : null,
      reason: words(buildset?.reason),
      externalId: words(buildset?.external_idstring),
      priority: request.priority ?? null,
      // Buildbot writes the same moment into the buildset and all its requests.
      submittedAt: timeOf(request.submitted_at ?? buildset?.submitted_at),
      parentBuild: typeof parent === 'number' ? { origin, key: buildKey(parent) } : null,
      rebuildOf: typeof rebuilt === 'number' ? { origin, key: buildKey(rebuilt) } : null,
      sourceStamps: sourceStamps(buildset?.sourcestamps),
    },
  };
}
