// lavalamp property

import type { Command } from 'commander';
import type { PropertyInput } from '../../client/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { PLACE_HELP, type PlaceOptions, withPlace } from '../place.ts';
import { TELL_HELP, tell } from '../tell.ts';

interface PropertyOptions extends PlaceOptions {
  readonly parse?: true;
}

export function addProperty(program: Command, exit: (code: number) => void): void {
  withPlace(program.command('property'))
    .description('set properties of the build that this runs in')
    .argument('<name-and-value...>', 'a name and its value, and more such pairs')
    .option('--parse', 'the values are JSON: 3, true, null, "text", ["a", "b"]; without this they are text')
    .addHelpText(
      'after',
      `
A property that is there already gets the new value. Builds can be searched by their properties.

${PLACE_HELP.trim()}
${TELL_HELP}

Examples:
  lavalamp property compiler gcc-14 arch amd64
  lavalamp property --parse coverage 71.3 flags '["-O2", "-g"]'`,
    )
    .action(async (words: string[], options: PropertyOptions) => {
      const properties = propertiesOf(words, options.parse === true);
      const about = { properties: Object.fromEntries(properties.map(({ name, value }) => [name, value])) };
      exit(
        await tell(options, 'set properties of', ({ build }) => ({
          reports: [{ setProperties: { build, properties } }],
          about,
        })),
      );
    });
}

/** Throws CliError for a name without a value, a name that is given twice, and what is no JSON where it should be. */
function propertiesOf(words: readonly string[], parse: boolean): PropertyInput[] {
  const properties = new Map<string, PropertyInput>();
  for (let i = 0; i < words.length; i += 2) {
    const [name = '', value] = words.slice(i, i + 2);
    if (value === undefined) throw new CliError(`The property ${JSON.stringify(name)} has no value.`, EXIT.usage);
    if (properties.has(name)) throw new CliError(`The property ${JSON.stringify(name)} is given twice.`, EXIT.usage);
    properties.set(name, { name, value: parse ? parsed(name, value) : value, source: 'lavalamp property' });
  }
  return [...properties.values()];
}

function parsed(name: string, value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new CliError(
      `The value of ${JSON.stringify(name)} is no JSON, as --parse expects; received ${JSON.stringify(value.slice(0, 200))}. ` +
        `Text is written with its quotes, '"text"'.`,
      EXIT.usage,
    );
  }
}
