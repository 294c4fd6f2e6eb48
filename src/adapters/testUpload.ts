// Files of JUnit XML that are sent here: read as they come, and reported part by part.

import { JunitError, junitParts } from '../junit/index.ts';
import { nameProblem } from '../reporting/checks.ts';
import type { Reporting } from '../reporting/outcome.ts';
import type { BuildRef } from '../reporting/reports.ts';

/** What a file of results is of. */
export interface UploadTarget {
  readonly build: BuildRef;
  /** The key of the step that ran the tests; null when none is told. */
  readonly step: string | null;
  /** The name of the report. */
  readonly report: string;
}

/** What the sender is answered. */
export interface UploadAnswer {
  readonly status: number;
  readonly body: { readonly results: number; readonly problems: readonly string[] };
}

/**
 * Takes a file, and keeps each part of it as soon as it is read: what was sent twice is there once. Resolves with 200 when all of it is
 * durable; with 400 when the file cannot be read to its end or a part was refused: `results` says how many before that were kept, or were
 * there. Rejects with LavalampError UNAVAILABLE when the database is away, and with what the body itself fails with.
 */
export function createTestUpload(reporting: Pick<Reporting, 'submit'>) {
  return async (target: UploadTarget, body: AsyncIterable<Uint8Array>): Promise<UploadAnswer> => {
    const problem = nameProblem(target.report);
    if (problem !== null) return { status: 400, body: { results: 0, problems: [`\`report\` is no name. ${problem}`] } };
    let results = 0;
    try {
      for await (const part of junitParts(body)) {
        const outcome = await reporting.submit('reportTestResults', { ...target, ...part });
        if (!outcome.accepted) {
          const { code, message, path } = outcome.refusal;
          return { status: 400, body: { results, problems: [`${path.join('.')}: ${code}: ${message}`] } };
        }
        results += part.results.length;
      }
    } catch (error) {
      if (!(error instanceof JunitError)) throw error;
      return { status: 400, body: { results, problems: [error.message] } };
    }
    return { status: 200, body: { results, problems: [] } };
  };
}
