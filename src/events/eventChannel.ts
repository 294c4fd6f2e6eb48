// A channel of events: one filter and one rendering, for any number of subscribers. Every event is rendered once and goes to all;
// the hand-over from the log is exact because a subscriber is attached before it reads the log, and because what comes twice is
// recognised by its position.

import type { EventFilter } from '../filters.ts';
import type { Heartbeat, LoggedEvent } from '../loggedEvents.ts';
import type { Time } from '../model.ts';
import { bytesOf } from './backlog.ts';
import type { Channel, Consumer, LiveSubscription, Moment, Render } from './channel.ts';
import { EventMember, type RenderedEntry, type RenderedStretch } from './eventMember.ts';
import { inSlices } from './inSlices.ts';
import type { LiveParts } from './liveParts.ts';
import { STRETCH } from './logReader.ts';
import { createMatcher, type Matcher } from './matching.ts';
import { Members } from './members.ts';
import { whenPossible } from './rendering.ts';

/** After how many characters a stretch of the log ends: it is held until all have it who read it at the same time. */
const STRETCH_CHARACTERS = 262_144;
/** How much may wait for one subscriber. */
const WAITING_BYTES = 4 * 1_048_576;

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
        this.#heartbeat = undefined;
        this.#waiting = [];
      },
    });
  }

  join(after: string | null, consumer: Consumer): LiveSubscription {
    const { queueEvents, cursors, counts, backlog, heartbeatMs } = this.#parts;
    const member: EventMember = new EventMember({
      consumer,
      limit: queueEvents,
      limitBytes: WAITING_BYTES,
      backlog,
      cursor: cursors.cursor,
      heartbeatMs,
      counts,
      read: (seq) => this.#read(seq),
      left: () => this.#members.leave(member),
    });
    this.#begin(member, after);
    return member;
  }

  waiting(): readonly number[] {
    return [...this.#members].map(({ waiting }) => waiting);
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
      missed: (prunedThrough) => {
        for (const member of this.#members) member.missed(prunedThrough);
      },
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
    for (const member of this.#members) member.lag();
  }

  async #work(): Promise<void> {
    await this.#alone(async () => {
      while (this.#waiting.length > 0 && this.#members.any) {
        const events = this.#waiting;
        const moment = this.#moment;
        this.#waiting = [];
        // What was read for it is not kept for longer than it is of use.
        this.#moment = {};
        const entries = await this.#rendered(events, moment);
        if (entries === null) return;
        // What was not taken on comes before what came meanwhile.
        this.#waiting = [...events.slice(entries.length), ...this.#waiting];
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
      const entry = await this.#sign(seq, new Date().toISOString());
      if (entry !== null) await inSlices(this.#members, (member) => member.beat(entry));
    });
  }

  async #sign(seq: string, recordedAt: Time): Promise<RenderedEntry | null> {
    const sign: Heartbeat = { type: 'HEARTBEAT', seq, recordedAt };
    return (await this.#rendered([sign], {}))?.[0] ?? null;
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
    const entries: RenderedEntry[] = [];
    for (let length = 0; entries.length < matched.length && length < STRETCH_CHARACTERS; ) {
      const some = await this.#rendered(matched.slice(entries.length), {});
      if (some === null) return null;
      for (const { payload } of some) length += payload.length;
      entries.push(...some);
    }
    const all = entries.length === matched.length;
    const end = (all ? events : matched.slice(0, entries.length)).at(-1);
    if (end === undefined) return { entries, end: after, more: false, sign: async () => null };
    let sign: Promise<RenderedEntry | null> | undefined;
    return {
      entries,
      end: end.seq,
      more: !all || events.length === STRETCH,
      sign: () => (sign ??= this.#sign(end.seq, end.recordedAt)),
    };
  }

  /** @returns the first of some entries, of as many as are rendered at once; null when nobody waits for them any more. */
  async #rendered(events: readonly Entry[], moment: Moment): Promise<readonly RenderedEntry[] | null> {
    const render = (at: Moment) => this.#render(events, at);
    const payloads = await whenPossible(render, moment, () => this.#members.any, this.#parts.pollMs);
    if (payloads === null) return null;
    const { cursor } = this.#parts.cursors;
    return events.slice(0, payloads.length).map(({ seq, recordedAt }, i) => {
      const payload = payloads[i] ?? '';
      return { seq, cursor: cursor(seq), recordedAt: Date.parse(recordedAt), payload, bytes: bytesOf(payload) };
    });
  }
}
