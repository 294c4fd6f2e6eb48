// Which events a filter lets through.

import type { EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { Id, LoggedEvent } from '../model.ts';
import { matchingBuilds } from '../store/eventLog.ts';
import { originsByName } from '../store/lookups.ts';
import type { Reader } from '../store/reader.ts';

/** The events that a filter lets through, in their order. Reads what it must of the builds that they are of. */
export type Matcher = (events: readonly LoggedEvent[]) => Promise<readonly LoggedEvent[]>;

export function createMatcher(reader: Reader, filter: EventFilter): Matcher {
  const { types, origins, build, builds } = filter;
  const buildId = build === null || build === undefined ? undefined : localId('Build', build);
  const byItself = (event: LoggedEvent) =>
    (!types || types.includes(event.type)) &&
    (buildId === undefined || event.buildId === buildId) &&
    momentMatches(event, builds);

  return async (events) => {
    let matched = events.filter(byItself);
    if (origins && matched.length > 0) {
      const ids = new Set([...(await originsByName(reader, origins)).values()].map(({ id }) => id));
      matched = matched.filter((event) => ids.has(event.originId));
    }
    if (builds && matched.length > 0) {
      const ids = [...new Set(matched.flatMap((event) => event.buildId ?? []))];
      const visible = await matchingBuilds(reader, ids, builds);
      const lasting =
        builds.states || builds.results
          ? await matchingBuilds(reader, ids, { ...builds, states: null, results: null })
          : visible;
      matched = matched.filter((event) => has(tellsState(event) ? lasting : visible, event.buildId));
    }
    return matched;
  };
}

function has(ids: ReadonlySet<Id>, id: Id | null): boolean {
  return id !== null && ids.has(id);
}

/** Whether an event itself says which state and result its build had. */
function tellsState(event: LoggedEvent): boolean {
  return event.type === 'BUILD_STARTED' || event.type === 'BUILD_UPDATED' || event.type === 'BUILD_FINISHED';
}

/** Compares the state and result of a build's own events as they were at that moment. */
function momentMatches(event: LoggedEvent, filter: EventFilter['builds']): boolean {
  if (!filter || !tellsState(event)) return true;
  const { state, result } =
    event.type === 'BUILD_FINISHED'
      ? { state: 'FINISHED' as const, result: event.moment.result }
      : (event.moment as Extract<LoggedEvent, { type: 'BUILD_STARTED' }>['moment']);
  return (
    (!filter.states || filter.states.includes(state)) &&
    (!filter.results || (result !== null && filter.results.includes(result)))
  );
}
