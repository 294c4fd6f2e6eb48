// Buildbot's HttpStatusPush, in versions 3.x and 4.x. How a master is told to post, and what gets lost: docs/buildbot.md.

import type { Report } from '../../reporting/reports.ts';
import type { Adapter, Delivery, Translation } from '../adapter.ts';
import { password } from '../proofs.ts';
import { webAddress } from '../text.ts';
import { attempt, together } from '../translation.ts';
import { buildReports } from './builds.ts';
import { requestPostReports } from './requests.ts';
import { type Post, readPost } from './shapes.ts';

/** Translates one body that HttpStatusPush posts: of a build, a build request, or a buildset with its builds. */
export function translateStatusPush(body: unknown, context: Delivery): Translation {
  return attempt(() => {
    const post = readPost(body);
    return together([originReport(context, post)], ...partsOf(post).map((part) => attempt(() => part(context))));
  });
}

/** The adapter behind `/hooks/buildbot/ORIGIN`. */
export const buildbot: Adapter = {
  name: 'buildbot',
  headers: [],
  proof: password,
  // Masters have always been told what came of a post, and write it into their log.
  answersOutcome: true,
  deliveryId: () => null,
  translate: translateStatusPush,
};

/** What of a post can be understood without the rest. */
function partsOf(post: Post): readonly ((delivery: Delivery) => readonly Report[])[] {
  switch (post.of) {
    case 'build':
      return [(delivery) => buildReports(delivery, post.build)];
    case 'build request':
      return [(delivery) => requestPostReports(delivery, post.post)];
    case 'buildset':
      return post.builds.map(
        (build) => (delivery) => buildReports(delivery, { ...build, buildset: build.buildset ?? post.buildset }),
      );
  }
}

/** The origin is a Buildbot; its web interface is where the addresses in the post begin, such as `https://ci/#/builders/1`. */
function originReport({ origin }: Delivery, post: Post): Report {
  const [base, route] = (addressIn(post) ?? '').split('#');
  const url = route === undefined ? null : webAddress(base);
  return { kind: 'registerOrigin', input: { name: origin, kind: 'BUILDBOT', url } };
}

function addressIn(post: Post): string | null | undefined {
  switch (post.of) {
    case 'build':
      return post.build.url;
    case 'build request':
      return post.post.url;
    case 'buildset':
      return post.builds[0]?.url;
  }
}
