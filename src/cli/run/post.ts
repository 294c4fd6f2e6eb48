// The way of one command's reports to the server: in memory, in the background, and at the end into a file when there is no other way.

import type { Client } from '../../client/index.ts';
import { type ClientConfig, pendingDirectory } from '../../config.ts';
import { deliverFile, deliverPending } from './deliver.ts';
import { Outbox } from './outbox.ts';
import { PendingFile } from './pending.ts';
import { Sender } from './sender.ts';

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

/** How the reports are sent. */
export interface Means {
  readonly client: Client;
  readonly config: ClientConfig;
  /** How long to wait at the end for what was not delivered yet. In milliseconds. */
  readonly waitMs: number;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

export class Post {
  readonly outbox: Outbox;
  readonly #means: Means;
  readonly #file: PendingFile;
  readonly #sender: Sender;
  readonly #directory: string;
  /** Aborted when the wait is over. */
  readonly #over = new AbortController();

  constructor(means: Means) {
    const { client, config } = means;
    this.#means = means;
    this.#directory = pendingDirectory(config.dataDirectory);
    this.#file = new PendingFile(this.#directory, { url: config.url });
    this.outbox = new Outbox(config.runMemoryBytes, this.#file);
    this.#sender = new Sender(client, this.outbox);
  }

  /**
   * Nothing is added to the outbox from now on: sends what is left while there is time, and keeps the rest. SIGINT, SIGTERM and SIGHUP
   * end the wait. @param earlier what else to send while there is time, once our own is there.
   */
  async close(earlier?: Promise<void>): Promise<Delivery> {
    const giveUp = () => {
      this.#sender.giveUp();
      this.#over.abort();
    };
    for (const signal of SIGNALS) process.on(signal, giveUp);
    // Of the wait our own reports come first; what they leave of it is for those of others.
    const deadline = setTimeout(() => this.#over.abort(), this.#means.waitMs);
    const delivery = await this.#deliver();
    // Complete: the server has answered, so that they are on their way, and end at the latest with the wait.
    if (delivery.complete && earlier !== undefined) {
      await earlier;
      // What the command's own steps left, meanwhile, is a part of this build.
      await this.#deliverOthers();
    }
    clearTimeout(deadline);
    for (const signal of SIGNALS) process.off(signal, giveUp);
    this.#over.abort();
    return delivery;
  }

  /** Sends what earlier commands left, once the server has answered. Resolves when that is done, or failed: then it stays where it is. */
  async sendEarlier(): Promise<void> {
    await this.#sender.firstDelivery;
    await this.#deliverOthers();
  }

  async #deliverOthers(): Promise<void> {
    const { client, config } = this.#means;
    try {
      await deliverPending(client, this.#directory, config.url, this.#over.signal);
    } catch {
      // What does not make it stays for the next command.
    }
  }

  async #deliver(): Promise<Delivery> {
    const { client, config, waitMs } = this.#means;
    await this.#sender.finish(waitMs);
    const left = this.outbox.empty();
    // What is of a wrong form goes by way of the file, which is where such reports are set aside.
    for (const report of [...this.#sender.malformed, ...left]) this.#file.keep(report);
    const refused = [...this.#sender.refused];
    let problem = left.length === 0 ? null : (this.#sender.failure ?? new Error('There was no time left to send it'));
    let keptIn = this.#file.close();
    if (keptIn !== null && problem === null) {
      // Only output that did not fit into memory, and what is of a wrong form, is there, and the server is well.
      try {
        const sent = await deliverFile(client, keptIn, config.url, this.#over.signal);
        refused.push(...(sent?.refused ?? []));
        keptIn = null;
      } catch (error) {
        problem = error instanceof Error ? error : new Error(String(error));
      }
    }
    const loss = this.#file.failure ?? null;
    return { complete: problem === null && loss === null, keptIn, problem, loss, refused };
  }
}

/** @returns what to say of reports that the server does not have all of. */
export function undelivered({ problem, keptIn, loss }: Delivery): string {
  const why = (problem?.message ?? 'its output did not fit into memory').replace(/\.$/, '');
  if (loss !== null) return `not all of it was reported (${why}), and the rest is lost (${loss.message})`;
  return `not all of it was reported yet (${why}); the rest is kept in ${keptIn} and sent by the next \`lavalamp run\`, or by \`lavalamp send\``;
}

/** @returns what to say of reports that were refused; there is at least one. */
export function refusals(sentences: readonly string[]): string {
  const [first = ''] = sentences;
  return sentences.length === 1 ? `a report: ${first}` : `${sentences.length} reports, the first: ${first}`;
}
