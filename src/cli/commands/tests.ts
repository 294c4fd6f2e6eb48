// lavalamp tests

import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type BuildRef, type Client, GraphQLRequestError, ReportTestResultsDocument } from '../../client/index.ts';
import { JunitError, junitParts } from '../../junit/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { ORIGIN, PLACE_HELP, placeOf } from '../place.ts';
import { sentenceOf } from '../reports.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { plain } from '../terminal.ts';

interface UploadOptions extends ServerOptions {
  readonly build?: string;
  readonly origin?: string;
  readonly step?: string;
  readonly report?: string;
}

export function addTests(program: Command, exit: (code: number) => void): void {
  const tests = program.command('tests').description('results of tests');
  tests
    .command('upload')
    .description('add the results in files of JUnit XML to a build')
    .argument('<file...>', 'files of JUnit XML, of any size; - for what comes on stdin')
    .option('--build <build>', 'the build, by its key or its id (the one that this runs in)')
    .option('-o, --origin <name>', `the origin of the build that --build names by its key (${ORIGIN})`)
    .option('--step <key>', 'the key of the step that ran the tests (the one that this runs in)')
    .option('--report <name>', 'what to call the report, for one file; its path when left out')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
A file may be uploaded again, or what is left of it after an interruption: what is there is not added again, and counted. Files are
told apart by their paths as they are given here, so the file of another run of the same tests needs another --report.

${PLACE_HELP.trim()}

Examples:
  lavalamp tests upload junit.xml
  lavalamp tests upload junit.xml --build run-71 --origin ci.example.org
  lavalamp tests upload target/surefire-reports/*.xml --build run-71 --origin ci.example.org --step test`,
    )
    .action(async (files: readonly string[], options: UploadOptions) => {
      if (options.report !== undefined && files.length > 1) {
        throw new CliError('--report names one report, and there are several files: leave it out.', EXIT.usage);
      }
      const { client, config } = connect(options);
      const { build, step } = placeOf(options, config, 'add results to');
      let failed = false;
      for (const file of files) {
        const report = options.report ?? (file === '-' ? 'stdin' : file.length > 500 ? basename(file) : file);
        const { problem, ...counts } = await upload(client, file, { build, step: options.step ?? step, report });
        process.stdout.write(`${plain(file)}: ${inWords(counts)}.\n`);
        if (problem === null) continue;
        failed = true;
        process.stderr.write(`lavalamp: ${plain(file)}: ${plain(problem)}\n`);
      }
      exit(failed ? EXIT.refused : EXIT.ok);
    });
}

interface Counts {
  readonly results: number;
  readonly repeated: number;
}

function inWords({ results, repeated }: Counts): string {
  const all = `${results} ${results === 1 ? 'result' : 'results'}`;
  return repeated === 0 ? all : `${all}, ${repeated === results ? 'all' : repeated} of which were there already`;
}

/**
 * Sends a file part by part. @returns how many results were taken, how many of these were there already, and what ended it early.
 * Throws as `Client.execute` does.
 */
async function upload(
  client: Client,
  file: string,
  target: { readonly build: BuildRef; readonly step: string | null; readonly report: string },
): Promise<Counts & { readonly problem: string | null }> {
  let results = 0;
  let repeated = 0;
  try {
    for await (const { firstResult, results: part } of junitParts(
      file === '-' ? process.stdin : createReadStream(file),
    )) {
      const input = { ...target, firstResult, results: [...part] };
      const { reportTestResults: answer } = await client.execute(ReportTestResultsDocument, { input });
      const [refused] = answer.userErrors;
      if (refused !== undefined) return { results, repeated, problem: sentenceOf(refused, 1) };
      results += part.length;
      repeated += part.length - answer.addedCount;
    }
    return { results, repeated, problem: null };
  } catch (error) {
    if (error instanceof JunitError || isOfFile(error) || isMalformed(error)) {
      return { results, repeated, problem: error.message };
    }
    throw error;
  }
}

/** What the server does not know the form of, as another version of it may. */
function isMalformed(error: unknown): error is GraphQLRequestError {
  return error instanceof GraphQLRequestError && error.codes.includes('BAD_USER_INPUT');
}

/** What the file system says: there is no such file, or it must not be read. */
function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}
