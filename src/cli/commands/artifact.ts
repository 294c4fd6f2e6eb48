// lavalamp artifact

import type { Command } from 'commander';
import type { Report } from '../../client/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { PLACE_HELP, type Place, type PlaceOptions, withPlace } from '../place.ts';
import { TELL_HELP, tell } from '../tell.ts';

interface ArtifactOptions extends PlaceOptions {
  readonly step?: string;
}

/** The step that holds the links of what runs in no step: its key, and its name. */
const STEP = 'artifacts';

export function addArtifact(program: Command, exit: (code: number) => void): void {
  withPlace(program.command('artifact'))
    .description('link to something that the build made, from the step that this runs in')
    .argument('<name>', 'what to call it')
    .argument('<url>', 'its address: http or https')
    .option('--step <key>', 'the key of another step; outside of steps the link goes to one that is called `artifacts`')
    .addHelpText(
      'after',
      `
Lavalamp keeps the link, and not what it leads to. The links are among the step's \`urls\`.

${PLACE_HELP.trim()}
${TELL_HELP}

Examples:
  lavalamp artifact 'coverage report' https://files.example.org/build-71/coverage.html
  lavalamp artifact --build run-71 --origin ci.example.org installer https://files.example.org/installer.exe`,
    )
    .action(async (name: string, url: string, options: ArtifactOptions) => {
      if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
        throw new CliError(
          `The address of an artifact starts with http:// or https://; received ${JSON.stringify(url.slice(0, 200))}.`,
          EXIT.usage,
        );
      }
      const told = (place: Place) => {
        const key = options.step ?? place.step;
        return { reports: linkReports(place, key, { name, url }), about: { step: key ?? STEP, name, url } };
      };
      exit(await tell(options, 'link from', told));
    });
}

/** @param key of the step; null for the one that is there for this. @returns reports that can be sent again. */
function linkReports({ build }: Place, key: string | null, link: { name: string; url: string }): Report[] {
  const linked: Report = { updateStep: { step: { build, key: key ?? STEP }, urls: [link] } };
  if (key !== null) return [linked];
  const finished: Report = { finishStep: { step: { build, key: STEP }, result: 'SUCCESS' } };
  // No times: they are the server's, and those of the first link stay.
  return [{ startStep: { build, key: STEP, name: STEP } }, linked, finished];
}
