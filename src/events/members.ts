// Those who are in a channel. The channel is attached to the feed, and counted, while there are any.

import type { CountedChannel, LiveCounts } from './liveCounts.ts';

/** One who can be told that nothing more will come; told twice, it takes the first. */
interface Member {
  readonly end: (error?: unknown) => void;
}

export interface MembersParts {
  readonly channel: CountedChannel;
  readonly counts: LiveCounts;
  /** Attaches the channel; resolves with what detaches it. */
  readonly attach: () => Promise<() => void>;
  /** Called when the last has left. */
  readonly emptied?: () => void;
}

export class Members<M extends Member> implements Iterable<M> {
  readonly #parts: MembersParts;
  readonly #members = new Set<M>();
  /** Undefined while there are no members. */
  #attached: Promise<() => void> | undefined;

  constructor(parts: MembersParts) {
    this.#parts = parts;
  }

  get any(): boolean {
    return this.#members.size > 0;
  }

  /** Takes a member in at once. Resolves when the channel is attached; rejects when it cannot be. */
  async enter(member: M): Promise<void> {
    this.#members.add(member);
    this.#parts.counts.channels.add(this.#parts.channel);
    this.#attached ??= this.#parts.attach();
    await this.#attached;
  }

  leave(member: M): void {
    this.#members.delete(member);
    if (this.any) return;
    this.#parts.counts.channels.delete(this.#parts.channel);
    this.#attached?.then(
      (detach) => detach(),
      () => {},
    );
    this.#attached = undefined;
    this.#parts.emptied?.();
  }

  endAll(error?: unknown): void {
    for (const member of this.#members) member.end(error);
  }

  [Symbol.iterator](): Iterator<M> {
    return this.#members.values();
  }
}
