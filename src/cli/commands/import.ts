// lavalamp import

import type { Command } from 'commander';
import type { BuildbotHistory, Selection } from '../../buildbot/index.ts';
import { importsDirectory } from '../../config.ts';
import { CliError, EXIT } from '../exit.ts';
import { resumable } from '../import/resumable.ts';
import { buildersLike, type SelectionOptions, withSelection } from '../import/selection.ts';
import { freshState, StateFile } from '../import/state.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';

interface Options extends ServerOptions, SelectionOptions {
  readonly again: boolean;
  readonly json: boolean;
}

export function addImport(program: Command, exit: (code: number) => void): void {
  const command = program
    .command('import')
    .description('bring the history of another CI system in')
    .command('buildbot')
    .description('read the database of a Buildbot, of versions 3.4 to 4.3')
    .argument('<database>', 'sqlite:///PATH, a path, or postgresql://USER@HOST/NAME: what db_url says in master.cfg');
  withSelection(command, 'the address of its web interface (buildbotURL), so that builds link there')
    .option('--again', 'read everything again, also what was imported before; repeats nothing', false)
    .option('--json', 'print the report at the end as JSON', false)
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
The database is only read. What was imported is not imported again: run it again for what is new, or when it was interrupted.
A PostgreSQL password is taken from the address, or from PGPASSWORD.

Examples:
  lavalamp import buildbot sqlite:////srv/buildbot/state.sqlite --origin main
  lavalamp import buildbot postgresql://buildbot@db/buildbot --origin main --since 2026-01-01 --builder 'linux-*'`,
    )
    .action(async (address: string, options: Options) => exit(await importBuildbot(address, options)));
}

async function importBuildbot(address: string, options: Options): Promise<number> {
  const { BuildbotHistory, DatabaseProblem } = await import('../../buildbot/index.ts');
  try {
    const history = await BuildbotHistory.open(address);
    try {
      return await importFrom(history, options);
    } finally {
      await history.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseProblem)) throw error;
    const code = { usage: EXIT.usage, unreachable: EXIT.unreachable, unreadable: EXIT.refused }[error.kind];
    throw new CliError(error.message, code);
  }
}

async function importFrom(history: BuildbotHistory, options: Options): Promise<number> {
  const { importHistory } = await import('../import/buildbot.ts');
  const { Progress, reportOf } = await import('../import/progress.ts');
  const { client, config } = connect(options);
  const { origin, since = null, logs, redactHeaders, builder: globs } = options;
  const selection: Selection = { builders: buildersLike(history, globs), since, logs };
  const kind = [config.url, origin, since, [...globs].sort(), logs, redactHeaders, options.web ?? null];
  const file = new StateFile(importsDirectory(config.dataDirectory), kind);
  const state = options.again ? freshState() : await resumable(client, history, file.read(), origin);
  const total = (await history.countBuilds(state.build, selection)) + state.openBuilds.length;
  const progress = new Progress(process.stderr, total);
  let savedAt = performance.now();
  const place = { origin, web: options.web ?? null, now: Math.floor(Date.now() / 1_000) };
  try {
    const tally = await importHistory(
      client,
      history,
      state,
      { place, selection, redactHeaders },
      {
        progress: (read) => progress.show(read),
        arrived: (arrived) => {
          if (performance.now() - savedAt < 500) return;
          file.write(arrived);
          savedAt = performance.now();
        },
        waiting: (reason) => progress.say(`${reason.message} Trying again.`),
      },
    );
    progress.clear();
    const report = { origin, database: { version: history.version }, seconds: progress.seconds, ...tally.toJSON() };
    process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : reportOf(tally, progress.seconds));
    return tally.refusedCount === 0 ? EXIT.ok : EXIT.refused;
  } catch (error) {
    progress.say('The import was interrupted. Run it again: it goes on where it was.');
    throw error;
  } finally {
    progress.clear();
    file.write(state);
  }
}
