// A server that takes reports, and remembers them.

import type { AppendLogInput, Report } from '../../../src/client/index.ts';
import { type Received, TestServer } from '../../client/support/server.ts';
import { Watched } from '../../client/support/watched.ts';

export class ReportServer extends TestServer {
  /** Every report that was accepted, in order. */
  readonly reports = new Watched<Report>();
  /** How many calls they came in. */
  calls = 0;
  /** Says what is wrong with a report; null when nothing is. */
  judge: (report: Report) => string | null = () => null;
  /** Which field of it is wrong. */
  field: readonly string[] = [];
  /** Fails a whole call when it does not return null. */
  fail: (reports: readonly Report[]) => { status: number; body: unknown } | null = () => null;

  constructor() {
    super();
    this.answer = (request) => this.#answer(request);
  }

  /** The reports of one kind. */
  all<Kind extends keyof Report>(kind: Kind): NonNullable<Report[Kind]>[] {
    return this.reports.items.flatMap((report) => {
      const input: Report[Kind] = report[kind];
      return input == null ? [] : [input];
    });
  }

  /** Resolves with the first report of a kind. */
  async first<Kind extends keyof Report>(kind: Kind): Promise<NonNullable<Report[Kind]>> {
    const report = await this.reports.first((candidate) => candidate[kind] !== undefined);
    return report[kind] as NonNullable<Report[Kind]>;
  }

  /** The log as a server puts it together: by line number, whatever came twice or out of order. */
  lines(): { stream: string; text: string }[] {
    const lines: { stream: string; text: string }[] = [];
    for (const { stream = 'STDOUT', firstLine, text } of this.all('appendLog') as AppendLogInput[]) {
      const split = text.split('\n').slice(0, -1);
      for (const [i, line] of split.entries()) lines[(firstLine ?? 0) + i] = { stream, text: line };
    }
    return lines;
  }

  #answer({ operationName, variables }: Received): { status?: number; body: unknown } | null {
    if (operationName === 'BuildByKey') {
      const steps = {
        nodes: [{ key: this.all('startStep')[0]?.key, logs: [{ name: 'stdio', rawUrl: '/logs/the-log/raw' }] }],
      };
      return {
        body: { data: { buildByKey: { id: 'the-build', number: 12, state: 'FINISHED', result: 'SUCCESS', steps } } },
      };
    }
    if (operationName !== 'Report') return null;
    this.calls += 1;
    const reports = (variables?.reports ?? []) as Report[];
    const failure = this.fail(reports);
    if (failure !== null) return failure;
    const userErrors: { code: string; message: string; path: string[] }[] = [];
    for (const [i, report] of reports.entries()) {
      const message = this.judge(report);
      if (message === null) this.reports.add(report);
      else userErrors.push({ code: 'INVALID', message, path: ['reports', String(i), ...this.field] });
    }
    const acceptedCount = reports.length - userErrors.length;
    return { body: { data: { report: { acceptedCount, userErrors, eventCursor: 'log:1' } } } };
  }
}
