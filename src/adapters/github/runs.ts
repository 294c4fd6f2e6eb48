// A workflow run: the buildset of its jobs, and what only the run knows.

import type { Report } from '../../reporting/reports.ts';
import { changeOf } from '../commits.ts';
import { timeIn } from '../reading.ts';
import { words } from '../text.ts';
import { attempt, type Translation, together } from '../translation.ts';
import type { PostedRun } from './shapes.ts';
import { builderOf, builderReport, commitPlace, lifeOf, runKey, stampOf } from './values.ts';

/**
 * The run as a whole is a request to the workflow, which is ended by the run's end: so the buildset is complete when the run is, and
 * a run that never had a job (its file is wrong, somebody has to approve it) is seen. The jobs are requests beside it.
 */
export function runReports(origin: string, posted: PostedRun): Translation {
  const { repository, workflow, workflow_run: run } = posted;
  const life = lifeOf('a run', run.status, run.conclusion);
  const key = runKey(run.id, run.run_attempt);
  const builder = builderOf(repository, workflow?.name || run.name || 'workflow');
  const reports: Report[] = [
    builderReport(origin, repository, builder),
    {
      kind: 'requestBuild',
      input: {
        origin,
        key,
        builder,
        buildset: key,
        reason: words([run.event, `run ${run.run_number}`].filter(Boolean).join(', ')),
        externalId: String(run.run_number),
        submittedAt: timeIn((run.run_attempt ?? 1) === 1 ? run.created_at : run.run_started_at, "the run's start"),
        sourceStamps: stampOf(repository, run.head_branch, run.head_sha),
      },
    },
  ];
  const told = together(
    attempt(() => headReports(origin, posted)),
    reports,
  );
  // One that waits for an approval says so as its conclusion, and goes on as the same attempt.
  if (life.state !== 'ended') return together(told, life.unknown);
  if (run.conclusion === 'action_required') return told;
  const completedAt = timeIn(run.updated_at, "the run's updated_at");
  return together(told, [
    { kind: 'finishBuildRequest', input: { buildRequest: { origin, key }, result: life.result, completedAt } },
  ]);
}

/** The commit that it is of. */
function headReports(origin: string, { repository, workflow_run: run }: PostedRun): readonly Report[] {
  if (!run.head_commit || !run.head_branch) return [];
  return [changeOf(commitPlace(origin, repository, run.head_branch), run.head_commit)];
}
