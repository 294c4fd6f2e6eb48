// A channel of one build: everybody who watches it gets its newest state, rendered once for all.

import { globalId } from '../globalIds.ts';
import type { Id } from '../model.ts';
import type { Channel, Consumer, LiveSubscription, Moment, Render } from './channel.ts';
import { inSlices } from './inSlices.ts';
import type { LiveCounts } from './liveCounts.ts';
import type { LiveParts } from './liveParts.ts';
import { Members } from './members.ts';
import { whenPossible } from './rendering.ts';

export class BuildChannel implements Channel {
  readonly #parts: LiveParts;
  /** Null: an id that is none of a build. */
  readonly #id: Id | null;
  readonly #render: Render<unknown>;
  readonly #members: Members<BuildMember>;
  /** Whether something has happened since the build was read last. */
  #stale = false;
  #moment: Moment = {};
  #busy = false;

  constructor(parts: LiveParts, id: Id | null, render: Render<unknown>) {
    this.#parts = parts;
    this.#id = id;
    this.#render = render;
    this.#members = new Members({ channel: this, counts: parts.counts, attach: () => this.#attach() });
  }

  join(_after: string | null, consumer: Consumer): LiveSubscription {
    const member: BuildMember = new BuildMember(consumer, this.#parts.counts, () => this.#members.leave(member));
    this.#begin(member);
    return member;
  }

  waiting(): number {
    return [...this.#members].filter((member) => member.waiting).length;
  }

  async #begin(member: BuildMember): Promise<void> {
    try {
      await this.#members.enter(member);
      member.attached = true;
      this.#look({});
    } catch (error) {
      member.end(error);
    }
  }

  #attach(): Promise<() => void> {
    if (this.#id === null) return Promise.resolve(() => {});
    return this.#parts.feed.attach(
      { build: globalId('Build', this.#id) },
      {
        push: (_events, moment) => this.#look(moment),
        missed: () => this.#look({}),
        stopped: () => this.#members.endAll(),
      },
    );
  }

  /** Something may have happened. */
  async #look(moment: Moment): Promise<void> {
    this.#stale = true;
    this.#moment = moment;
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#stale && this.#members.any) await this.#tell();
    } catch (error) {
      this.#members.endAll(error);
    } finally {
      this.#busy = false;
    }
  }

  async #tell(): Promise<void> {
    this.#stale = false;
    // Whoever joins from here on may have seen something newer than what is read now.
    const members = [...this.#members].filter(({ attached }) => attached);
    const wanted = () => members.some(({ ended }) => !ended);
    const read = await whenPossible((moment) => this.#read(moment), this.#moment, wanted, this.#parts.pollMs);
    if (read === null) return;
    await inSlices(members, (member) => {
      member.offer(read.payload);
      if (read.over) member.endWhenTold();
    });
  }

  async #read(moment: Moment): Promise<{ readonly payload: string; readonly over: boolean }> {
    // Before the payload: what is over then is told in it.
    const runs = this.#id !== null && (await this.#parts.log.runs(this.#id));
    const [payload = ''] = await this.#render([this.#id], moment);
    return { payload, over: !runs };
  }
}

/** One who watches a build: what waits for it is the newest state, and nothing else. */
class BuildMember implements LiveSubscription {
  readonly #consumer: Consumer;
  readonly #counts: LiveCounts;
  readonly #left: () => void;
  /** Whether the feed tells the channel of everything that this one has not seen. */
  attached = false;
  ended = false;
  #roomy = true;
  #waiting: string | null = null;
  #told: string | null = null;
  #over = false;

  constructor(consumer: Consumer, counts: LiveCounts, left: () => void) {
    this.#consumer = consumer;
    this.#counts = counts;
    this.#left = left;
  }

  get waiting(): boolean {
    return this.#waiting !== null;
  }

  /** Tells a state, now or as soon as there is room; not when the consumer has it already. */
  offer(payload: string): void {
    if (this.ended) return;
    this.#waiting = payload === this.#told ? null : payload;
    if (this.#roomy) this.#tell();
  }

  /** There will be no newer state. */
  endWhenTold(): void {
    this.#over = true;
    if (this.#waiting === null) this.end();
  }

  resume(): void {
    this.#roomy = true;
    this.#tell();
  }

  end(error?: unknown): void {
    if (this.#leave()) this.#consumer.end(error);
  }

  cancel(): void {
    this.#leave();
  }

  #tell(): void {
    const payload = this.#waiting;
    if (this.ended || payload === null) return;
    this.#waiting = null;
    this.#told = payload;
    this.#roomy = this.#consumer.take(payload, null);
    this.#counts.builds += 1;
    if (this.#over) this.end();
  }

  #leave(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#waiting = null;
    this.#left();
    return true;
  }
}
