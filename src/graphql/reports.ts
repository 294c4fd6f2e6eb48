// From a mutation to the reporting room and back: its outcome becomes the payload that the schema promises.

import type {
  ClearRetentionInput,
  CreateTokenInput,
  Report as GivenReport,
  RevokeTokenInput,
  SetRetentionInput,
} from '../generated/resolvers.ts';
import type { RetentionLimits } from '../model.ts';
import type { Subjects } from '../reporting/outcome.ts';
import type { Report, ReportKind, Reports } from '../reporting/reports.ts';
import type { Context } from './context.ts';
import { boundedList } from './lists.ts';
import { isRefusal, type Payload, payload, userError } from './payloads.ts';
import { anyByGlobalId } from './resolvers/things.ts';

/** Submits one report; the payload's thing is called `field`. Throws UNAVAILABLE when the database is away. */
export async function submit<K extends ReportKind, F extends string>(
  { reporting, history }: Context,
  kind: K,
  input: Reports[K],
  field: F,
): Promise<Payload<F, Subjects[K]>> {
  const outcome = await reporting.submit(kind, input);
  // What this operation read before may have changed: its next field reads anew.
  history.forget();
  return outcome.accepted
    ? payload(field, outcome.thing, [])
    : payload(field, null, [userError(['input'], outcome.refusal)]);
}

/** Submits results of tests, and tells how many were new. Throws UNAVAILABLE when the database is away. */
export async function reportTestResults({ reporting, history }: Context, input: Reports['reportTestResults']) {
  const outcome = await reporting.submit('reportTestResults', input);
  history.forget();
  return outcome.accepted
    ? { ...payload('build', outcome.thing, []), addedCount: outcome.addedResults }
    : { ...payload('build', null, [userError(['input'], outcome.refusal)]), addedCount: 0 };
}

/** Submits many reports. Throws LIMIT_EXCEEDED when they are too many, UNAVAILABLE when the database is away. */
export async function report({ reporting, history, events }: Context, given: readonly GivenReport[]) {
  const reports = boundedList('reports', given).map(reportOf);
  const { outcomes, seq } = await reporting.submitAll(reports);
  history.forget();
  const userErrors = reports.flatMap(({ kind }, index) => {
    const outcome = outcomes[index];
    return outcome?.accepted === false ? [userError(['reports', String(index), kind], outcome.refusal)] : [];
  });
  return { acceptedCount: reports.length - userErrors.length, userErrors, eventCursor: events.cursor(seq) };
}

/** Makes a token. Throws UNAVAILABLE when the database is away. */
export async function createToken({ reporting, history }: Context, input: CreateTokenInput) {
  const made = await reporting.createToken(input.name, input.scopes);
  history.forget();
  return isRefusal(made)
    ? { token: null, secret: null, userErrors: [userError([], made)] }
    : { token: made.token, secret: made.secret, userErrors: [] };
}

/** Revokes a token. Throws UNAVAILABLE when the database is away. */
export async function revokeToken({ reporting, history }: Context, input: RevokeTokenInput) {
  const revoked = await reporting.revokeToken(input.id);
  history.forget();
  return isRefusal(revoked) ? payload('token', null, [userError([], revoked)]) : payload('token', revoked, []);
}

/** Throws UNAVAILABLE when the database is away. */
export function setRetention(context: Context, { id, keepDays, keepBuilds }: SetRetentionInput) {
  return retain(context, id, { keepDays: keepDays ?? null, keepBuilds: keepBuilds ?? null });
}

/** Throws UNAVAILABLE when the database is away. */
export function clearRetention(context: Context, { id }: ClearRetentionInput) {
  return retain(context, id, null);
}

async function retain(context: Context, id: string, limits: RetentionLimits | null) {
  const { reporting, history } = context;
  const retained = await reporting.setRetention(id, limits);
  history.forget();
  return isRefusal(retained)
    ? { subject: null, retention: null, userErrors: [userError([], retained)] }
    : {
        subject: await anyByGlobalId(context, id),
        retention: await history.retentionOf(retained.subject, retained.id),
        userErrors: [],
      };
}

/** `Report` is @oneOf: an operation that gives none of its fields, or two, is refused before it comes here. */
function reportOf(given: GivenReport): Report {
  const [[kind, input]] = Object.entries(given) as [[string, unknown]];
  return { kind, input } as Report;
}
