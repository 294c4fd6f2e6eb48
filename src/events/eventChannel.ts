// A channel of events: one filter and one rendering, for any number of subscribers. Every event is rendered once and goes to all;
// the hand-over from the log is exact because a subscriber is attached before it reads the log, and because what comes twice is
// recognised by its position.

import type { EventFilter } from '../filters.ts';
import type { Heartbeat, LoggedEvent } from '../model.ts';
import type { Channel, Consumer, LiveSubscription, Moment, Render } from './channel.ts';
import { eventsGone } from './cursors.ts';
import { EventMember, type RenderedEntry, type RenderedStretch } from './eventMember.ts';
import { inSlices } from './inSlices.ts';
import type { LiveParts } from './liveParts.ts';
import { STRETCH } from './logReader.ts';
import { createMatcher, type Matcher } from './matching.ts';
import { Members } from './members.ts';
import { renderWhenPossible } from './rendering.ts';

/** How many events of the log are rendered at once for those who catch up. */
const RENDERED_AT_ONCE = 100;
/** How many characters may wait for one subscriber. */
const WAITING_CHARACTERS = 4 * 1_048_576;

type Entry = LoggedEvent | Heartbeat;

export class EventChannel implements Channel {
  readonly #parts: LiveParts;
  readonly #filter: EventFilter;
  readonly #render: Render<unknown>;
  readonly #matching: Matcher;
  readonly #members: Members<EventMember>;
  /** What was rendered of a stretch of the log that several read at the same time. */
  readonly #stretches = new WeakMap<readonly LoggedEvent[], Promise<RenderedStretch | null>>();
  /** Events that came live and are not rendered yet, and the moment of the last of them. */
  #waiting: LoggedEvent[] = [];
  #moment: Moment = {};
  #busy = false;
  #heartbeat: NodeJS.Timeout | undefined;
  #toldAt = 0;

  constructor(parts: LiveParts, filter: EventFilter, render: Render<unknown>) {
    this.#parts = parts;
    this.#filter = filter;
    this.#render = render;
    this.#matching = createMatcher(parts.log.reader, filter);
    this.#members = new Members({
      channel: this,
      counts: parts.counts,
      attach: () => this.#attach(),
      emptied: () => {
        clearTimeout(this.#heartbeat);
        this.#waiting = [];
      },
    });
  }

  join(after: string | null, consumer: Consumer): LiveSubscription {
    const { queueEvents, cursors, counts } = this.#parts;
    const member: EventMember = new EventMember({
      consumer,
      limit: queueEvents,
      limitLength: WAITING_CHARACTERS,
      cursor: cursors.cursor,
      counts,
      read: (seq) => this.#read(seq),
      left: () => this.#members.leave(member),
    });
    this.#begin(member, after);
    return member;
  }

  waiting(): number {
    let waiting = 0;
    for (const member of this.#members) waiting += member.waiting;
    return waiting;
  }

  async #begin(member: EventMember, after: string | null): Promise<void> {
    try {
      await this.#members.enter(member);
      const last = after ?? (await this.#parts.log.head());
      if (!member.ended) await member.start(last);
    } catch (error) {
      member.end(error);
    }
  }

  #attach(): Promise<() => void> {
    this.#toldAt = performance.now();
    this.#awaitHeartbeat();
    // A listener of its own for each time: the last one may still be on its way out.
    return this.#parts.feed.attach(this.#filter, {
      push: (events, moment) => this.#push(events, moment),
      missed: () => this.#members.endAll(eventsGone()),
      stopped: () => this.#members.endAll(),
    });
  }

  #push(events: readonly LoggedEvent[], moment: Moment): void {
    this.#waiting.push(...events);
    this.#moment = moment;
    if (this.#waiting.length <= this.#parts.queueEvents) {
      this.#work();
      return;
    }
    // Rendering does not keep up: each goes on from where it is.
    this.#waiting = [];
    for (const member of this.#members) member.overflow();
  }

  async #work(): Promise<void> {
    await this.#alone(async () => {
      while (this.#waiting.length > 0 && this.#members.any) {
        const events = this.#waiting;
        this.#waiting = [];
        const payloads = await this.#rendered(events, this.#moment);
        if (payloads === null) return;
        const entries = this.#entriesOf(events, payloads);
        this.#toldAt = performance.now();
        // Who joins meanwhile finds it in the log.
        await inSlices(this.#members, (member) => member.push(entries));
      }
    });
  }

  /** Gives a sign of life with the current position, unless there is something better to tell. */
  async #beat(): Promise<void> {
    const { feed } = this.#parts;
    await this.#alone(async () => {
      const seq = feed.position();
      if (this.#waiting.length > 0 || seq === null || !feed.reachable()) return;
      const sign: Heartbeat = { type: 'HEARTBEAT', seq, recordedAt: new Date().toISOString() };
      const payloads = (await this.#rendered([sign], {})) ?? [];
      const [entry] = payloads.length === 0 ? [] : this.#entriesOf([sign], payloads);
      if (entry !== undefined) await inSlices(this.#members, (member) => member.beat(entry));
    });
  }

  /** A sign is due when nothing was told for a while; one that could not be given, after the same time again. */
  #awaitHeartbeat(): void {
    const { heartbeatMs } = this.#parts;
    const timer = setTimeout(
      async () => {
        if (this.#toldAt + heartbeatMs <= performance.now()) {
          this.#toldAt = performance.now();
          await this.#beat();
        }
        if (this.#heartbeat === timer) this.#awaitHeartbeat();
      },
      Math.max(0, this.#toldAt + heartbeatMs - performance.now()),
    );
    this.#heartbeat = timer;
  }

  /** Does one thing at a time, so that everybody is told in order; not at all when something is being done. */
  async #alone(work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await work();
    } catch (error) {
      this.#members.endAll(error);
    } finally {
      this.#busy = false;
    }
    // What came in the last moment of the work was left to it.
    if (this.#waiting.length > 0 && this.#members.any) this.#work();
  }

  async #read(after: string): Promise<RenderedStretch | null> {
    const events = await this.#parts.log.after(after);
    const known = this.#stretches.get(events);
    if (known !== undefined) return known;
    const stretch = this.#renderStretch(events, after);
    this.#stretches.set(events, stretch);
    return stretch;
  }

  async #renderStretch(events: readonly LoggedEvent[], after: string): Promise<RenderedStretch | null> {
    const matched = await this.#matching(events);
    const some = matched.slice(0, RENDERED_AT_ONCE);
    const payloads = some.length === 0 ? [] : await this.#rendered(some, {});
    if (payloads === null) return null;
    const entries = this.#entriesOf(some, payloads);
    return some.length < matched.length
      ? { entries, end: some.at(-1)?.seq ?? after, more: true }
      : { entries, end: events.at(-1)?.seq ?? after, more: events.length === STRETCH };
  }

  #rendered(entries: readonly Entry[], moment: Moment): Promise<readonly string[] | null> {
    return renderWhenPossible(this.#render, entries, moment, () => this.#members.any, this.#parts.pollMs);
  }

  #entriesOf(events: readonly Entry[], payloads: readonly string[]): readonly RenderedEntry[] {
    const { cursor } = this.#parts.cursors;
    return events.map(({ seq, recordedAt }, i) => ({
      seq,
      cursor: cursor(seq),
      recordedAt: Date.parse(recordedAt),
      payload: payloads[i] ?? '',
    }));
  }
}
