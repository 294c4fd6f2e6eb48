// One subscriber of a channel of events: where it is in the log, and what waits for it.

import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { LavalampError } from '../errors.ts';
import type { Backlog, Laggard } from './backlog.ts';
import type { Consumer, LiveSubscription } from './channel.ts';
import { eventsGone, isAfter } from './cursors.ts';
import type { LiveCounts } from './liveCounts.ts';

/** For how long a stretch of the log is held for a consumer that has no room. */
const PATIENCE_MS = 1_000;

/** An event, or a heartbeat, as all members of a channel get it. */
export interface RenderedEntry {
  readonly seq: string;
  readonly cursor: string;
  /** In milliseconds since 1970. */
  readonly recordedAt: number;
  readonly payload: string;
  /** How much memory that takes. */
  readonly bytes: number;
}

/** The next of the log: what the channel lets through of it, and how far it was read. */
export interface RenderedStretch {
  readonly entries: readonly RenderedEntry[];
  readonly end: string;
  readonly more: boolean;
  /** A heartbeat at its end; null when it could not be had before the members left. */
  readonly sign: () => Promise<RenderedEntry | null>;
}

export interface MemberParts {
  readonly consumer: Consumer;
  /** How many entries may wait. */
  readonly limit: number;
  /** How many bytes may wait. */
  readonly limitBytes: number;
  readonly backlog: Backlog;
  readonly cursor: (seq: string) => string;
  readonly heartbeatMs: number;
  /** What follows a position in the log; null when the member has left. Rejects when it cannot be had. */
  readonly read: (after: string) => Promise<RenderedStretch | null>;
  readonly counts: LiveCounts;
  /** Called once, when the member has left or was ended. */
  readonly left: () => void;
}

export class EventMember implements LiveSubscription, Laggard {
  readonly #parts: MemberParts;
  #waiting: RenderedEntry[] = [];
  #waitingBytes = 0;
  #overflowed = false;
  #opened = false;
  /** Until then, what comes live waits: the log is told first. */
  #live = false;
  #roomy = true;
  #ended = false;
  /** How far the consumer was told; null before that is known. */
  #last: string | null = null;
  #roomAgain: (() => void) | undefined;

