// What lists and subscriptions can be narrowed by. What each part means is said in schema.graphql, once.

import type { EventType } from './loggedEvents.ts';
import type {
  BuildRequestState,
  BuildState,
  HookDeliveryState,
  HookSystem,
  Json,
  Result,
  TestOutcome,
  Time,
} from './model.ts';

type Optional<T> = T | null | undefined;
type Names = Optional<readonly string[]>;

export interface PropertyFilter {
  readonly name: string;
  /** Undefined: any value will do. Null is a value. */
  readonly value?: Json | undefined;
}

export interface BuildFilter {
  readonly builders?: Names;
  /** Patterns of builders' names: see store/globs.ts. */
  readonly builderGlobs?: Names;
  readonly tags?: Names;
  readonly tagsAny?: Names;
  readonly tagsNone?: Names;
  readonly projects?: Names;
  readonly origins?: Names;
  readonly workers?: Names;
  readonly branch?: Optional<string>;
  readonly revision?: Optional<string>;
  readonly repository?: Optional<string>;
  readonly codebase?: Optional<string>;
  readonly changeAuthor?: Optional<string>;
  readonly states?: Optional<readonly BuildState[]>;
  readonly results?: Optional<readonly Result[]>;
  readonly startedFrom?: Optional<Time>;
  readonly startedBefore?: Optional<Time>;
  readonly completedFrom?: Optional<Time>;
  readonly completedBefore?: Optional<Time>;
  readonly durationSecondsFrom?: Optional<number>;
  readonly durationSecondsBelow?: Optional<number>;
  readonly properties?: Optional<readonly PropertyFilter[]>;
  readonly reason?: Optional<string>;
  readonly and?: Optional<readonly BuildFilter[]>;
  readonly or?: Optional<readonly BuildFilter[]>;
  readonly not?: Optional<BuildFilter>;
}

export interface EventFilter {
  readonly types?: Optional<readonly EventType[]>;
  readonly origins?: Names;
  /** A global id. */
  readonly build?: Optional<string>;
  readonly builds?: Optional<BuildFilter>;
}

export interface BuilderFilter {
  readonly names?: Names;
  readonly tags?: Names;
  readonly projects?: Names;
  readonly origins?: Names;
}

export interface BuildRequestFilter {
  readonly states?: Optional<readonly BuildRequestState[]>;
  readonly builders?: Names;
  readonly origins?: Names;
}

export interface ChangeFilter {
  readonly author?: Optional<string>;
  readonly branch?: Optional<string>;
  readonly repository?: Optional<string>;
  readonly codebase?: Optional<string>;
  readonly revision?: Optional<string>;
  readonly origins?: Names;
}

export type SourceStampFilter = Omit<ChangeFilter, 'author'>;

/** Of source stamps, and of the builders that built them. */
export interface ConsoleFilter extends SourceStampFilter {
  readonly builders?: Names;
  readonly tags?: Names;
  readonly projects?: Names;
}

export interface TestFilter {
  readonly name?: Optional<string>;
  readonly suite?: Optional<string>;
  readonly className?: Optional<string>;
  readonly origins?: Names;
}

export interface TestResultFilter {
  readonly outcomes?: Optional<readonly TestOutcome[]>;
  readonly retried?: Optional<boolean>;
}

export interface NameFilter {
  readonly names?: Names;
  readonly origins?: Names;
}

/** Of what hooks received. */
export interface HookDeliveryFilter {
  readonly systems?: Optional<readonly HookSystem[]>;
  readonly origins?: Names;
  readonly states?: Optional<readonly HookDeliveryState[]>;
  readonly receivedFrom?: Optional<Time>;
  readonly receivedBefore?: Optional<Time>;
}

export type Direction = 'ASC' | 'DESC';

export interface BuildOrder {
  readonly field: 'STARTED_AT' | 'COMPLETED_AT';
  readonly direction: Direction;
}
