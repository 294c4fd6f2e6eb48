// What `lavalamp run` and `lavalamp step` say of their own, in one line.

import {
  BuildByKeyDocument,
  type BuildByKeyQuery,
  type BuildRef,
  type Client,
  type Result,
} from '../../client/index.ts';
import { plain } from '../terminal.ts';
import { refusals, undelivered } from './post.ts';
import type { Facts } from './record.ts';
import type { Done, DoneStep } from './run.ts';

/** How long to wait for the build's number, in milliseconds. It is not worth more. */
const PATIENCE_MS = 2_000;

/** What became of a build, for programs: with --json. */
export interface Summary {
  readonly origin: string | null;
  /** The build's key; null when only its id is known. */
  readonly key: string | null;
  /** Null when the build could not be read, as with a token that only allows to report. */
  readonly id: string | null;
  readonly number: number | null;
  readonly result: Result;
  readonly stateString: string;
  readonly exitCode: number;
  readonly steps: readonly {
    readonly key: string;
    readonly name: string;
    readonly result: Result;
    readonly exitCode: number;
  }[];
  /** The address of the output of the first step that did not go well, or else of the first; null when it is not known. */
  readonly logUrl: string | null;
  /** Whether the server has all reports. */
  readonly delivered: boolean;
  /** The file that keeps what it does not have. */
  readonly keptIn: string | null;
  readonly refused: readonly string[];
}

/** @returns what became of a build and its reports. */
export async function summaryOf(done: Done, facts: Facts, client: Client, url: string): Promise<Summary> {
  const build = done.delivery.complete ? await find(facts, client) : null;
  return {
    ...summaryOfSteps(done, { origin: facts.origin, key: facts.key }),
    id: build?.id ?? null,
    number: build?.number ?? null,
    logUrl: build === null ? null : logOf(build, shownOf(done), url),
  };
}

/** @returns the same, where the build is not asked for. */
export function summaryOfSteps({ outcome, end, steps, delivery }: Done, build: BuildRef): Summary {
  return {
    origin: build.origin ?? null,
    key: build.key ?? null,
    id: build.id ?? null,
    number: null,
    result: end.result,
    stateString: end.stateString,
    exitCode: outcome.exitCode,
    steps: steps.map((step) => ({
      key: step.key,
      name: step.name,
      result: step.outcome.result,
      exitCode: step.outcome.exitCode,
    })),
    logUrl: null,
    delivered: delivery.complete,
    keptIn: delivery.keptIn,
    refused: delivery.refused,
  };
}

/** @returns a sentence about a build, without line feeds. */
export function sentenceOf({ delivery }: Done, { builder }: Facts, { number, result, logUrl }: Summary): string {
  const refused = delivery.refused.length === 0 ? '' : `; the server refused ${refusals(delivery.refused)}`;
  if (!delivery.complete) return plain(`${builder}: ${result}${refused}; ${undelivered(delivery)}`);
  if (number === null) return plain(`${builder}: ${result}${refused}`);
  return plain(`build ${number} of ${builder}: ${result}${refused}${logUrl === null ? '' : `  ${logUrl}`}`);
}

/** The step whose output people want to see. */
function shownOf({ steps }: Done): DoneStep | undefined {
  return steps.find(({ outcome }) => outcome.result !== 'SUCCESS') ?? steps[0];
}

type Build = NonNullable<BuildByKeyQuery['buildByKey']>;

function logOf({ steps }: Build, shown: DoneStep | undefined, url: string): string | null {
  const log = steps.nodes.find(({ key }) => key === shown?.key)?.logs.find(({ name }) => name === 'stdio');
  return log === undefined ? null : `${url.replace(/\/+$/, '')}${log.rawUrl}`;
}

/** @returns null when the build cannot be read, as with a token that only allows to report. */
async function find({ origin, key }: Facts, client: Client): Promise<BuildByKeyQuery['buildByKey']> {
  try {
    return (await client.execute(BuildByKeyDocument, { origin, key }, { timeoutMs: PATIENCE_MS })).buildByKey;
  } catch {
    return null;
  }
}