  constructor(parts: MemberParts) {
    this.#parts = parts;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Tells the log from a position to its end, then what comes live. Never rejects: what went wrong is told to the consumer. */
  async start(last: string): Promise<void> {
    try {
      this.#last = last;
      do {
        this.#drop();
        await this.#tellLog();
        // What overflowed meanwhile is in the log.
      } while (this.#overflowed && !this.#ended);
      this.#live = true;
      this.#tellWaiting();
    } catch (error) {
      this.end(error);
    }
  }

  /** Takes what all members get, in order. */
  push(entries: readonly RenderedEntry[]): void {
    for (const entry of entries) {
      if (this.#ended) return;
      if (this.#live && this.#roomy && this.#waiting.length === 0) this.#tellLive(entry);
      else this.#wait(entry);
    }
  }

  /** Takes a sign of life, when there is nothing better to tell. */
  beat(heartbeat: RenderedEntry): void {
    const busy = !this.#live || this.#waiting.length > 0;
    if (busy || this.#last === null || isAfter(this.#last, heartbeat.seq)) return;
    this.#tellSign(heartbeat);
  }

  /** More came than can wait: one that still reads the log finds it there, any other has to resume. */
  lag(): void {
    if (this.#live) {
      const cursor = this.#parts.cursor(this.#last ?? '0');
      const message = 'This subscriber did not keep up with the events. Resume from the cursor.';
      this.end(new LavalampError('LAGGED', message, { cursor }));
    }
    this.#drop();
    this.#overflowed = true;
  }

  /** Ends the subscription from this side. */
  end(error?: unknown): void {
    if (this.#leave()) this.#parts.consumer.end(error);
  }

  cancel(): void {
    this.#leave();
  }

  /** What was removed from the log up to a position was read by nobody here. One that still reads the log finds that out by itself. */
  missed(prunedThrough: string): void {
    if (this.#live && isAfter(prunedThrough, this.#last ?? '0')) this.end(eventsGone());
  }

  resume(): void {
    this.#roomy = true;
    this.#roomAgain?.();
    if (this.#live) this.#tellWaiting();
  }

  #leave(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.#drop();
    this.#roomAgain?.();
    this.#parts.left();
    return true;
  }

  async #tellLog(): Promise<void> {
    const { consumer, read, heartbeatMs } = this.#parts;
    let toldAt = performance.now();
    for (let more = true; more && !this.#ended; ) {
      if (!this.#roomy) await this.#room();
      if (this.#ended) return;
      const stretch = await read(this.#last ?? '0');
      if (stretch === null) return;
      if (!this.#opened && !this.#ended) consumer.opened?.(this.#parts.cursor(this.#last ?? '0'));
      this.#opened = true;
      const whole = await this.#tellStretch(stretch);
      if (this.#ended) return;
      // What is left of it is read again, once there is room.
      if (!whole) continue;
      this.#last = stretch.end;
      more = stretch.more;
      const now = performance.now();
      if (stretch.entries.length > 0) toldAt = now;
      // A filter may let nothing through for long: one who is cut off need not read all that again.
      if (more && toldAt + heartbeatMs <= now) {
        toldAt = now;
        const sign = await stretch.sign();
        if (sign !== null) this.#tellSign(sign);
      }
      // Others have their turn in between.
      if (more) await turn();
    }
  }

  /** @returns false when the consumer has no room for the rest of it, for so long that it is not worth its memory. */
  async #tellStretch({ entries }: RenderedStretch): Promise<boolean> {
    for (const entry of entries) {
      if (!this.#roomy && !(await this.#roomWithin(PATIENCE_MS))) return false;
      if (this.#ended) return true;
      this.#tell(entry);
    }
    return true;
  }

  /** @returns whether there was room, or the member has left. */
  async #roomWithin(ms: number): Promise<boolean> {
    const waited = new AbortController();
    const late = pause(ms, false, { ref: false, signal: waited.signal }).catch(() => false);
    const inTime = await Promise.race([this.#room().then(() => true), late]);
    waited.abort();
    return inTime;
  }

  #tellSign(sign: RenderedEntry): void {
    if (this.#ended || !this.#roomy) return;
    this.#last = sign.seq;
    this.#roomy = this.#parts.consumer.take(sign.payload, sign.cursor);
    this.#parts.counts.heartbeats += 1;
  }

  /** Resolves when the consumer has room again, or when the member has left. */
  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#roomAgain = resolve;
    });
  }

  /** @returns whether it was news. */
  #tell(entry: RenderedEntry): boolean {
    if (this.#last !== null && !isAfter(entry.seq, this.#last)) return false;
    this.#last = entry.seq;
    this.#roomy = this.#parts.consumer.take(entry.payload, entry.cursor);
    this.#parts.counts.events += 1;
    return true;
  }

  #tellLive(entry: RenderedEntry): void {
    if (this.#tell(entry)) this.#parts.counts.toldLive(entry.recordedAt);
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    let told = 0;
    for (; told < waiting.length && this.#roomy && !this.#ended; told += 1)
      this.#tellLive(waiting[told] as RenderedEntry);
    if (this.#ended) return;
    this.#waiting = waiting.slice(told);
    this.#count(-waiting.slice(0, told).reduce((sum, { bytes }) => sum + bytes, 0));
  }

  #wait(entry: RenderedEntry): void {
    if (this.#overflowed) return;
    this.#waiting.push(entry);
    this.#count(entry.bytes);
    const { limit, limitBytes } = this.#parts;
    if (this.#waiting.length > limit || this.#waitingBytes > limitBytes) this.lag();
  }

  #drop(): void {
    this.#waiting = [];
    this.#count(-this.#waitingBytes);
    this.#overflowed = false;
  }

  #count(bytes: number): void {
    if (bytes === 0) return;
    this.#waitingBytes += bytes;
    this.#parts.backlog.changed(this, bytes);
  }
}
