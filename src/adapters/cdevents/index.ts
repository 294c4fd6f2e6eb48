// CDEvents, by CloudEvents over HTTP. How they are sent here, and what gets lost: docs/cdevents.md.

import type { BuildRef, Report } from '../../reporting/reports.ts';
import type { Adapter, Delivery, Translation } from '../adapter.ts';
import { password } from '../proofs.ts';
import { fitting, joined, optionalName, readShape, timeIn } from '../reading.ts';
import { clean, Untranslatable, webAddress, words } from '../text.ts';
import { attempt, together } from '../translation.ts';
import { deliveryIdOf, eventsIn } from './envelope.ts';
import { event } from './shapes.ts';
import { caseReports, suiteReports } from './tests.ts';
import { endOf, kindIn, originReport, predicateOf, type Told } from './told.ts';

type Translator = (told: Told) => Translation | readonly Report[];

/** What is done with each subject and predicate. */
const TRANSLATORS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  ['pipelinerun.queued', (told: Told) => runReports(told, 'pipelinerun')],
  ['pipelinerun.started', (told: Told) => runReports(told, 'pipelinerun')],
  ['pipelinerun.finished', (told: Told) => runReports(told, 'pipelinerun')],
  ['build.queued', (told: Told) => runReports(told, 'build')],
  ['build.started', (told: Told) => runReports(told, 'build')],
  ['build.finished', (told: Told) => runReports(told, 'build')],
  ['taskrun.started', taskReports],
  ['taskrun.finished', taskReports],
  ['change.created', changeReports],
  ['change.merged', changeReports],
  ['testsuiterun.queued', suiteReports],
  ['testsuiterun.started', suiteReports],
  ['testsuiterun.finished', suiteReports],
  ['testcaserun.queued', caseReports],
  ['testcaserun.started', caseReports],
  ['testcaserun.finished', caseReports],
  ['testcaserun.skipped', caseReports],
]);

/** A pipeline run, or a build: both are builds here. */
function runReports(told: Told, subject: 'pipelinerun' | 'build'): Translation {
  const { origin, event, content, source, at } = told;
  const key = joined(' ', subject, source, event.subject.id);
  const build: BuildRef = { origin, key };
  // Builds have no name; neither has a pipeline whose sender leaves it out. It can be told by another event of the run.
  const builder = subject === 'build' ? fitting(clean(source)) : optionalName(content.pipelineName);
  const url = webAddress(content.uri ?? content.url);
  const predicate = predicateOf(event);
  const reports: Report[] = [originReport(told)];
  if (predicate === 'queued') {
    if (builder !== null) reports.push({ kind: 'requestBuild', input: { origin, key, builder, submittedAt: at } });
    return together(reports);
  }
  if (builder !== null) {
    const startedAt = predicate === 'started' ? at : null;
    reports.push({ kind: 'startBuild', input: { origin, key, builder, url, startedAt, buildRequest: build } });
  }
  if (predicate === 'started') return together(reports);
  if (content.artifactId) {
    const properties = [{ name: 'artifactId', value: clean(content.artifactId), source: 'CDEvents' }];
    reports.push({ kind: 'setProperties', input: { build, properties } });
  }
  const end = attempt(() => [{ kind: 'finishBuild', input: { build, ...endOf(content, subject), completedAt: at } }]);
  return together(reports, end);
}

/** A task run: a step of its pipeline run. */
function taskReports(told: Told): Translation {
  const { origin, event, content, source, at } = told;
  const { pipelineRun } = content;
  if (!pipelineRun) {
    throw new Untranslatable(
      'Expected a taskrun event to name its pipeline run (subject.content.pipelineRun.id), received none.',
    );
  }
  const build: BuildRef = {
    origin,
    key: joined(' ', 'pipelinerun', pipelineRun.source || event.context.source, pipelineRun.id),
  };
  const key = joined(' ', 'taskrun', source, event.subject.id);
  const name = optionalName(content.taskName) ?? fitting(clean(event.subject.id));
  const isStart = predicateOf(event) === 'started';
  const url = webAddress(content.uri ?? content.url);
  const urls = url === null ? null : [{ name: 'task', url }];
  const reports: Report[] = [
    originReport(told),
    { kind: 'startStep', input: { build, key, name, startedAt: isStart ? at : null, urls } },
  ];
  if (isStart) return together(reports);
  const end = attempt(() => [
    { kind: 'finishStep', input: { step: { build, key }, ...endOf(content, 'taskrun'), completedAt: at } },
  ]);
  return together(reports, end);
}

/** A change that was proposed, or merged: two changes, since that is two moments of it. Its author and commit are not told. */
function changeReports(told: Told): readonly Report[] {
  const { origin, event, content, source, at } = told;
  const category = predicateOf(event);
  const { repository } = content;
  const where = repository?.url || [repository?.source, repository?.id].filter(Boolean).join('/');
  const message = words(content.description, 100_000) ?? `Change ${words(event.subject.id, 500)} was ${category}`;
  return [
    originReport(told),
    {
      kind: 'addChange',
      input: {
        origin,
        key: joined(' ', 'change', category, source, event.subject.id),
        author: '',
        message,
        repository: clean(where.slice(0, 2_000)),
        category,
        committedAt: at,
      },
    },
  ];
}

function translated(body: unknown, origin: string): Translation | readonly Report[] {
  const posted = readShape(event, 'A CDEvent', body);
  const kind = kindIn(posted.context.type);
  const translator = kind === null ? undefined : TRANSLATORS.get(kind);
  if (translator === undefined) {
    const shown = JSON.stringify(clean(posted.context.type));
    throw new Untranslatable(
      `Expected context.type to be dev.cdevents. with one of ${[...TRANSLATORS.keys()].join(', ')}, received ${shown}.`,
    );
  }
  const at = timeIn(posted.context.timestamp, 'context.timestamp');
  const source = posted.subject.source || posted.context.source;
  return translator({ origin, event: posted, content: posted.subject.content ?? {}, source, at });
}

/** Translates one event, or each of a batch. */
export function translateCdevents(body: unknown, { origin }: Delivery): Translation {
  return together(...eventsIn(body).map((one) => attempt(() => translated(one, origin))));
}

/** The adapter behind `/hooks/cdevents/ORIGIN`. */
export const cdevents: Adapter = {
  name: 'cdevents',
  headers: ['ce-type', 'ce-id', 'ce-source'],
  proof: password,
  deliveryId: deliveryIdOf,
  translate: translateCdevents,
};
