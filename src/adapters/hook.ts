// What happens to a delivery: it is kept as it came, translated, and reported.

import type { Id, Time } from '../model.ts';
import { nameProblem } from '../reporting/checks.ts';
import type { Outcome, Reporting } from '../reporting/outcome.ts';
import type { Report } from '../reporting/reports.ts';
import type { Adapter } from './adapter.ts';

/** Where deliveries are kept. */
export interface DeliveryStore {
  readonly keep: (delivery: {
    readonly adapter: string;
    readonly origin: string;
    readonly receivedAt: Time;
    readonly body: Buffer;
  }) => Promise<Id>;
  readonly applied: (id: Id, problem: string | null) => Promise<void>;
}

/** What the sender is answered. */
export interface HookAnswer {
  readonly status: number;
  readonly body: { readonly accepted: number; readonly problems: readonly string[] };
}

/**
 * The hook of an adapter. Resolves when the delivery is durable and was applied: 200, or 202 with the problems when some of it
 * could not be; 400 when the body is no JSON, or the origin no name. Rejects with LavalampError UNAVAILABLE when the database is away.
 */
export function createHook(adapter: Adapter, store: DeliveryStore, reporting: Pick<Reporting, 'submitAll'>) {
  return async (
    origin: string,
    body: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): Promise<HookAnswer> => {
    const nameless = nameProblem(origin);
    if (nameless !== null) {
      return { status: 400, body: { accepted: 0, problems: [`The path names no origin. ${nameless}`] } };
    }
    const parsed = parse(body);
    if (parsed === undefined) return { status: 400, body: { accepted: 0, problems: ['The body is not JSON.'] } };
    const receivedAt = new Date().toISOString();
    const id = await store.keep({ adapter: adapter.name, origin, receivedAt, body });
    const translation = adapter.translate(parsed.value, { origin, receivedAt, headers: single(headers) });
    if ('problem' in translation) {
      await store.applied(id, translation.problem);
      return { status: 202, body: { accepted: 0, problems: [translation.problem] } };
    }
    const { outcomes } = await reporting.submitAll(translation.reports);
    const problems = outcomes.flatMap((outcome, i) => problemOf(outcome, translation.reports[i]));
    await store.applied(id, problems.length === 0 ? null : problems.join('\n'));
    return {
      status: problems.length === 0 ? 200 : 202,
      body: { accepted: outcomes.length - problems.length, problems },
    };
  };
}

function problemOf(outcome: Outcome, report: Report | undefined): readonly string[] {
  if (outcome.accepted) return [];
  const { code, message, path } = outcome.refusal;
  return [`${report?.kind} ${path.join('.')}: ${code}: ${message}`];
}

function parse(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString()) };
  } catch {
    return undefined;
  }
}

/** Headers that came once. */
function single(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
