// Files of JUnit XML that are sent here: read as they come, and reported part by part.

import { JunitError, junitParts } from '../junit/index.ts';
import type { UploadAnswer, UploadTarget } from '../model.ts';
import { nameProblem } from '../reporting/checks.ts';
import type { Reporting } from '../reporting/outcome.ts';

/**
 * Takes a file, and keeps each part of it as soon as it is read: what was sent twice is there once. Resolves with 200 when all of it is
 * durable; with 400 when the file cannot be read to its end or a part was refused: the counts are of what was before that. Rejects with LavalampError UNAVAILABLE when the database is away, and with what the body itself fails with.
 */
export function createTestUpload(reporting: Pick<Reporting, 'submit'>) {
  return async (target: UploadTarget, body: AsyncIterable<Uint8Array>): Promise<UploadAnswer> => {
    const problem = nameProblem(target.report);
    let added = 0;
    let repeated = 0;
    const answer = (status: number, ...problems: string[]): UploadAnswer => ({
      status,
      body: { results: added + repeated, added, repeated, problems },
    });
    if (problem !== null) return answer(400, `\`report\` is no name. ${problem}`);
    try {
      for await (const part of junitParts(body)) {
        const outcome = await reporting.submit('reportTestResults', { ...target, ...part });
        if (!outcome.accepted) {
          const { code, message, path } = outcome.refusal;
          return answer(400, `${path.join('.')}: ${code}: ${message}`);
        }
        added += outcome.addedResults;
        repeated += part.results.length - outcome.addedResults;
      }
    } catch (error) {
      if (!(error instanceof JunitError)) throw error;
      return answer(400, error.message);
    }
    return answer(200);
  };
}
