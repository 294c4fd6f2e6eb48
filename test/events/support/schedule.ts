// Who does what, at random: writers that report stories through either server, and clients that come, are cut off, and move.

import fc from 'fast-check';
import { oneOfEach, type Report, type Scene, story } from './stories.ts';

/** Reports that are sent together, to one of the servers; or to both of them at once, as by one that does not trust its network. */
export interface Batch {
  readonly reports: readonly Report[];
  readonly server: number;
  readonly twice: boolean;
}

/** Batches that are sent at once, or one after the other. The next act begins when all of them are acknowledged. */
export interface Act {
  readonly batches: readonly Batch[];
  readonly atOnce: boolean;
}

/** For how many messages, on which server. None: the socket is cut when the subscription is on its way. */
export interface Leg {
  readonly server: number;
  readonly messages: number;
}

export interface ClientPlan {
  /** Which part of all batches is acknowledged when it takes its snapshot: from 0 to 1. The first client is there before. */
  readonly comesAfter: number;
  /** Where it takes its snapshot. */
  readonly server: number;
  /** How it moves. Afterwards it goes back to where it took its snapshot, and stays. */
  readonly legs: readonly Leg[];
  /** How long the pages are in which it reads the log when all is over. */
  readonly pageSize: number;
}

export interface Schedule {
  readonly origins: readonly string[];
  readonly writers: readonly (readonly Act[])[];
  readonly clients: readonly [ClientPlan, ...ClientPlan[]];
  /** Those who take a snapshot only: where, and when, as the clients do. */
  readonly passersBy: readonly Pick<ClientPlan, 'comesAfter' | 'server'>[];
}

const server = fc.nat({ max: 1 });
const moment = fc.noBias(fc.nat({ max: 100 })).map((percent) => percent / 100);

/** Of origins that no other schedule has. Every kind of event occurs in it. */
export const schedule: fc.Arbitrary<Schedule> = fc
  .noBias(fc.nat({ max: 999_999_999 }))
  .map((run) => [`ci-${run}`, `other-ci-${run}`])
  .chain((origins) =>
    fc.record({
      origins: fc.constant(origins),
      writers: fc.tuple(
        acts(oneOfEach(origins[0] ?? '', 'each')),
        ...Array.from({ length: 4 }, (_, i) => writer(origins[i % 2] ?? '', `writer ${i}`)),
      ),
      clients: fc
        .tuple(client, fc.array(client, { minLength: 2, maxLength: 3 }))
        .map(([first, others]): [ClientPlan, ...ClientPlan[]] => [first, ...others]),
      passersBy: fc.array(fc.record({ comesAfter: moment, server }), { minLength: 10, maxLength: 20 }),
      // Written out, it would bury what has failed; the seed brings it back.
      [fc.toStringMethod]: fc.constant(() => `the schedule of ${origins.join(' and ')}`),
    }),
  );

const client: fc.Arbitrary<ClientPlan> = fc.record({
  comesAfter: moment,
  server,
  legs: fc.array(fc.record({ server, messages: fc.nat({ max: 25 }) }), { minLength: 2, maxLength: 8 }),
  pageSize: fc.integer({ min: 7, max: 60 }),
});

/** Some stories, one after the other. */
function writer(origin: string, name: string): fc.Arbitrary<readonly Act[]> {
  const stories = [0, 1].map((i) => story(origin, `${name} ${i}`));
  return fc.tuple(...stories).chain((told) => fc.tuple(...told.map(acts)).map((each) => each.flat()));
}

/** The acts of a story; afterwards some of it is told again. */
function acts(scenes: readonly Scene[]): fc.Arbitrary<readonly Act[]> {
  return fc
    .subarray(scenes.flat(), { maxLength: Math.min(5, scenes.flat().length) })
    .chain((again) => fc.tuple(...[...scenes, again].filter(({ length }) => length > 0).map(act)));
}

/** The reports of a scene, shuffled and cut into batches. */
function act(scene: Scene): fc.Arbitrary<Act> {
  const dice = fc.array(fc.record({ server, twice: fc.integer({ min: 0, max: 4 }).map((n) => n === 0) }), {
    minLength: scene.length,
    maxLength: scene.length,
  });
  return fc
    .record({
      reports: fc.shuffledSubarray([...scene], { minLength: scene.length }),
      size: fc.integer({ min: 1, max: 6 }),
      dice,
      atOnce: fc.boolean(),
    })
    .map(({ reports, size, dice, atOnce }) => ({
      atOnce,
      batches: dice
        .slice(0, Math.ceil(reports.length / size))
        .map((way, i) => ({ ...way, reports: reports.slice(i * size, (i + 1) * size) })),
    }));
}
