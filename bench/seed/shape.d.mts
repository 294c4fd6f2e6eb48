// What the tests see of shape.mjs.

import type pg from 'pg';

export interface Shape {
  readonly builds: number;
  readonly builders: number;
  /** The share of the builder that has built most, in percent. */
  readonly busiest: number;
  /** That of the tenth. */
  readonly tenth: number;
  /** Builders that have not built for half a year. */
  readonly quiet: number;
  /** From the first build to the last. */
  readonly days: number;
  /** The share of the builds that were started from 7 to 19 on a day from Monday to Friday, in percent. */
  readonly working: number;
  /** How many builds most that were pushed at once. */
  readonly burst: number;
  /** Builds of what their builder had built before. */
  readonly rebuilt: number;
  /** Percent. */
  readonly failed: number;
  /** Of failures of one builder, in builds. */
  readonly longestRun: number;
  /** Builds with a source stamp in each of two code bases, in percent. */
  readonly twoCodebases: number;
  /** Of a build. */
  readonly steps: number;
  /** Of a build. */
  readonly properties: number;
  /** Of name and value of one, in text. */
  readonly propertyBytes: number;
}

export function shapeOf(pool: pg.Pool): Promise<Shape>;
