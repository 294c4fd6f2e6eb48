// lavalamp replay

import { type Command, InvalidArgumentError } from 'commander';
import { ReplayHookDeliveriesDocument } from '../../client/index.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';

interface ReplayOptions extends ServerOptions {
  readonly origin?: string[];
  readonly since?: string;
  readonly unapplied?: boolean;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('apply what hooks received again, as after an update that understands more of it')
    .option(
      '--origin <name>',
      'only what was posted for this origin; may be repeated',
      (name, before: string[] = []) => [...before, name],
    )
    .option('--since <time>', 'only what was received since then: 2026-11-24T10:00:00Z, or 2026-11-24', timeIn)
    .option('--unapplied', 'only what could not be applied, wholly or in part')
    .addOption(urlOption())
    .addHelpText(
      'after',
      `
What was applied before changes nothing. What is still kept can be replayed: the server keeps it for LAVALAMP_DELIVERY_DAYS.
It is applied in the background; \`lavalamp hook unapplied\` tells what could not be. This needs a token with the scope admin.

Examples:
  lavalamp replay --unapplied
  lavalamp replay --origin acme --since 2026-11-24T10:00:00Z`,
    )
    .action(async ({ origin, since, unapplied, ...options }: ReplayOptions) => {
      const filter = {
        origins: origin ?? null,
        receivedFrom: since ?? null,
        states: unapplied ? ['UNAPPLIED' as const] : null,
      };
      const { client } = connect(options);
      const { replayHookDeliveries } = await client.execute(ReplayHookDeliveriesDocument, { filter });
      process.stdout.write(`${replayHookDeliveries.deliveryCount} deliveries are applied again.\n`);
    });
}

function timeIn(value: string): string {
  const time = new Date(value);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('It is a time such as 2026-11-24T10:00:00Z.');
  }
  return time.toISOString();
}
