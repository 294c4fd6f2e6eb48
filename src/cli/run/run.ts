// Runs commands and reports them. The commands come first: whatever becomes of the reports, they run as they would without them.

import { isatty } from 'node:tty';
import type { BuildRef } from '../../client/index.ts';
import { type ClientConfig, environmentWith } from '../../config.ts';
import { runCommand } from './child.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type Delivery, type Means, Post } from './post.ts';
import { alive, type BuildEnd, BuildRecord, endOf, type Facts, StepRecord } from './record.ts';

/** How often a command that writes nothing is reported to run: many times before it would count as lost. In milliseconds. */
const ALIVE_MS = 60_000;

/** A step that is to be run. */
export interface Planned {
  readonly name: string;
  readonly command: readonly string[];
}

/** A step that was run. */
export interface DoneStep {
  readonly key: string;
  readonly name: string;
  readonly outcome: Outcome;
}

/** How commands ended, and what became of the reports. */
export interface Done {
  /** How to exit: as the first command that did not go well. */
  readonly outcome: Outcome;
  readonly end: BuildEnd;
  /** Those that were run, in order. */
  readonly steps: readonly DoneStep[];
  readonly delivery: Delivery;
}

/** @param keepGoing whether later steps run after one that failed; when somebody stops one, none does. */
export async function runBuild(
  plan: readonly Planned[],
  facts: Facts,
  means: Means,
  { keepGoing, say }: { readonly keepGoing: boolean; readonly say: (text: string) => void },
): Promise<Done> {
  const post = new Post(means);
  const record = new BuildRecord(facts, post.outbox);
  const earlier = post.sendEarlier();
  record.start();
  const breathing = setInterval(() => record.alive(), ALIVE_MS);
  const steps: DoneStep[] = [];
  let stopped = false;
  for (const { name, command } of plan) {
    const step = record.step(name);
    if (stopped) {
      step.skip();
      continue;
    }
    const { outcome, asked } = await runStep(command, step, record.build, means.config);
    if (outcome.note !== null) say(outcome.note);
    steps.push({ key: step.key, name, outcome });
    stopped = asked || outcome.result === 'CANCELLED' || (outcome.result !== 'SUCCESS' && !keepGoing);
  }
  clearInterval(breathing);
  const end = endOf(steps);
  record.finish(end);
  return { outcome: howToExit(steps), end, steps, delivery: await post.close(earlier) };
}

/** Runs a command as a step of a build that somebody else reports. */
export async function runStepOf(build: BuildRef, { name, command }: Planned, key: string, means: Means): Promise<Done> {
  const post = new Post(means);
  const step = new StepRecord(post.outbox, build, { key, name });
  const breathing = setInterval(() => alive(build, post.outbox), ALIVE_MS);
  const { outcome } = await runStep(command, step, build, means.config);
  clearInterval(breathing);
  return { outcome, end: outcome, steps: [{ key, name, outcome }], delivery: await post.close() };
}

/** @returns how it ended, and whether somebody asked us to stop meanwhile. */
async function runStep(
  command: readonly string[],
  step: StepRecord,
  build: BuildRef,
  config: ClientConfig,
): Promise<{ outcome: Outcome; asked: boolean }> {
  step.start();
  const environment = environmentWith({ ...coloursFor(config), ...placeOf(build, step.key, config) });
  const running = runCommand(command, environment, (stream, chunk) => step.output(stream, chunk));
  const ended = await running.ended;
  const asked = running.askedToStop();
  const outcome = outcomeOf(command[0] ?? '', ended, asked);
  // Until the next command is run, in this same turn, or the post takes over.
  running.release();
  step.finish(outcome);
  return { outcome, asked: asked !== null };
}

/** A shell that waits for us wants to see the signal, whatever failed before. */
function howToExit(steps: readonly DoneStep[]): Outcome {
  const [first] = steps;
  if (first === undefined) throw new Error('There is no step.');
  const stopped = steps.find(({ outcome }) => outcome.raise !== null);
  return (stopped ?? steps.find(({ outcome }) => outcome.result !== 'SUCCESS') ?? first).outcome;
}

/**
 * By what the commands within find their build. The token is not among it: they find the same one as we, in the environment that they
 * inherit or in the file of this user, and no secret is where there was none.
 */
function placeOf(build: BuildRef, step: string, { url }: ClientConfig): Record<string, string> {
  const named: Record<string, string> = { LAVALAMP_URL: url, LAVALAMP_STEP: step };
  if (build.id != null) return { ...named, LAVALAMP_ORIGIN: '', LAVALAMP_BUILD: build.id };
  return { ...named, LAVALAMP_ORIGIN: build.origin ?? '', LAVALAMP_BUILD: build.key ?? '' };
}

/**
 * The command's output goes through a pipe, so programs that look would leave their colours out. On a terminal they are told
 * to keep them, by the two conventions that there are, unless the user has said something about colours.
 */
function coloursFor({ colours }: ClientConfig): Record<string, string> {
  return colours === null && isatty(1) ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' } : {};
}
