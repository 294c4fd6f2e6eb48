// A check run of another app than GitHub Actions: a build without steps.

import type { BuildRef, Report } from '../../reporting/reports.ts';
import { timeIn } from '../reading.ts';
import { webAddress } from '../text.ts';
import { type Translation, together } from '../translation.ts';
import type { PostedCheck, Repository } from './shapes.ts';
import { builderOf, builderReport, lifeOf, stampOf } from './values.ts';

/**
 * Those of GitHub Actions are jobs, which `workflow_job` tells better: nothing is said of them here. An app may run a check again under
 * the same id. No payload counts the attempts, but most have a start of their own, so that is a part of the key; of one that ends anew
 * without another start the latest end stands. Of one that waits only the builder is told: when it will have started is not settled, and
 * some apps write there when it was asked for.
 */
export function checkReports(origin: string, repository: Repository, check: PostedCheck): Translation {
  if (check.app?.slug === 'github-actions') return together();
  const life = lifeOf('a check run', check.status, check.conclusion);
  const builder = builderOf(repository, check.app?.name || check.app?.slug, check.name);
  const sourceStamps = stampOf(repository, check.check_suite?.head_branch, check.head_sha);
  const registered = builderReport(origin, repository, builder);
  if (life.state === 'waiting') return together([registered], life.unknown);
  const startedAt = timeIn(check.started_at, "the check run's started_at");
  const key = ['check', check.id, startedAt].filter((part) => part !== null).join('/');
  const build: BuildRef = { origin, key };
  const url = webAddress(check.html_url);
  const reports: Report[] = [
    registered,
    { kind: 'requestBuild', input: { origin, key, builder, submittedAt: startedAt, sourceStamps } },
    { kind: 'startBuild', input: { origin, key, builder, url, startedAt, buildRequest: build, sourceStamps } },
  ];
  if (life.state !== 'ended') return together(reports, life.unknown);
  const completedAt = timeIn(check.completed_at, "the check run's completed_at");
  return together(reports, [
    { kind: 'finishBuild', input: { build, result: life.result, stateString: life.words, completedAt, again: true } },
  ]);
}
