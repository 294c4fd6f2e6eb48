// What is built: Buildbot's source stamps, and the revisions that were got in the end.

import { MOST } from '../../model.ts';
import { NAME_LIMIT } from '../../reporting/checks.ts';
import type { ReportedPatch, ReportedSourceStamp } from '../../reporting/reports.ts';
import { clean, words } from '../text.ts';
import type { PostedProperties, PostedSourceStamp } from './shapes.ts';

/** The source stamps of a buildset, as they were asked for: the same in every post. The first of a code base counts. */
export function sourceStamps(
  posted: readonly PostedSourceStamp[] | null | undefined,
): readonly ReportedSourceStamp[] | null {
  if (!posted) return null;
  const stamps = new Map<string, ReportedSourceStamp>();
  for (const stamp of posted) {
    const codebase = clean(stamp.codebase ?? '');
    if (stamps.has(codebase)) continue;
    stamps.set(codebase, {
      codebase,
      repository: clean(stamp.repository ?? ''),
      branch: words(stamp.branch, NAME_LIMIT),
      revision: words(stamp.revision, NAME_LIMIT),
      project: words(stamp.project, NAME_LIMIT),
      patch: patchOf(stamp),
    });
  }
  return [...stamps.values()].slice(0, MOST.sourceStamps);
}

function patchOf({ patch }: PostedSourceStamp): ReportedPatch | null {
  if (!patch) return null;
  return {
    author: words(patch.author),
    comment: words(patch.comment),
    level: patch.level ?? 1,
    subdirectory: words(patch.subdir),
    // Buildbot posts null here: it cannot write bytes as JSON.
    body: typeof patch.body === 'string' ? clean(patch.body) : null,
  };
}

/**
 * The stamps that had no revision, with the one that the build got. `got_revision` is a text where there is one code base, and
 * an object by code base where there are more.
 */
export function stampsWithGotRevision(
  stamps: readonly ReportedSourceStamp[],
  properties: PostedProperties,
): readonly ReportedSourceStamp[] {
  const got = gotRevisions(properties, stamps);
  return stamps.flatMap((stamp) => {
    const revision = stamp.revision ? null : words(got.get(stamp.codebase ?? ''), NAME_LIMIT);
    return revision === null ? [] : [{ ...stamp, revision }];
  });
}

function gotRevisions(
  properties: PostedProperties,
  stamps: readonly ReportedSourceStamp[],
): ReadonlyMap<string, string> {
  const value = Object.hasOwn(properties, 'got_revision') ? properties.got_revision?.[0] : null;
  // A text without a code base is meant for the only one that there is.
  if (typeof value === 'string') return new Map([[stamps.length === 1 ? (stamps[0]?.codebase ?? '') : '', value]]);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([codebase, revision]) =>
      typeof revision === 'string' ? [[clean(codebase), revision] as const] : [],
    ),
  );
}
