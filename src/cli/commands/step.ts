// lavalamp step

import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { CliError, EXIT } from '../exit.ts';
import { PLACE_HELP, type PlaceOptions, placeOf, withPlace } from '../place.ts';
import { refusals, undelivered } from '../run/post.ts';
import { runStepOf } from '../run/run.ts';
import { summaryOfSteps } from '../run/summary.ts';
import { connect } from '../server.ts';
import { endAs, plain, say } from '../terminal.ts';

interface StepOptions extends PlaceOptions {
  readonly key?: string;
  readonly quiet?: true;
}

export function addStep(program: Command): void {
  withPlace(program.command('step'))
    .description('run a command as a step of the build that this runs in')
    .argument('<name>', 'the name of the step')
    .argument('<command...>', 'the command')
    .passThroughOptions()
    .option('--key <key>', 'a name of your own for the step, unique within the build (a random one)')
    .option('-q, --quiet', 'say nothing about the reports')
    .addHelpText(
      'after',
      `
${PLACE_HELP.trim()}

The command is run and reported as by \`lavalamp run\`, and this exits as it does. Its output goes through, so that it is in the log
of this step and in that of what surrounds it. Steps may be within steps, and run side by side; a build has them all in one list, in
the order in which they began. A step that fails does not fail the build by itself: what runs it can go on, or exit.
Nothing is said of its own unless reports could not be delivered. Exits with 2, and runs nothing, outside of a build.

Examples:
  lavalamp run -b nightly -- sh -c 'lavalamp step unit -- make unit && lavalamp step e2e -- make e2e'
  lavalamp step --build run-71 --origin ci.example.org deploy -- ./deploy.sh`,
    )
    .action((name: string, command: string[], options: StepOptions) => step(name, command, options));
}

async function step(name: string, words: string[], options: StepOptions): Promise<never> {
  const command = commandOf(words);
  const { client, config } = connect(options);
  const { build } = placeOf(options, config, 'run this as a step of');
  const waitMs = options.wait === undefined ? config.runWaitMs : options.wait * 1_000;
  const key = options.key ?? `step-${randomUUID()}`;
  const done = await runStepOf(build, { name, command }, key, { client, config, waitMs });
  const { outcome, delivery } = done;
  if (outcome.note !== null) await say(outcome.note);
  if (options.json === true) await say(summaryOfSteps(done, build));
  else if (options.quiet !== true) {
    if (delivery.refused.length > 0) await say(plain(`${name}: the server refused ${refusals(delivery.refused)}`));
    if (!delivery.complete) await say(plain(`${name}: ${undelivered(delivery)}`));
  }
  return endAs(outcome);
}

/** What comes after the name is not looked at by the option parser, the two dashes among it. Throws CliError. */
function commandOf(words: readonly string[]): readonly string[] {
  const command = words[0] === '--' ? words.slice(1) : words;
  const [first] = command;
  if (first === undefined)
    throw new CliError('There is no command: lavalamp step [options] NAME -- COMMAND.', EXIT.usage);
  if (words[0] !== '--' && first.startsWith('-')) {
    throw new CliError(
      `Options come before the name: lavalamp step [options] NAME -- COMMAND; received ${JSON.stringify(first)} after it.`,
      EXIT.usage,
    );
  }
  return command;
}
