// What a body says, put together from its parts. What one part does not say in words that are known takes nothing from the others.

import type { Report } from '../reporting/reports.ts';
import { Untranslatable } from './text.ts';

/**
 * What a body says, in reports that are to be submitted in this order; and one sentence on each part that says nothing, or nothing that
 * is understood. The reports hold without those parts: once they are understood, they only add to them.
 */
export interface Translation {
  readonly reports: readonly Report[];
  readonly problems: readonly string[];
}

/** What nothing but a problem is left of. */
export function problem(sentence: string): Translation {
  return { reports: [], problems: [sentence] };
}

/** What a part says; the problem alone when it throws Untranslatable. */
export function attempt(part: () => Translation | readonly Report[]): Translation {
  try {
    return together(part());
  } catch (error) {
    if (error instanceof Untranslatable) return problem(error.message);
    throw error;
  }
}

/** Parts as one, in their order. Null stands for one that says nothing. */
export function together(...parts: readonly (Translation | readonly Report[] | null)[]): Translation {
  const all = parts.map((part) =>
    part === null ? NOTHING : isTranslation(part) ? part : { reports: part, problems: [] },
  );
  return { reports: all.flatMap(({ reports }) => reports), problems: all.flatMap(({ problems }) => problems) };
}

const NOTHING: Translation = { reports: [], problems: [] };

function isTranslation(part: Translation | readonly Report[]): part is Translation {
  return 'problems' in part;
}
