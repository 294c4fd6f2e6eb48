// A channel of one build: everybody who watches it gets its newest state, rendered once for all.

import { LavalampError } from '../errors.ts';
import { globalId } from '../globalIds.ts';
import type { Id } from '../model.ts';
import { bytesOf, type Laggard } from './backlog.ts';
import type { Channel, Consumer, LiveSubscription, Moment, Render } from './channel.ts';
import { inSlices } from './inSlices.ts';
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
    const member: BuildMember = new BuildMember(consumer, this.#parts, () => this.#members.leave(member));
    this.#begin(member);
    return member;
  }

  waiting(): readonly number[] {
    return [...this.#members].map(({ waiting }) => Number(waiting));
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
    const moment = this.#moment;
    this.#stale = false;
    // What was read for it is not kept for longer than it is of use.
    this.#moment = {};
    // Whoever joins from here on may have seen something newer than what is read now.
    const members = [...this.#members].filter(({ attached }) => attached);
    const wanted = () => members.some(({ ended }) => !ended);
    const read = await whenPossible((at) => this.#read(at), moment, wanted, this.#parts.pollMs);
    if (read === null) return;
    const bytes = bytesOf(read.payload);
    await inSlices(members, (member) => {
      member.offer(read.payload, bytes);
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
class BuildMember implements LiveSubscription, Laggard {
  readonly #consumer: Consumer;
  readonly #parts: LiveParts;
  readonly #left: () => void;
  /** Whether the feed tells the channel of everything that this one has not seen. */
  attached = false;
  ended = false;
  waitingBytes = 0;
  #roomy = true;
  #waiting: string | null = null;
  #told: string | null = null;
  #over = false;

  constructor(consumer: Consumer, parts: LiveParts, left: () => void) {
    this.#consumer = consumer;
    this.#parts = parts;
    this.#left = left;
  }

  get waiting(): boolean {
    return this.#waiting !== null;
  }

  /** Tells a state, now or as soon as there is room; not when the consumer has it already. `bytes` is how much memory it takes. */
  offer(payload: string, bytes: number): void {
    if (this.ended) return;
    const news = payload === this.#told ? null : payload;
    if (this.#roomy) this.#tell(news);
    else this.#hold(news, bytes);
  }

  /** There will be no newer state. */
  endWhenTold(): void {
    this.#over = true;
    if (this.#waiting === null) this.end();
  }

  resume(): void {
    const waiting = this.#waiting;
    this.#roomy = true;
    this.#hold(null, 0);
    this.#tell(waiting);
  }

  lag(): void {
    this.end(new LavalampError('LAGGED', 'This subscriber did not keep up with the build. Subscribe again.'));
  }

  end(error?: unknown): void {
    if (this.#leave()) this.#consumer.end(error);
  }

  cancel(): void {
    this.#leave();
  }

  #tell(payload: string | null): void {
    if (this.ended || payload === null) return;
    this.#told = payload;
    this.#roomy = this.#consumer.take(payload, null);
    this.#parts.counts.builds += 1;
    if (this.#over) this.end();
  }

  #hold(payload: string | null, bytes: number): void {
    const more = (payload === null ? 0 : bytes) - this.waitingBytes;
    this.#waiting = payload;
    this.waitingBytes += more;
    if (more !== 0) this.#parts.backlog.changed(this, more);
  }

  #leave(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.#hold(null, 0);
    this.#left();
    return true;
  }
}
