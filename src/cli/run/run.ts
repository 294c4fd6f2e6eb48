// Runs a command and reports it as a build. The command comes first: whatever becomes of the reports, it runs as it would
// without them.

import { isatty } from 'node:tty';
import type { Client } from '../../client/index.ts';
import { type ClientConfig, environmentWith, pendingDirectory } from '../../config.ts';
import { runCommand } from './child.ts';
import { deliverFile, deliverPending } from './deliver.ts';
import { Outbox } from './outbox.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { PendingFile } from './pending.ts';
import { BuildRecord, type Facts } from './record.ts';
import { Sender } from './sender.ts';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How often a command that writes nothing is reported to run: many times before it would count as lost. In milliseconds. */
const ALIVE_MS = 60_000;

/** What became of the reports. */
export interface Delivery {
  /** Whether the server has all of them. */
  readonly complete: boolean;
  /** Where those that it does not have are kept; null when there are none, or they could not be kept. */
  readonly keptIn: string | null;
  /** Why they were not delivered; null when all were. */
  readonly problem: Error | null;
  /** Why they could not be kept either; null when they were, or need not be. */
  readonly loss: Error | null;
  /** What the server did not accept, a sentence for each report. */
  readonly refused: readonly string[];
}

/** How the command ended, and what became of the reports. */
export interface Done {
  readonly outcome: Outcome;
  readonly delivery: Delivery;
}

/** How the reports are sent. */
export interface Means {
  readonly client: Client;
  readonly config: ClientConfig;
  /** How long to wait, after the command's end, for what was not delivered yet. In milliseconds. */
  readonly waitMs: number;
}

export async function runAndReport(command: readonly string[], facts: Facts, means: Means): Promise<Done> {
  const { client, config } = means;
  const directory = pendingDirectory(config.dataDirectory);
  const file = new PendingFile(directory, { url: config.url });
  const outbox = new Outbox(config.runMemoryBytes, file);
  const record = new BuildRecord(facts, outbox);
  const sender = new Sender(client, outbox);
  const over = new AbortController();
  // What earlier commands left goes along once the server has answered. What does not make it stays for the next command.
  const earlier = sender.firstDelivery
    .then(() => deliverPending(client, directory, config.url, over.signal))
    .then(
      () => {},
      () => {},
    );

  record.start();
  const breathing = setInterval(() => record.alive(), ALIVE_MS);
  const environment = environmentWith(coloursFor(config));
  const running = runCommand(command, environment, (stream, chunk) => record.output(stream, chunk));
  const outcome = outcomeOf(command[0] ?? '', await running.ended, running.askedToStop());
  clearInterval(breathing);
  running.release();
  record.finish(outcome);

  const giveUp = () => {
    sender.giveUp();
    over.abort();
  };
  for (const signal of SIGNALS) process.on(signal, giveUp);
  // Of the wait our own reports come first; what they leave of it is for those of earlier commands.
  const deadline = setTimeout(() => over.abort(), means.waitMs);
  const delivery = await deliver({ sender, outbox, file }, means, over.signal);
  // Complete: the server has answered, so that they are on their way, and end at the latest with the wait.
  if (delivery.complete) await earlier;
  clearTimeout(deadline);
  for (const signal of SIGNALS) process.off(signal, giveUp);
  over.abort();
  return { outcome, delivery };
}

/** Sends what is left while there is time, and keeps the rest. @param inTime aborted when the wait is over. */
async function deliver(
  { sender, outbox, file }: { sender: Sender; outbox: Outbox; file: PendingFile },
  { client, config, waitMs }: Means,
  inTime: AbortSignal,
): Promise<Delivery> {
  await sender.finish(waitMs);
  const left = outbox.empty();
  // What is of a wrong form goes by way of the file, which is where such reports are set aside.
  for (const report of [...sender.malformed, ...left]) file.keep(report);
  const refused = [...sender.refused];
  let problem = left.length === 0 ? null : (sender.failure ?? new Error('There was no time left to send it'));
  let keptIn = file.close();
  if (keptIn !== null && problem === null) {
    // Only output that did not fit into memory, and what is of a wrong form, is there, and the server is well.
    try {
      const sent = await deliverFile(client, keptIn, config.url, inTime);
      refused.push(...(sent?.refused ?? []));
      keptIn = null;
    } catch (error) {
      problem = error instanceof Error ? error : new Error(String(error));
    }
  }
  const loss = file.failure ?? null;
  return { complete: problem === null && loss === null, keptIn, problem, loss, refused };
}

/**
 * The command's output goes through a pipe, so programs that look would leave their colours out. On a terminal they are told
 * to keep them, by the two conventions that there are, unless the user has said something about colours.
 */
function coloursFor({ colours }: ClientConfig): Record<string, string> {
  return colours === null && isatty(1) ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' } : {};
}
