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

/** How the command ended, and what became of the reports. */
export interface Done {
  readonly outcome: Outcome;
  /** Whether the server has all of it. */
  readonly delivered: boolean;
  /** Where the reports that it does not have are kept; null when there are none, or they could not be kept. */
  readonly keptIn: string | null;
  /** Why reports were not delivered; null when all were. */
  readonly problem: Error | null;
  /** Why they could not be kept either; null when they were, or need not be. */
  readonly loss: Error | null;
  /** What the server did not accept, a sentence for each report. */
  readonly refused: readonly string[];
}

/** @param waitMs how long to wait, after the command's end, for what was not delivered yet. */
export async function runAndReport(
  command: readonly string[],
  facts: Facts,
  { client, config, waitMs }: { client: Client; config: ClientConfig; waitMs: number },
): Promise<Done> {
  const directory = pendingDirectory(config.dataDirectory);
  const file = new PendingFile(directory, { url: config.url });
  const outbox = new Outbox(config.runMemoryBytes, file);
  const record = new BuildRecord(facts, outbox);
  const sender = new Sender(client, outbox);
  const over = new AbortController();
  const earlier = sender.firstDelivery
    .then(() => deliverPending(client, directory, config.url, over.signal))
    // They stay where they are, for the next command.
    .catch(() => null);

  record.start();
  const running = runCommand(command, environmentWith(coloursFor(config)), (stream, chunk) =>
    record.output(stream, chunk),
  );
  const outcome = outcomeOf(command[0] ?? '', await running.ended, running.askedToStop());
  running.release();
  record.finish(outcome);

  const deadline = AbortSignal.timeout(waitMs);
  const giveUp = () => {
    sender.giveUp();
    over.abort();
  };
  for (const signal of SIGNALS) process.on(signal, giveUp);
  await sender.finish(waitMs);
  for (const report of outbox.empty()) file.keep(report);
  const refused = [...sender.refused];
  let problem = sender.failure ?? null;
  let keptIn = file.close();
  if (keptIn !== null && problem === null) {
    // Only output that did not fit into memory is there, and the server is well.
    const sent = await deliverFile(client, keptIn, config.url, AbortSignal.any([over.signal, deadline])).catch(
      (error: Error) => error,
    );
    if (sent instanceof Error) problem = sent;
    else {
      keptIn = null;
      refused.push(...(sent?.refused ?? []));
    }
  }
  over.abort();
  void earlier;
  for (const signal of SIGNALS) process.off(signal, giveUp);
  return {
    outcome,
    delivered: problem === null && file.failure === undefined,
    keptIn,
    problem,
    loss: file.failure ?? null,
    refused,
  };
}

/**
 * The command's output goes through a pipe, so programs that look would leave their colours out. On a terminal they are told
 * to keep them, by the two conventions that there are, unless the user has said something about colours.
 */
function coloursFor({ colours }: ClientConfig): Record<string, string> {
  return colours === null && isatty(1) ? { FORCE_COLOR: '1', CLICOLOR_FORCE: '1' } : {};
}
