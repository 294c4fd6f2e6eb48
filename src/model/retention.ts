// How long builds are kept.

/** What retention is set on; SETTING: on nothing, so that the server's default holds. */
export type RetentionSource = 'BUILDER' | 'PROJECT' | 'ORIGIN' | 'SETTING';

/** How long builds are kept. A build goes when it is beyond either limit; null: there is no such limit. */
export interface RetentionLimits {
  readonly keepDays: number | null;
  readonly keepBuilds: number | null;
}

/** The limits that hold for something, and where they were set. */
export interface Retention extends RetentionLimits {
  readonly source: RetentionSource;
}
