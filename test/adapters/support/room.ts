// A model of the reporting room in memory: what schema.graphql says that the reports do, and nothing more. It is strict where
// the schema leaves something open, so that a translation that is right here is right in any room. Contradictions throw.

import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../../src/model.ts';
import type { Report, ReportedProperty, ReportedSourceStamp, Reports } from '../../../src/reporting/reports.ts';
import type { TrueBuild, TrueRequest, TrueStamp, TrueStep, Truth } from './posts.ts';

type Known<T> = { -readonly [K in keyof T]?: T[K] | null };

interface BuildInRoom extends Known<Omit<TrueBuild, 'steps' | 'properties' | 'sourceStamps'>> {
  readonly steps: Map<string, Known<TrueStep>>;
  readonly properties: Map<string, ReportedProperty>;
  readonly stamps: Map<string, ReportedSourceStamp>;
}

/** Lines by number: `STREAM text`. */
type LogInRoom = { readonly lines: Map<number, string>; complete: boolean; expected: number | null };

export class Room {
  readonly builders = new Map<
    string,
    { description: string | null; project: string | null; tags: readonly string[] }
  >();
  readonly requests = new Map<
    string,
    Known<Omit<TrueRequest, 'builds' | 'sourceStamps'>> & { stamps: readonly ReportedSourceStamp[] }
  >();
  readonly builds = new Map<string, BuildInRoom>();
  /** By `STEP/NAME`. */
  readonly logs = new Map<string, LogInRoom>();

  submit({ kind, input }: Report): void {
    switch (kind) {
      case 'registerOrigin':
        return;
      case 'registerBuilder':
        this.registerBuilder(input);
        return;
      case 'requestBuild':
        this.requestBuild(input);
        return;
      case 'finishBuildRequest':
        this.finishRequest(input.buildRequest.key ?? '', input.result, input.completedAt ?? 'now');
        return;
      case 'startBuild':
        this.startBuild(input);
        return;
      case 'updateBuild':
        for (const stamp of input.sourceStamps ?? [])
          this.build(input.build.key).stamps.set(stamp.codebase ?? '', stamp);
        return;
      case 'setProperties':
        for (const property of input.properties) this.build(input.build.key).properties.set(property.name, property);
        return;
      case 'finishBuild':
        this.finishBuild(input);
        return;
      case 'startStep':
        this.startStep(input);
        return;
      case 'updateStep': {
        const step = this.step(input.step);
        const added = (input.urls ?? []).filter((url) => !(step.urls ?? []).some((had) => isDeepStrictEqual(had, url)));
        step.urls = [...(step.urls ?? []), ...added];
        return;
      }
      case 'finishStep': {
        const step = this.step(input.step);
        if (step.result) same('result', step.result, input.result);
        else
          Object.assign(step, { result: input.result, stateString: input.stateString, completedAt: input.completedAt });
        step.hidden = input.hidden ?? step.hidden ?? false;
        return;
      }
      case 'appendLog': {
        const log = this.log(input.step, input.name);
        const lines = input.text.replace(/\n$/u, '').split('\n');
        lines.forEach((text, index) => {
          const number = (input.firstLine ?? 0) + index;
          if (!log.lines.has(number)) log.lines.set(number, `${input.stream ?? ''} ${text}`);
        });
        return;
      }
      case 'finishLog':
        Object.assign(this.log(input.step, input.name), { complete: true, expected: input.lineCount ?? null });
        return;
      default:
        throw new Error(`the model knows no ${kind}`);
    }
  }

  private registerBuilder(input: Reports['registerBuilder']): void {
    const known = this.builders.get(input.name);
    this.builders.set(input.name, {
      description: input.description ?? known?.description ?? null,
      project: input.project ?? known?.project ?? null,
      tags: input.tags ?? known?.tags ?? [],
    });
  }

  private requestBuild(input: Reports['requestBuild']): void {
    const request = this.request(input.key);
    fill(request, {
      builder: input.builder,
      buildset: input.buildset,
      reason: input.reason,
      submittedAt: input.submittedAt,
    });
    fill(request, { priority: input.priority, parent: input.parentBuild?.key });
    if (request.stamps.length === 0) request.stamps = input.sourceStamps ?? [];
    else if (input.sourceStamps) same('stamps', request.stamps, input.sourceStamps);
  }

  private startBuild(input: Reports['startBuild']): void {
    const build = this.build(input.key);
    fill(build, {
      key: input.key,
      builder: input.builder,
      number: input.number,
      worker: input.worker,
      reason: input.reason,
    });
    fill(build, {
      url: input.url,
      startedAt: input.startedAt,
      request: input.buildRequest?.key,
      parent: input.parentBuild?.key,
    });
    build.stateString ??= input.stateString ?? null;
    for (const stamp of input.sourceStamps ?? []) {
      if (!build.stamps.has(stamp.codebase ?? '')) build.stamps.set(stamp.codebase ?? '', stamp);
    }
    for (const property of input.properties ?? []) {
      if (!build.properties.has(property.name)) build.properties.set(property.name, property);
    }
    if (build.result) this.complete(build);
  }

