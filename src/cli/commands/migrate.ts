// lavalamp migrate

import type { Command } from 'commander';
import { serverConfig } from '../../config.ts';
import { startFailure } from './serve.ts';

export function addMigrate(program: Command, exit: (code: number) => void): void {
  program
    .command('migrate')
    .description('bring the database up to date, without starting a server')
    .addHelpText(
      'after',
      `
\`lavalamp serve\` does the same when it starts. The database is that of DATABASE_URL, or the one in LAVALAMP_DATA.
Exits with 0 when the database is up to date, with 2 for a wrong setting, with 1 when it could not be brought
there.

Example:
  DATABASE_URL=postgres://ci@db.example.org/lavalamp lavalamp migrate`,
    )
    .action(async () => {
      exit(await migrateNow());
    });
}

async function migrateNow(): Promise<number> {
  try {
    const config = serverConfig();
    const { migrate } = await import('../../main.ts');
    const { applied } = await migrate(config);
    const said = applied.length === 0 ? 'The database was up to date.' : `Applied: ${applied.join(', ')}.`;
    process.stdout.write(`${said}\n`);
    return 0;
  } catch (error) {
    throw startFailure(error);
  }
}
