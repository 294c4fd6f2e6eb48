// The room, put together.

import type { Measure } from '../measures.ts';
import type { Time } from '../model.ts';
import type { Database } from '../store/database.ts';
import type { IdMaker } from '../store/ids.ts';
import { commitGroup, GROUP_LIMIT, weightOf } from './group.ts';
import { createGroupCommit, type GroupCommit } from './groupCommit.ts';
import { createEars } from './heard.ts';
import type { Outcome, Reporting } from './outcome.ts';
import { createReportMeasures } from './reportMeasures.ts';
import type { Report } from './reports.ts';
import { setRetention } from './retention.ts';
import type { Tokens } from './tokens.ts';

export interface ReportingParts {
  readonly database: Database;
  /** Used by nothing else: ids that were made in vain are taken back. */
  readonly ids: IdMaker;
  readonly tokens: Tokens;
  readonly groupCommitMs: number;
  /** What the time is. */
  readonly now: () => Time;
  /** Called after each commit, with what came of the reports, so that whoever waits for news looks. */
  readonly committed: (outcomes: readonly Outcome[]) => void;
}

/** The door of the room, and what is to be called once nothing comes in any more. */
export function createReporting(parts: ReportingParts): {
  readonly reporting: Reporting;
  readonly stop: GroupCommit['stop'];
  readonly measures: readonly Measure[];
} {
  const ears = createEars();
  const { counting, timing, measures } = createReportMeasures(() => groups.waiting());
  const commit = async (reports: readonly Report[]) => {
    const outcome = await commitGroup(parts.database, parts.ids, reports, parts.now(), ears);
    parts.committed(outcome.outcomes);
    return outcome;
  };
  const groups = createGroupCommit(timing(commit), { limit: GROUP_LIMIT, weightOf, waitMs: parts.groupCommitMs });
  const submit = counting(groups.submit);
  return {
    stop: groups.stop,
    measures,
    reporting: {
      submit: async (kind, input) => {
        const { outcomes } = await submit([{ kind, input } as Report]);
        return outcomes[0] as Outcome<typeof kind>;
      },
      submitAll: submit,
      createToken: parts.tokens.create,
      revokeToken: parts.tokens.revoke,
      setRetention: (id, limits) => setRetention(parts.database, id, limits),
    },
  };
}