  private finishBuild(input: Reports['finishBuild']): void {
    const build = this.build(input.build.key);
    if (build.result) same('result', build.result, input.result);
    else Object.assign(build, { result: input.result, stateString: input.stateString, completedAt: input.completedAt });
    this.complete(build);
  }

  private complete(build: BuildInRoom): void {
    if (!build.request || !build.result || build.result === 'RETRY') return;
    this.finishRequest(build.request, build.result, build.completedAt ?? 'now');
  }

  private finishRequest(key: string, result: Result, completedAt: string): void {
    const request = this.request(key);
    if (!request.result) Object.assign(request, { result, completedAt });
  }

  private startStep(input: Reports['startStep']): void {
    const step = this.step(input);
    fill(step, { key: input.key, name: input.name, number: input.number });
    fill(step, { startedAt: input.startedAt ?? (input.pending ? null : 'now') });
    step.stateString ??= input.stateString ?? null;
    step.hidden ??= input.hidden ?? null;
  }

  private request(key: string) {
    return ensure(this.requests, key, () => ({ key, stamps: [] }));
  }

  private build(key: string | null | undefined): BuildInRoom {
    return ensure(this.builds, key ?? '', () => ({ steps: new Map(), properties: new Map(), stamps: new Map() }));
  }

  private step(ref: Reports['updateStep']['step']): Known<TrueStep> {
    return ensure(this.build(ref.build?.key).steps, ref.key ?? '', () => ({}));
  }

  private log(ref: Reports['updateStep']['step'], name: string): LogInRoom {
    return ensure(this.logs, `${ref.key}/${name}`, () => ({ lines: new Map(), complete: false, expected: null }));
  }

  /** Everything that is known now, comparable with the truth. Builds that were only named are left out. */
  history(): unknown {
    const builds = [...this.builds.values()].filter((build) => build.key);
    return {
      builders: [...this.builders].map(([name, builder]) => ({ name, ...builder })).sort(by('name')),
      requests: [...this.requests.values()]
        .map(({ stamps, ...request }) => ({
          ...nulls(request, ['result', 'completedAt', 'parent', 'reason', 'priority']),
          sourceStamps: stamps.map(comparable),
          builds: builds
            .filter((build) => build.request === request.key)
            .sort(numbered)
            .map((build) => build.key),
        }))
        .sort(numbered),
      builds: builds
        .map(({ steps, properties, stamps, ...build }) => ({
          ...nulls(build, [
            'result',
            'completedAt',
            'parent',
            'reason',
            'worker',
            'url',
            'request',
            'number',
            'stateString',
          ]),
          requestedAt: this.requests.get(build.request ?? '')?.submittedAt ?? null,
          sourceStamps: [...stamps.values()].map(comparable).sort(by('codebase')),
          properties: [...properties.values()].sort(by('name')),
          steps: [...steps.values()]
            .map((step) => ({ urls: [], hidden: false, ...nulls(step, ['result', 'completedAt']) }))
            .sort((a, b) => (a.number ?? 0) - (b.number ?? 0)),
        }))
        .sort(numbered),
      logs: Object.fromEntries(
        [...this.logs]
          .sort()
          .map(([name, { lines, ...log }]) => [name, { ...log, lines: [...lines].sort(([a], [b]) => a - b) }]),
      ),
    };
  }
}

/** The truth as the room tells it: the posts do not tell when Buildbot's logs were written, or what is in them. */
export const roomOf = (truth: Truth): unknown => ({ ...truth, logs: {} });

function fill(known: object, facts: Readonly<Record<string, unknown>>): void {
  const record = known as Record<string, unknown>;
  for (const [name, fact] of Object.entries(facts)) {
    if (fact === null || fact === undefined) continue;
    if (record[name] === null || record[name] === undefined) record[name] = fact;
    else same(name, record[name], fact);
  }
}

function same(name: string, known: unknown, reported: unknown): void {
  if (!isDeepStrictEqual(known, reported)) {
    throw new Error(`CONFLICT: ${name} is ${JSON.stringify(known)}, reported as ${JSON.stringify(reported)}`);
  }
}

function ensure<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function comparable(stamp: ReportedSourceStamp): TrueStamp {
  const { author, comment, level, subdirectory } = stamp.patch ?? {};
  return {
    codebase: stamp.codebase ?? '',
    repository: stamp.repository ?? '',
    branch: stamp.branch ?? null,
    revision: stamp.revision ?? null,
    project: stamp.project ?? null,
    patch: stamp.patch ? { author, comment, level, subdirectory } : null,
  };
}

const nulls = <T extends object>(record: T, names: readonly string[]): T => ({
  ...Object.fromEntries(names.map((name) => [name, null])),
  ...record,
});

const by =
  <K extends string>(name: K) =>
  (a: { [N in K]: string }, b: { [N in K]: string }): number =>
    a[name] < b[name] ? -1 : 1;

const numbered = (a: { key?: string | null }, b: { key?: string | null }): number =>
  Number(a.key?.split('/')[1]) - Number(b.key?.split('/')[1]);
