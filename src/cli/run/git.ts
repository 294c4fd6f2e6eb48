// What is built, as git knows it.

import { execFile } from 'node:child_process';

/** What git says about the working directory; what it does not know is left out. */
export interface Source {
  readonly repository?: string;
  readonly branch?: string;
  readonly revision?: string;
}

/** A git that hangs, on a network file system say, must not hold up the command. */
const PATIENCE_MS = 2_000;

/** @returns nothing at all where there is no git, or no repository. */
export async function sourceOf(directory: string): Promise<Source> {
  const [names, url] = await Promise.all([
    git(directory, 'rev-parse', 'HEAD', '--abbrev-ref', 'HEAD'),
    git(directory, 'config', '--get', 'remote.origin.url'),
  ]);
  const [revision, branch] = names?.split('\n') ?? [];
  return {
    ...(url === null ? {} : { repository: withoutCredentials(url) }),
    ...(revision ? { revision } : {}),
    // `HEAD` is what git says when no branch is checked out.
    ...(branch && branch !== 'HEAD' ? { branch } : {}),
  };
}

/** @returns the address without password, tokens in its query, or, for http, the user: there it is often the token itself. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address) || !/^[a-z+]+:\/\//i.test(address)) return address;
  const url = new URL(address);
  if (/^https?:$/.test(url.protocol)) url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href;
}

/** @returns what git printed; null when it failed. */
function git(directory: string, ...args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile('git', args, { cwd: directory, timeout: PATIENCE_MS, encoding: 'utf8' }, (error, stdout) => {
      resolve(error === null ? stdout.trim() : null);
    });
  });
}
