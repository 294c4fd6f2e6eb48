// Sends what is in the outbox, in the background, for as long as the command runs and a little longer.

import { type Client, isTemporary, type Report } from '../../client/index.ts';
import { sendHead } from '../reports.ts';
import type { Outbox } from './outbox.ts';

/** How long reports are gathered before they are sent: what is seen live is so much late. */
const GATHER_MS = 150;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export class Sender {
  readonly #client: Client;
  readonly #outbox: Outbox;
  readonly #abort = new AbortController();
  readonly #refused: string[] = [];
  readonly #malformed: Report[] = [];
  readonly #loop: Promise<void>;
  #finishing = false;
  #hurry: () => void = () => {};
  #failure: Error | undefined;
  #delivered: () => void = () => {};

  /** Resolves when something was delivered for the first time; never while the server is away. */
  readonly firstDelivery: Promise<void>;

  constructor(client: Client, outbox: Outbox) {
    this.#client = client;
    this.#outbox = outbox;
    this.firstDelivery = new Promise((resolve) => {
      this.#delivered = resolve;
    });
    this.#loop = this.#run();
  }

  /** What the server did not accept, a sentence for each report. */
  get refused(): readonly string[] {
    return this.#refused;
  }

  /** What the server could not make anything of; it is not among what it did not accept. */
  get malformed(): readonly Report[] {
    return this.#malformed;
  }

  /** Why the last attempt failed; undefined when it did not. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Nothing is added to the outbox from now on. Resolves when all has arrived, or cannot, or the time is over. */
  async finish(milliseconds: number): Promise<void> {
    this.#finishing = true;
    this.#hurry();
    const deadline = setTimeout(() => this.giveUp(), milliseconds);
    await this.#loop;
    clearTimeout(deadline);
  }

  /** Stops at once. What was being sent may have arrived. */
  giveUp(): void {
    this.#abort.abort(new Error('There was no time left to send it'));
    this.#hurry();
  }

  async #run(): Promise<void> {
    const { signal } = this.#abort;
    let failures = 0;
    while (!signal.aborted) {
      if (this.#outbox.length === 0) {
        if (this.#finishing) return;
        await Promise.race([this.#outbox.filled(), this.#pause()]);
      }
      if (failures === 0 && !this.#finishing) await this.#pause(GATHER_MS);
      const reports = this.#outbox.next();
      if (reports.length === 0) continue;
      try {
        const { refused, malformed } = await sendHead(this.#client, reports, { signal });
        this.#outbox.arrived();
        this.#refused.push(...refused);
        this.#malformed.push(...malformed.map(({ report }) => report));
        this.#failure = undefined;
        failures = 0;
        this.#delivered();
      } catch (error) {
        // What went wrong before the time was over says more than that it is over.
        if (!signal.aborted || this.#failure === undefined) this.#failure = asError(error);
        // A token that is wrong now is wrong in a minute: what waits goes to the file.
        if (signal.aborted || !isTemporary(error)) return;
        await this.#pause(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures));
        failures += 1;
      }
    }
  }

  /** Waits for some time, or without end; less when `finish` or `giveUp` is called meanwhile. */
  async #pause(milliseconds?: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#hurry = resolve;
      if (milliseconds !== undefined) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
