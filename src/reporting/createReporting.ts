// The room, put together.

import type { Time } from '../model.ts';
import type { Database } from '../store/database.ts';
import type { IdMaker } from '../store/ids.ts';
import { commitGroup, GROUP_LIMIT } from './group.ts';
import { createGroupCommit, type GroupCommit } from './groupCommit.ts';
import { createEars } from './heard.ts';
import type { Outcome, Reporting } from './outcome.ts';
import type { Report } from './reports.ts';
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
} {
  const ears = createEars();
  const commit = async (reports: readonly Report[]) => {
    const outcome = await commitGroup(parts.database, parts.ids, reports, parts.now(), ears);
    parts.committed(outcome.outcomes);
    return outcome;
  };
  const { submit, stop } = createGroupCommit(commit, { limit: GROUP_LIMIT, waitMs: parts.groupCommitMs });
  return {
    stop,
    reporting: {
      submit: async (kind, input) => {
        const { outcomes } = await submit([{ kind, input } as Report]);
        return outcomes[0] as Outcome<typeof kind>;
      },
      submitAll: submit,
      createToken: parts.tokens.create,
      revokeToken: parts.tokens.revoke,
    },
  };
}
