// Many reports, sent in as few calls as they fit in.

import {
  type Client,
  GraphQLRequestError,
  type Report,
  ReportDocument,
  type ReportMutation,
  type RequestOptions,
} from '../client/index.ts';

/** The API takes at most 1,000 reports in a call; many proxies take at most 1 MiB. */
const MOST_REPORTS = 1_000;
const MOST_BYTES = 768 * 1_024;

/** What the server made of some reports. */
export interface Sent {
  readonly accepted: number;
  /** What was wrong with the others, a sentence for each. */
  readonly refused: readonly string[];
}

/** What the server made of a call. */
export interface CallSent extends Sent {
  /** The reports that the sentences of `refused` are of, one for each; undefined where the server did not tell. */
  readonly refusedReports: readonly (Report | undefined)[];
  /** Those that are of a form which it does not know, as another version of it may. They are not among the refused ones. */
  readonly malformed: readonly { readonly report: Report; readonly why: string }[];
}

/** @returns the first of these reports that fit into one call; at least one, unless there is none. */
export function headOf(reports: Iterable<Report>): Report[] {
  const head: Report[] = [];
  let bytes = 0;
  for (const report of reports) {
    bytes += Buffer.byteLength(JSON.stringify(report));
    if (head.length > 0 && (head.length === MOST_REPORTS || bytes > MOST_BYTES)) break;
    head.push(report);
  }
  return head;
}

/**
 * Sends what `headOf` returned. A report of a wrong form has the server refuse the whole call, and not say which it was: what was
 * sent goes again by halves, in its order, until only the wrong one is refused.
 * Throws as `Client.execute` does: then it is not known which of them arrived, and all can be sent again.
 */
export async function sendHead(
  client: Client,
  reports: readonly Report[],
  options?: RequestOptions,
): Promise<CallSent> {
  try {
    const { report } = await client.execute(ReportDocument, { reports: [...reports] }, options);
    return {
      accepted: report.acceptedCount,
      refused: report.userErrors.map((error) => sentenceOf(error)),
      refusedReports: report.userErrors.map(({ path }) => reports[Number(path[1])]),
      malformed: [],
    };
  } catch (error) {
    if (!(error instanceof GraphQLRequestError) || !error.codes.includes('BAD_USER_INPUT')) throw error;
    if (reports.length <= 1) {
      return {
        accepted: 0,
        refused: [],
        refusedReports: [],
        malformed: reports.map((report) => ({ report, why: error.message })),
      };
    }
  }
  const half = Math.ceil(reports.length / 2);
  const first = await sendHead(client, reports.slice(0, half), options);
  const second = await sendHead(client, reports.slice(half), options);
  return {
    accepted: first.accepted + second.accepted,
    refused: [...first.refused, ...second.refused],
    refusedReports: [...first.refusedReports, ...second.refusedReports],
    malformed: [...first.malformed, ...second.malformed],
  };
}

/** What was wrong, and in which field: the path without what leads to the report in the call (`depth` names), which tells its sender nothing. */
export function sentenceOf({ code, message, path }: ReportMutation['report']['userErrors'][number], depth = 2): string {
  const field = path.slice(depth).join('.');
  return field === '' ? `${message} (${code})` : `${field}: ${message} (${code})`;
}

/** Sends all of these reports, in order. @param progress told how many more were sent, after each call. Throws as `Client.execute` does. */
export async function sendAll(
  client: Client,
  reports: readonly Report[],
  progress: (count: number) => void = () => {},
): Promise<Sent> {
  let accepted = 0;
  const refused: string[] = [];
  for (let at = 0; at < reports.length; ) {
    const head = headOf(slices(reports, at));
    const sent = await sendHead(client, head);
    accepted += sent.accepted;
    refused.push(...sent.refused, ...sent.malformed.map(({ why }) => why));
    at += head.length;
    progress(head.length);
  }
  return { accepted, refused };
}

function* slices(reports: readonly Report[], from: number): Generator<Report> {
  for (let i = from; i < reports.length; i++) {
    const report = reports[i];
    if (report !== undefined) yield report;
  }
}
