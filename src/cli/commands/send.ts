// lavalamp send

import type { Command } from 'commander';
import { pendingDirectory } from '../../config.ts';
import { EXIT } from '../exit.ts';
import { deliverPending } from '../run/deliver.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { plain } from '../terminal.ts';

export function addSend(program: Command, exit: (code: number) => void): void {
  program
    .command('send')
    .description('send what `lavalamp run`, `step` and others could not send')
    .option('--json', 'say what was sent as one JSON object')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
The reports wait in LAVALAMP_DATA. Each goes only to the server that it was meant for. Those that the server refuses are
named, and not kept; those that it cannot make anything of are named, and kept beside, in a file that ends in .refused.

Example:
  lavalamp send`,
    )
    .action(async (options: ServerOptions & { json?: true }) => {
      const { client, config } = connect(options);
      const { accepted, refused, foreign } = await deliverPending(
        client,
        pendingDirectory(config.dataDirectory),
        config.url,
      );
      if (options.json) process.stdout.write(`${JSON.stringify({ accepted, refused, foreign })}\n`);
      else process.stdout.write(`Sent ${accepted} ${accepted === 1 ? 'report' : 'reports'}.\n`);
      for (const sentence of refused) process.stderr.write(`lavalamp: refused: ${plain(sentence)}\n`);
      if (foreign > 0)
        process.stderr.write(`lavalamp: ${foreign} more files are for other servers: set LAVALAMP_URL, or --url.\n`);
      exit(refused.length === 0 ? EXIT.ok : EXIT.refused);
    });
}
