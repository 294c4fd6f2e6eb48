// Which events a filter lets through, decided in memory.

import type { EventFilter } from '../filters.ts';
import { localId } from '../globalIds.ts';
import type { EventType, LoggedEvent } from '../loggedEvents.ts';
import type { Id } from '../model.ts';
import type { BuildFacts } from '../store/buildFacts.ts';
import { type Lowered, matchesBuild, texts, type WantedBuild, wantedBuild } from './buildMatching.ts';

/** An EventFilter in the form that events are compared with. A part is null when it was not given. */
export interface WantedEvent {
  readonly types: ReadonlySet<EventType> | null;
  readonly origins: ReadonlySet<string> | null;
  readonly build: Id | null;
  readonly builds: WantedBuild | null;
}

/** Null when no event can match. */
export function wantedEvent(filter: EventFilter, lowered: Lowered): WantedEvent | null {
  const named = filter.build !== null && filter.build !== undefined;
  const build = named ? localId('Build', filter.build) : null;
  const builds = filter.builds ? wantedBuild(filter.builds, lowered) : null;
  const types = filter.types ? new Set(filter.types) : null;
  const origins = texts(filter.origins);
  const never =
    types?.size === 0 || origins?.size === 0 || (named && build === null) || (filter.builds && builds === null);
  return never ? null : { types, origins, build, builds };
}

/** An event with what filters may ask of it beyond what it says itself. */
export interface EventFacts {
  readonly event: LoggedEvent;
  /** Its origin's name; needed only where a filter asks for origins. */
  readonly origin: string | undefined;
  /** Its build as it was when the event was recorded as far as the event tells, and else as it is now. Undefined: see nothing of it. */
  readonly build: BuildFacts | undefined;
}

export function matchesEvent({ event, origin, build }: EventFacts, wanted: WantedEvent): boolean {
  const { types, origins, builds } = wanted;
  return (
    (types === null || types.has(event.type)) &&
    (wanted.build === null || event.buildId === wanted.build) &&
    (origins === null || (origin !== undefined && origins.has(origin))) &&
    (builds === null || (build !== undefined && matchesBuild(build, builds)))
  );
}

/** A build with the state and the result that one of its own events tells; as it is when the event is none of them. */
export function atMoment(event: LoggedEvent, facts: BuildFacts): BuildFacts {
  switch (event.type) {
    case 'BUILD_STARTED':
    case 'BUILD_UPDATED':
      return { ...facts, state: event.moment.state, result: event.moment.result };
    case 'BUILD_FINISHED':
      return { ...facts, state: 'FINISHED', result: event.moment.result };
    default:
      return facts;
  }
}
