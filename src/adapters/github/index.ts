// GitHub's webhooks: GitHub Actions, the checks of other apps, and pushes. How they are set up, and what gets lost: docs/github.md.

import type { Report } from '../../reporting/reports.ts';
import type { Adapter, Delivery, Translation } from '../adapter.ts';
import { changeOf } from '../commits.ts';
import { hubSignature } from '../proofs.ts';
import { readShape } from '../reading.ts';
import { clean } from '../text.ts';
import { attempt, problem, together } from '../translation.ts';
import { checkReports } from './checks.ts';
import { jobReports } from './jobs.ts';
import { runReports } from './runs.ts';
import * as shapes from './shapes.ts';
import { commitPlace, placeReports } from './values.ts';

type Translator = (body: unknown, origin: string) => Translation | readonly Report[];

const EVENTS: ReadonlyMap<string, Translator> = new Map<string, Translator>([
  // Sent once, when the hook is set up.
  ['ping', (_body, origin) => [{ kind: 'registerOrigin', input: { name: origin, kind: 'GITHUB_ACTIONS' } }]],
  [
    'workflow_job',
    (body, origin) => {
      const { repository, workflow_job } = readShape(shapes.workflowJob, 'A workflow_job event of GitHub', body);
      return together(
        placeReports(origin, repository),
        attempt(() => jobReports(origin, repository, workflow_job)),
      );
    },
  ],
  [
    'workflow_run',
    (body, origin) => {
      const posted = readShape(shapes.workflowRun, 'A workflow_run event of GitHub', body);
      return together(
        placeReports(origin, posted.repository),
        attempt(() => runReports(origin, posted)),
      );
    },
  ],
  [
    'check_run',
    (body, origin) => {
      const { repository, check_run } = readShape(shapes.checkRun, 'A check_run event of GitHub', body);
      return together(
        placeReports(origin, repository),
        attempt(() => checkReports(origin, repository, check_run)),
      );
    },
  ],
  [
    'push',
    (body, origin) => {
      const push = readShape(shapes.push, 'A push event of GitHub', body);
      return together(placeReports(origin, push.repository), ...pushReports(origin, push));
    },
  ],
]);

/** The commits of a branch. A tag has none of its own, and neither has a branch that was deleted. */
function pushReports(origin: string, { repository, ref, commits }: shapes.PostedPush): readonly Translation[] {
  const branch = /^refs\/heads\/(.+)$/s.exec(ref)?.[1];
  if (branch === undefined) return [];
  return commits.map((commit) => attempt(() => [changeOf(commitPlace(origin, repository, branch), commit)]));
}

/** Translates what GitHub posts. The event is named only in the header `X-GitHub-Event`. */
export function translateGithub(body: unknown, { origin, headers }: Delivery): Translation {
  const event = headers?.['x-github-event'];
  const translator = event === undefined ? undefined : EVENTS.get(event);
  if (translator === undefined) {
    const expected = `Expected the header X-GitHub-Event to be one of ${[...EVENTS.keys()].join(', ')}`;
    return problem(`${expected}, received ${event === undefined ? 'none' : JSON.stringify(clean(event))}.`);
  }
  return attempt(() => translator(body, origin));
}

/** The adapter behind `/hooks/github/ORIGIN`. */
export const github: Adapter = {
  name: 'github',
  headers: ['x-github-event', 'x-github-delivery'],
  proof: hubSignature,
  deliveryId: (_body, headers) => headers['x-github-delivery'] || null,
  translate: translateGithub,
};
