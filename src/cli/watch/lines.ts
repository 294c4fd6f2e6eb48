// Events, as a person reads them: one line each.

import type { EventsSubscription, Result } from '../../client/index.ts';
import { type Colour, duration, type Paint, plain } from '../terminal.ts';
import type { GivenUp } from './givenUp.ts';

type Event = EventsSubscription['events'];
type EventOf<Name extends Event['__typename']> = Extract<Event, { __typename: Name }>;
type Build = NonNullable<EventOf<'BuildStarted'>['build']>;
type Step = NonNullable<EventOf<'StepStarted'>['step']>;

/** How each result looks, and is said. */
const RESULTS: Readonly<Record<Result, readonly [symbol: string, colour: Colour, words: string]>> = {
  SUCCESS: ['✔', 'green', 'succeeded'],
  WARNINGS: ['▲', 'yellow', 'succeeded with warnings'],
  FAILURE: ['✘', 'red', 'failed'],
  SKIPPED: ['○', 'dim', 'was skipped'],
  EXCEPTION: ['‼', 'magenta', 'broke down'],
  RETRY: ['↻', 'blue', 'is given up and built again'],
  CANCELLED: ['■', 'dim', 'was cancelled'],
};

/** @returns the line, with the local time; null for what only programs want to know. `givenUp` is told of each event, in order. */
export function lineOf(event: Event, paint: Paint, givenUp: GivenUp): string | null {
  const said = sentenceOf(event, paint, givenUp);
  if (said === null) return null;
  const time = new Date(event.recordedAt).toLocaleTimeString('en-GB');
  return `${paint('dim', time)} ${said}`;
}

function sentenceOf(event: Event, paint: Paint, givenUp: GivenUp): string | null {
  switch (event.__typename) {
    case 'BuildStarted': {
      if (event.build === null) return null;
      const worker = event.build.worker === null ? '' : ` on ${plain(event.build.worker.name)}`;
      return `${paint('cyan', '▶')} ${buildName(event.build, paint)} started${worker}${paint('dim', sourceOf(event.build))}`;
    }
    case 'BuildUpdated':
      if (event.build === null || !givenUp.returned(event.build)) return null;
      return `${paint('cyan', '▶')} ${buildName(event.build, paint)} runs again: it had only gone silent`;
    case 'BuildFinished':
      if (event.build === null) return null;
      givenUp.ended(event.build, event.result);
      return `${finished(event, buildName(event.build, paint), event.build.durationSeconds, paint)}${paint('dim', sourceOf(event.build))}`;
    case 'StepStarted':
      if (event.step === null) return null;
      return `${paint('dim', '·')} ${stepName(event.step)} ${event.state === 'PENDING' ? 'waits' : 'started'}`;
    case 'StepFinished':
      if (event.step === null) return null;
      return finished(event, stepName(event.step), event.step.durationSeconds, paint);
    case 'ChangeAdded': {
      if (event.change === null) return null;
      const { author, message, branch, revision } = event.change;
      const where = [branch, revision?.slice(0, 8)].filter((part) => part != null).join(' ');
      const [title = ''] = message.split('\n');
      return `${paint('blue', '●')} ${plain(author)}: ${plain(title)}${paint('dim', where === '' ? '' : `  ${plain(where)}`)}`;
    }
    case 'WorkerConnected':
      return event.worker === null ? null : `${paint('green', '⇡')} worker ${plain(event.worker.name)} is connected`;
    case 'WorkerLost':
      return event.worker === null ? null : `${paint('red', '⇣')} worker ${plain(event.worker.name)} is lost`;
    default:
      return null;
  }
}

/** @returns how a build or step ended, how long it took, and what came of it. */
function finished(
  { result, stateString }: { result: Result; stateString: string },
  name: string,
  seconds: number | null,
  paint: Paint,
): string {
  const [symbol, colour, words] = RESULTS[result];
  const took = seconds === null ? '' : ` in ${duration(seconds)}`;
  const why = stateString === '' ? '' : `: ${plain(stateString)}`;
  return `${paint(colour, symbol)} ${name} ${paint(colour, words)}${took}${why}`;
}

function buildName({ builder, number }: Build, paint: Paint): string {
  return `${paint('bold', plain(builder.name))} #${number}`;
}

function stepName({ build, name }: Step): string {
  const owner = build === null ? '' : `${plain(build.builder.name)} #${build.number} `;
  return `${owner}${plain(name)}`;
}

/** @returns branch and revision of what is built; empty when neither is known. */
function sourceOf({ sourceStamps }: Build): string {
  const [first] = sourceStamps;
  const parts = [first?.branch, first?.revision?.slice(0, 8)].filter((part) => part != null);
  return parts.length === 0 ? '' : `  ${plain(parts.join(' '))}`;
}
