// Commits, as the pushes of GitHub and GitLab tell them: both in nearly the same words.

import type { Report } from '../reporting/reports.ts';
import { joined, person, timeIn } from './reading.ts';
import { clean, webAddress, words } from './text.ts';

/** How many files of a change are told, and how long their names may be. */
const MOST_FILES = 10_000;
const LONGEST_FILE = 4_096;
/** How much of a message is kept, in characters. */
const LONGEST_MESSAGE = 100_000;

type Given<T> = T | null | undefined;
type Person = Given<{ readonly name?: Given<string>; readonly email?: Given<string> }>;

export interface PostedCommit {
  readonly id: string;
  readonly message?: Given<string>;
  readonly timestamp?: Given<string>;
  readonly url?: Given<string>;
  readonly author?: Person;
  readonly committer?: Person;
  readonly added?: Given<readonly string[]>;
  readonly modified?: Given<readonly string[]>;
  readonly removed?: Given<readonly string[]>;
}

/** Where a commit is: one that is pushed to two branches is a change of each. */
export interface CommitPlace {
  readonly origin: string;
  readonly project: string;
  readonly repository: string;
  readonly branch: string;
}

/**
 * The change that a commit is. Builds and pushes both tell of it, in whatever order: what only one of them knows is filled in. Its
 * message is told without the line end that only some of them leave in it.
 */
export function changeOf({ origin, project, repository, branch }: CommitPlace, commit: PostedCommit): Report {
  const files = [commit.added, commit.modified, commit.removed].flatMap((some) => some ?? []);
  return {
    kind: 'addChange',
    input: {
      origin,
      key: joined(' ', 'commit', project, branch, commit.id),
      author: person(commit.author),
      committer: person(commit.committer) || null,
      message: words(commit.message?.trimEnd(), LONGEST_MESSAGE) ?? '',
      revision: joined('', commit.id),
      branch,
      repository,
      url: webAddress(commit.url),
      files: [...new Set(files.map((file) => clean(file.slice(0, LONGEST_FILE))))].sort().slice(0, MOST_FILES),
      committedAt: timeIn(commit.timestamp, 'the time of a commit'),
    },
  };
}
