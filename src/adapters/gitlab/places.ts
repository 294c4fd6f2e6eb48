// Where something is: the project, and its repository.

import type { Report } from '../../reporting/reports.ts';
import { fitting } from '../reading.ts';
import { clean, Untranslatable, webAddress } from '../text.ts';

type Given = string | null | undefined;

export interface Place {
  readonly origin: string;
  /** The path of the project, such as `gitlab-org/gitlab`. */
  readonly project: string;
  readonly webUrl: string | null;
  readonly repository: string;
}

/** Job hooks of older versions tell the project's path only in its address. Throws Untranslatable when there is neither. */
export function placeOf(
  origin: string,
  project:
    | { readonly path_with_namespace?: Given; readonly web_url?: Given; readonly git_http_url?: Given }
    | null
    | undefined,
  repository: { readonly homepage?: Given; readonly git_http_url?: Given } | null | undefined,
): Place {
  const webUrl = webAddress(project?.web_url || repository?.homepage);
  const path =
    project?.path_with_namespace || (webUrl === null ? '' : new URL(webUrl).pathname.replace(/^\/|\/$/g, ''));
  if (path === '') {
    throw new Untranslatable(
      'Expected a hook of GitLab to tell its project (project.path_with_namespace, or repository.homepage), received neither.',
    );
  }
  const gitUrl = project?.git_http_url || repository?.git_http_url || (webUrl === null ? '' : `${webUrl}.git`);
  return { origin, project: fitting(clean(path)), webUrl, repository: clean(gitUrl.slice(0, 2_000)) };
}

export function placeReports({ origin, project, webUrl }: Place): readonly Report[] {
  const at = webUrl?.lastIndexOf(`/${project}`) ?? -1;
  const url = webUrl === null ? null : at > 0 ? webUrl.slice(0, at) : new URL(webUrl).origin;
  return [
    { kind: 'registerOrigin', input: { name: origin, kind: 'GITLAB_CI', url } },
    { kind: 'registerProject', input: { origin, name: project, url: webUrl } },
  ];
}
