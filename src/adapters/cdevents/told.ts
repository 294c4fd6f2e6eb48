// An event as it was read, and what is read alike in events of every kind.

import type { Result, Time } from '../../model.ts';
import type { Report } from '../../reporting/reports.ts';
import { clean, Untranslatable, words } from '../text.ts';
import type { PostedContent, PostedEvent } from './shapes.ts';

/** An event that was read. */
export interface Told {
  readonly origin: string;
  readonly event: PostedEvent;
  readonly content: PostedContent;
  /** Where its subject is: unique together with the subject's id. */
  readonly source: string;
  /** When it happened; null when that was not told. */
  readonly at: Time | null;
}

const OUTCOMES: Readonly<Record<string, Result>> = {
  success: 'SUCCESS',
  failure: 'FAILURE',
  cancel: 'CANCELLED',
  canceled: 'CANCELLED',
  cancelled: 'CANCELLED',
  error: 'EXCEPTION',
  skip: 'SKIPPED',
};

export const originReport = ({ origin }: Told): Report => ({
  kind: 'registerOrigin',
  input: { name: origin, kind: 'CDEVENTS' },
});

/** `dev.cdevents.pipelinerun.finished.0.3.0` is `pipelinerun.finished`, whatever its version. Null for what is no type of a CDEvent. */
export function kindIn(type: string): string | null {
  const [, kind = null] = /^(?:dev\.cdevents|cd)\.([a-z]+\.[a-z]+)(?:\.|$)/i.exec(type) ?? [];
  return kind?.toLowerCase() ?? null;
}

export const predicateOf = ({ context }: PostedEvent): string => kindIn(context.type)?.split('.')[1] ?? '';

/** A build says only that it has finished. So may a run of versions before 0.3: it is not known to have failed then. */
export function endOf(
  { outcome, errors, reason }: PostedContent,
  subject: string,
): { readonly result: Result; readonly stateString: string } {
  const said = words((errors ?? reason)?.trim().split('\n', 1)[0], 1_000);
  if (!outcome) return { result: said === null ? 'SUCCESS' : 'FAILURE', stateString: said ?? 'finished' };
  const result = Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome] : undefined;
  if (result !== undefined) return { result, stateString: said ?? outcome };
  const received = JSON.stringify(clean(outcome.slice(0, 50)));
  throw new Untranslatable(
    `Expected the outcome of a ${subject} to be one of ${Object.keys(OUTCOMES).join(', ')}, received ${received}.`,
  );
}
