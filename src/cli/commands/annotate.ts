// lavalamp annotate

import { randomUUID } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import type { BuildRef, Report, Result } from '../../client/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { PLACE_HELP, type PlaceOptions, withPlace } from '../place.ts';
import { TELL_HELP, type Told, tell } from '../tell.ts';

/** How each style ends the step that the annotation is. */
const STYLES = { info: 'SUCCESS', success: 'SUCCESS', warning: 'WARNINGS', error: 'FAILURE' } as const satisfies Record<
  string,
  Result
>;

interface AnnotateOptions extends PlaceOptions {
  readonly style: keyof typeof STYLES;
  readonly name: string;
  readonly html?: true;
}

/** One log line cannot hold more than this, and one report takes at most 1 MiB. In bytes of UTF-8. */
const MOST_BYTES = 512 * 1_024;
/** How many characters of the first line a list of steps shows. */
const HEADLINE = 200;

export function addAnnotate(program: Command, exit: (code: number) => void): void {
  withPlace(program.command('annotate'))
    .description('add a remark to the build that this runs in')
    .argument('[text]', 'what to say; - or nothing for what comes on stdin')
    .addOption(new Option('--style <style>', 'how it is meant').choices(Object.keys(STYLES)).default('info'))
    .option('--name <name>', 'what to call it', 'annotation')
    .option('--html', 'it is an HTML document, and no plain text; pages show it apart from themselves')
    .addHelpText(
      'after',
      `
An annotation is a step of its own, so that every page that shows steps shows it, at its place among them: it has the result that
its style says (info and success: SUCCESS, warning: WARNINGS, error: FAILURE), its first line as its state string, and all of
it in its log \`annotation\`. It does not change the build's result. Each call adds one; at most 512 KiB.

${PLACE_HELP.trim()}
${TELL_HELP}

Examples:
  lavalamp annotate --style warning 'The coverage fell to 71 %.'
  ./report.sh | lavalamp annotate --name coverage --html`,
    )
    .action(async (text: string | undefined, options: AnnotateOptions) => {
      exit(await tell(options, 'annotate', ({ build }) => annotation(text, build, options)));
    });
}

async function annotation(given: string | undefined, build: BuildRef, options: AnnotateOptions): Promise<Told> {
  const text = (given === undefined || given === '-' ? await textOf(process.stdin) : given).replaceAll('\0', '\ufffd');
  if (text.trim() === '') throw new CliError('There is nothing to say: the text is empty.', EXIT.usage);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_BYTES) {
    throw new CliError(`An annotation has at most ${MOST_BYTES} bytes; received ${bytes}.`, EXIT.usage);
  }
  const key = `annotation-${randomUUID()}`;
  const reports = annotationReports(build, key, text, options, new Date());
  return { reports, about: { step: key, name: options.name, style: options.style } };
}

/** @returns reports that can be sent again: the step is this annotation's only. */
function annotationReports(
  build: BuildRef,
  key: string,
  text: string,
  { name, style, html }: AnnotateOptions,
  at: Date,
): Report[] {
  const time = at.toISOString();
  const step = { build, key };
  const [firstLine = ''] = text.trim().split('\n');
  const headline = html ? name : [...firstLine.trim()].slice(0, HEADLINE).join('');
  return [
    { startStep: { build, key, name, startedAt: time } },
    { appendLog: { step, name: 'annotation', type: html ? 'HTML' : 'TEXT', firstLine: 0, text } },
    { finishStep: { step, result: STYLES[style], stateString: headline, completedAt: time } },
  ];
}
