// Many filters at once: an event is compared with those that may want it, and the builds that all of them ask for are read together.

import type { EventFilter } from '../filters.ts';
import type { LoggedEvent } from '../loggedEvents.ts';
import type { Id } from '../model.ts';
import { buildFacts } from '../store/buildFacts.ts';
import { checkBuildFilter, checkLists } from '../store/filterLimits.ts';
import type { Reader } from '../store/reader.ts';
import { readTerms } from '../store/terms.ts';
import { textsInAnyCase } from './buildMatching.ts';
import { atMoment, type EventFacts, matchesEvent, type WantedEvent, wantedEvent } from './eventMatching.ts';
import { Needs } from './needs.ts';
import { Postings } from './postings.ts';

interface Entry<T> {
  readonly listener: T;
  readonly filter: EventFilter;
  /** Holds texts as they were given until their lower case is known, which is before anything is compared with them. */
  wanted: WantedEvent;
  /** How many were added before it. */
  readonly number: number;
}

const NOTHING_LOWERED = new Map<string, string>();

export class FilterIndex<T> {
  readonly #postings = new Postings<Entry<T>>();
  readonly #needs = new Needs();
  /** Those with texts that were not yet put into lower case. */
  readonly #waiting = new Map<Entry<T>, readonly string[]>();
  /** An origin keeps its name for ever. */
  readonly #originNames = new Map<Id, string>();
  #added = 0;
  /** How many filters ask for origins by name. */
  #askingOrigins = 0;

  /**
   * `listener` hears of what its filter lets through, until the returned function is called. One that was added with several
   * filters hears of an event once. Throws LavalampError BAD_USER_INPUT for what no list of builds takes either.
   */
  add(filter: EventFilter, listener: T): () => void {
    checkLists(filter);
    if (filter.builds) checkBuildFilter(filter.builds);
    const wanted = wantedEvent(filter, NOTHING_LOWERED);
    if (wanted === null) return () => {};
    const entry: Entry<T> = { listener, filter, wanted, number: this.#added };
    this.#added += 1;
    const texts = filter.builds ? textsInAnyCase(filter.builds) : [];
    if (texts.length > 0) this.#waiting.set(entry, texts);
    const asksOrigins = wanted.origins === null ? 0 : 1;
    this.#askingOrigins += asksOrigins;
    this.#needs.count(wanted, 1);
    const takeOut = this.#postings.add(entry);
    let there = true;
    return () => {
      if (!there) return;
      there = false;
      takeOut();
      this.#needs.count(wanted, -1);
      this.#askingOrigins -= asksOrigins;
      this.#waiting.delete(entry);
    };
  }

  /**
   * For each listener that has a match, its events in order. A listener that is added meanwhile hears of later events only. At most
   * 4 statements, however many filters and events there are: facts of builds are read only where a filter that could match asks
   * for them. Rejects as the reader does; the same events can then be tried again.
   */
  async match(reader: Reader, events: readonly LoggedEvent[]): Promise<ReadonlyMap<T, readonly LoggedEvent[]>> {
    const added = this.#added;
    await this.#learnTerms(reader, events);
    const { ids, parts } = this.#needs.of(events, ({ originId }) => this.#originNames.get(originId));
    const builds = await buildFacts(reader, ids, parts);
    const matches = new Map<T, LoggedEvent[]>();
    for (const event of events) {
      const build = event.buildId === null ? undefined : builds.get(event.buildId);
      const facts: EventFacts = {
        event,
        origin: this.#originNames.get(event.originId),
        build: build && atMoment(event, build),
      };
      for (const { number, wanted, listener } of this.#postings.candidates(facts)) {
        // What a filter that came meanwhile asks for was maybe not read.
        if (number < added && matchesEvent(facts, wanted)) tell(matches, listener, event);
      }
    }
    return matches;
  }

  /** Asks for what is not known yet: names of origins, and the lower case of texts. */
  async #learnTerms(reader: Reader, events: readonly LoggedEvent[]): Promise<void> {
    const asked = this.#askingOrigins === 0 ? [] : events.map(({ originId }) => originId);
    const unknown = [...new Set(asked)].filter((id) => !this.#originNames.has(id));
    const waiting = [...this.#waiting];
    const { origins, lowered } = await readTerms(reader, unknown, [...new Set(waiting.flatMap(([, texts]) => texts))]);
    for (const [id, name] of origins) this.#originNames.set(id, name);
    for (const [entry] of waiting) {
      entry.wanted = wantedEvent(entry.filter, lowered) ?? entry.wanted;
      this.#waiting.delete(entry);
    }
  }
}

function tell<T>(matches: Map<T, LoggedEvent[]>, listener: T, event: LoggedEvent): void {
  const events = matches.get(listener);
  if (events === undefined) matches.set(listener, [event]);
  else if (events.at(-1) !== event) events.push(event);
}
