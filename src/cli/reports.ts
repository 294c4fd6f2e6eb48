// Many reports, sent in as few calls as they fit in.

import { type Client, type Report, ReportDocument, type RequestOptions } from '../client/index.ts';

/** The API takes at most 1,000 reports in a call; many proxies take at most 1 MiB. */
const MOST_REPORTS = 1_000;
const MOST_BYTES = 768 * 1_024;

/** What the server made of some reports. */
export interface Sent {
  readonly accepted: number;
  /** What was wrong with the others, a sentence for each. */
  readonly refused: readonly string[];
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

/** Sends what `headOf` returned. Throws as `Client.execute` does: then it is not known which of them arrived, and all can be sent again. */
export async function sendHead(client: Client, reports: readonly Report[], options?: RequestOptions): Promise<Sent> {
  const { report } = await client.execute(ReportDocument, { reports: [...reports] }, options);
  return {
    accepted: report.acceptedCount,
    refused: report.userErrors.map(({ code, message }) => `${message} (${code})`),
  };
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
    refused.push(...sent.refused);
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
