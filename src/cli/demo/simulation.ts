// The made-up fleet at work: changes come, builds follow, machines are busy, or lost.

import type { BuildRef, SourceStampInput } from '../../client/index.ts';
import { type Pace, type Plan, planBuild } from './build.ts';
import { Health } from './course.ts';
import { BUILDERS, type BuilderKind, ORIGIN, PROJECTS, WORKERS } from './fleet.ts';
import { AUTHORS, BRANCHES, CHANGES, NIGHTLY_REASON } from './phrases.ts';
import type { Random } from './random.ts';
import { isoTime, type TimedReport } from './timeline.ts';

/** How long a lost worker stays away, in seconds of the fleet. */
const AWAY_SECONDS = 240;
/** From a request to the earliest start of its build, in seconds of the fleet. */
const QUEUE_SECONDS = 4;

interface Request {
  readonly builder: BuilderKind;
  readonly buildset: string;
  readonly reason: string;
  readonly sourceStamps: SourceStampInput[];
  readonly at: number;
  readonly hasWork: boolean;
  readonly parent?: BuildRef;
}

export class Simulation {
  readonly #random: Random;
  readonly #health: Health;
  readonly #run: string;
  /** When each worker has nothing to do. */
  readonly #freeAt = new Map<string, number>();
  readonly #revisions = new Map<string, string>();
  #count = 0;

  /** @param run goes into every key, so that two demos on one server do not contradict each other. */
  constructor(random: Random, run: string) {
    this.#random = random;
    this.#health = new Health(random);
    this.#run = run;
  }

  /** @returns what says which fleet there is. */
  fleet(at: number): TimedReport[] {
    const time = isoTime(at);
    return [
      { registerOrigin: { name: ORIGIN, kind: 'CUSTOM' as const } },
      ...PROJECTS.map(({ name, description }) => ({ registerProject: { origin: ORIGIN, name, description } })),
      ...BUILDERS.map(({ name, description, project, tags }) => ({
        registerBuilder: { origin: ORIGIN, name, description, project, tags: [...tags] },
      })),
      ...WORKERS.map(({ name, info }) => ({ registerWorker: { origin: ORIGIN, name, info } })),
      ...WORKERS.map(({ name }) => ({ connectWorker: { origin: ORIGIN, name, at: time } })),
    ].map((report) => ({ at, report }));
  }

  /** Somebody pushes a change. @returns what is reported of it and of the builds that come of it. */
  change(at: number, pace: Pace): TimedReport[] {
    const random = this.#random;
    const { name: project, repository } = random.pick(PROJECTS);
    const phrase = CHANGES[project];
    if (phrase === undefined) return [];
    const { message, files } = random.pick(phrase);
    const branch = random.pick(BRANCHES);
    const revision = random.hex(40);
    if (branch === 'main') this.#revisions.set(project, revision);
    const key = this.#key('change');
    const stamp = { repository, branch, revision, project };
    const touchesDocs = files.some((file) => file.startsWith('docs/'));
    const change = {
      ...stamp,
      origin: ORIGIN,
      key,
      author: random.pick(AUTHORS),
      message,
      files: [...files],
      committedAt: isoTime(at),
    };
    return [
      { at, report: { addChange: change } },
      ...this.#builders(project).flatMap((builder) =>
        this.#request(
          {
            builder,
            buildset: key,
            reason: `change on ${branch}`,
            sourceStamps: [stamp],
            at: at + 2 * pace.second,
            hasWork: builder.name !== 'docs' || touchesDocs,
          },
          pace,
        ),
      ),
    ];
  }

  /** The night's builds of what is to be released. */
  nightly(at: number, pace: Pace): TimedReport[] {
    return PROJECTS.flatMap(({ name: project, repository }) => {
      const revision = this.#revisions.get(project);
      if (revision === undefined) return [];
      const sourceStamps = [{ repository, branch: 'main', revision, project }];
      const buildset = this.#key('nightly');
      return this.#builders(project)
        .filter(({ tags }) => tags.includes('release'))
        .flatMap((builder) =>
          this.#request({ builder, buildset, reason: NIGHTLY_REASON, sourceStamps, at, hasWork: true }, pace),
        );
    });
  }

  #builders(project: string): BuilderKind[] {
    return BUILDERS.filter((builder) => builder.project === project && builder.triggeredBy === undefined);
  }

  #key(kind: string): string {
    this.#count += 1;
    return `${kind}-${this.#run}-${this.#count}`;
  }

  #request(request: Request, pace: Pace): TimedReport[] {
    const { builder, buildset, reason, sourceStamps, at, parent } = request;
    const key = this.#key('request');
    return [
      {
        at,
        report: {
          requestBuild: {
            origin: ORIGIN,
            key,
            builder: builder.name,
            buildset,
            reason,
            submittedAt: isoTime(at),
            sourceStamps,
            ...(parent === undefined ? {} : { parentBuild: parent }),
          },
        },
      },
      ...this.#build(request, key, at + QUEUE_SECONDS * pace.second, pace),
    ];
  }

  /** A build, what it triggers, and, when its worker was lost, the next build for the same request. */
  #build(request: Request, requestKey: string, earliest: number, pace: Pace): TimedReport[] {
    const { builder, sourceStamps, parent, hasWork } = request;
    const { worker, startAt } = this.#nextFree(builder, earliest);
    const fate = this.#health.fateOf(builder, hasWork);
    const plan: Plan = {
      key: this.#key('build'),
      request: requestKey,
      builder,
      worker,
      fate,
      startAt,
      sourceStamps,
      parent,
    };
    const { reports, endAt } = planBuild(plan, pace, this.#random);
    this.#freeAt.set(worker, endAt);
    const all = [...reports];
    if (fate.result === 'RETRY') {
      const backAt = endAt + AWAY_SECONDS * pace.second;
      this.#freeAt.set(worker, backAt);
      all.push({ at: endAt, report: { loseWorker: { origin: ORIGIN, name: worker, at: isoTime(endAt) } } });
      all.push({ at: backAt, report: { connectWorker: { origin: ORIGIN, name: worker, at: isoTime(backAt) } } });
      all.push(...this.#build(request, requestKey, endAt + pace.second, pace));
    } else if (fate.result === 'SUCCESS') {
      all.push(...this.#triggered(request, plan.key, endAt - pace.second, pace));
    }
    return all;
  }

  #triggered(request: Request, key: string, at: number, pace: Pace): TimedReport[] {
    const parent = { origin: ORIGIN, key };
    const buildset = this.#key('triggered');
    return BUILDERS.filter(({ triggeredBy }) => triggeredBy === request.builder.name).flatMap((builder) =>
      this.#request(
        { ...request, builder, buildset, reason: `triggered by ${request.builder.name}`, at, parent },
        pace,
      ),
    );
  }

  /** @returns the builder's worker that is free first, and when it is. */
  #nextFree(builder: BuilderKind, earliest: number): { worker: string; startAt: number } {
    const free = (worker: string) => Math.max(earliest, this.#freeAt.get(worker) ?? 0);
    const [first, ...others] = builder.workers;
    const worker = others.reduce((best, other) => (free(other) < free(best) ? other : best), first);
    return { worker, startAt: free(worker) };
  }
}
