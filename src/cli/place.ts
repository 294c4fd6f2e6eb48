// The build that a command is about: the one that it runs in, or the one that was named.

import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BuildRef } from '../client/index.ts';
import type { ClientConfig } from '../config.ts';
import { CliError, EXIT } from './exit.ts';
import { type ServerOptions, urlOption } from './server.ts';

/** The origin of builds of `lavalamp run`, where no other is named. */
export const ORIGIN = 'cli';

/** What the options of these commands give. */
export interface PlaceOptions extends ServerOptions {
  readonly build?: string;
  readonly origin?: string;
  readonly wait?: number;
  readonly json?: true;
}

/** Adds the options of every command that tells something of a build. */
export function withPlace(command: Command): Command {
  return command
    .option('--build <build>', 'the build, by its key or its id (the one that this runs in)')
    .option('-o, --origin <name>', `the origin of the build that --build names by its key (${ORIGIN})`)
    .addOption(waitOption())
    .option('--json', 'say what was reported as one JSON object')
    .addOption(urlOption());
}

/** How long a command may wait at its end. */
export function waitOption(): Option {
  const text = 'how long to wait at the end for reports to be sent, instead of LAVALAMP_RUN_WAIT_SECONDS';
  return new Option('--wait <seconds>', text).argParser(seconds);
}

/** For the help of these commands. */
export const PLACE_HELP = `
What \`lavalamp run\` and \`lavalamp step\` run finds its build by itself: by LAVALAMP_URL, LAVALAMP_ORIGIN, LAVALAMP_BUILD and
LAVALAMP_STEP, which they set. Elsewhere --build says which one it is. The token is that of LAVALAMP_TOKEN, or the
administrator's on the server's own machine.`;

/** Where something is reported. */
export interface Place {
  readonly build: BuildRef;
  /** The key of the step that this runs in; null when it runs in none of this build. */
  readonly step: string | null;
}

/** @param does what the command does, for the sentence. Throws CliError outside of a build when none is named. */
export function placeOf({ build, origin }: PlaceOptions, config: ClientConfig, does: string): Place {
  if (build !== undefined) return { build: refOf(build, origin ?? null), step: null };
  const place = surroundingOf(config);
  if (place === null) {
    throw new CliError(
      `This does not run in a build, and there is none to ${does}. What \`lavalamp run\` runs finds its build by itself; elsewhere ` +
        `give --build KEY, and --origin NAME when the build is not of the origin \`${ORIGIN}\`.`,
      EXIT.usage,
    );
  }
  if (origin !== undefined && origin !== config.origin) {
    throw new CliError('--origin goes with --build: it says whose key that is.', EXIT.usage);
  }
  return place;
}

/** @returns the build that this runs in; null when it runs in none. */
export function surroundingOf({ build, origin, step }: ClientConfig): Place | null {
  return build === null ? null : { build: refOf(build, origin), step };
}

/** A key, unless it looks like an id and no origin is named. */
function refOf(build: string, origin: string | null): BuildRef {
  if (origin === null && /^build_\d+$/.test(build)) return { id: build };
  return { origin: origin ?? ORIGIN, key: build };
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 86_400))
    throw new InvalidArgumentError('It is a number of seconds.');
  return number;
}
