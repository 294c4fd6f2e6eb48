// Telling something of a build at once: what annotate, property and artifact do.

import type { Report } from '../client/index.ts';
import { EXIT } from './exit.ts';
import { type Place, type PlaceOptions, placeOf } from './place.ts';
import { Post, refusals, undelivered } from './run/post.ts';
import { connect } from './server.ts';
import { plain, say } from './terminal.ts';

/** For the help of these commands. */
export const TELL_HELP = `
Exits with 0 when it was reported, or is kept for the next \`lavalamp run\` or \`lavalamp send\` since the server is away, which is said; with
1 when the server refused it; with 2 for a wrong usage, and outside of a build.`;

/** What is told. */
export interface Told {
  readonly reports: readonly Report[];
  /** For --json: what it was. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** @param does what the command does, for the sentence about a missing build. @returns the exit code. Throws CliError outside of a build. */
export async function tell(
  options: PlaceOptions,
  does: string,
  told: (place: Place) => Told | Promise<Told>,
): Promise<number> {
  const { client, config } = connect(options);
  const place = placeOf(options, config, does);
  const { reports, about } = await told(place);
  const waitMs = options.wait === undefined ? config.runWaitMs : options.wait * 1_000;
  const post = new Post({ client, config, waitMs });
  for (const report of reports) post.outbox.add(report);
  const delivery = await post.close();
  const { complete, keptIn, refused, loss } = delivery;
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ build: place.build, ...about, delivered: complete, keptIn, refused })}\n`);
  }
  if (refused.length > 0) await say(plain(`the server refused ${refusals(refused)}`));
  if (!complete) await say(plain(undelivered(delivery)));
  return refused.length > 0 || loss !== null ? EXIT.refused : EXIT.ok;
}
