import type { TabsState } from '@graphiql/react';
import { examples, fillPlaceholders, hasPlaceholder } from './examples.ts';
import { findNewest } from './newest.ts';

/** The tabs to open GraphiQL with. `defaultTabs` is only looked at when the browser keeps none from an earlier visit. */
export interface StartTabs {
  readonly defaultTabs: TabContent[];
  readonly initialQuery: string;
  readonly initialVariables: string;
}

/** A tab's content as GraphiQL takes and keeps it. */
interface TabContent {
  readonly query: string | null;
  readonly variables?: string | null;
}

/** GraphiQL's own keys in localStorage. */
const TABS_KEY = 'graphiql:tabState';
const EDITOR_KEYS = ['graphiql:query', 'graphiql:variables'];
/** Ours: the tabs that outlive 'Restore examples', from the click until the page has been loaded again. */
const KEPT_KEY = 'lavalamp:kept-tabs';

/**
 * The tabs of the last visit, or the examples on the first. What a user wrote is never touched; a placeholder that is
 * still where the examples put it is filled in as soon as the server has something to fill it with.
 */
export async function startTabs(token: string): Promise<StartTabs> {
  const stored = readTabs();
  if (stored === undefined) return firstTabs([...examples(await findNewest(token)), ...takeKeptTabs()]);
  if (stored.tabs.some((tab) => hasPlaceholder(tab.variables ?? ''))) {
    const newest = await findNewest(token);
    for (const tab of stored.tabs) tab.variables = fillPlaceholders(tab.variables ?? '', newest);
    localStorage.setItem(TABS_KEY, JSON.stringify(stored));
  }
  return opened([], stored.tabs[stored.activeTabIndex]);
}

/**
 * Makes the next load of this page start with the examples as on the first visit. Tabs that a user added stay, after
 * the examples; only what was changed in an example itself is lost.
 */
export function forgetExamples(): void {
  const names = new Set(examples({}).map((example) => example.operationName));
  const own = readTabs()?.tabs.filter((tab) => !names.has(tab.title) && tab.query) ?? [];
  localStorage.setItem(KEPT_KEY, JSON.stringify(own.map(contentOf)));
  for (const key of [TABS_KEY, ...EDITOR_KEYS]) localStorage.removeItem(key);
}

function contentOf({ query, variables }: TabContent): TabContent {
  return { query, variables: variables ?? null };
}

function firstTabs(tabs: readonly TabContent[]): StartTabs {
  return opened(tabs.map(contentOf), tabs[0]);
}

/**
 * The editors' content is always given explicitly, as that of the tab to be shown: left to itself, GraphiQL shows the
 * first tab without its variables, and opens one more tab when its separate copy of the editors' content is stale.
 */
function opened(defaultTabs: TabContent[], shown: TabContent | undefined): StartTabs {
  return { defaultTabs, initialQuery: shown?.query ?? '', initialVariables: shown?.variables ?? '' };
}

/** What GraphiQL keeps of its tabs; undefined on the first visit, and when it cannot be read. */
function readTabs(): TabsState | undefined {
  try {
    const state = JSON.parse(localStorage.getItem(TABS_KEY) ?? 'null') as TabsState | null;
    return state !== null && Array.isArray(state.tabs) && state.tabs.length > 0 ? state : undefined;
  } catch {
    return undefined;
  }
}

function takeKeptTabs(): TabContent[] {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_KEY) ?? '[]') as TabContent[];
    localStorage.removeItem(KEPT_KEY);
    return kept;
  } catch {
    return [];
  }
}
