// lavalamp hook create | list | remove | unapplied

import { type Command, InvalidArgumentError } from 'commander';
import {
  type Client,
  CreateHookDocument,
  type HookSystem,
  HooksDocument,
  type HooksQuery,
  RemoveHookDocument,
  UnappliedDeliveriesDocument,
} from '../../client/index.ts';
import { everyPage } from '../everyPage.ts';
import { refused } from '../refused.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endWithReader, plain } from '../terminal.ts';

const SYSTEMS: readonly HookSystem[] = ['BUILDBOT', 'GITHUB', 'GITLAB', 'JENKINS', 'CDEVENTS'];

interface CreateOptions extends ServerOptions {
  readonly origin: string;
}

export function addHook(program: Command): void {
  const hook = program
    .command('hook')
    .description('let CI systems post to this server')
    .addHelpText(
      'after',
      `
A hook has an address, which is told to the CI system, and a secret, which opens this one hook and nothing else. What to paste where:
docs/github.md, docs/gitlab.md, docs/jenkins.md, docs/cdevents.md, docs/buildbot.md. These need a token with the scope admin.

Examples:
  lavalamp hook create github --origin acme
  lavalamp hook list
  lavalamp hook unapplied
  lavalamp hook remove hook_7240951301832`,
    );
  hook
    .command('create <system>')
    .description('make a secret for the hook of an origin, and print it; it is shown only now')
    .requiredOption('--origin <name>', 'whose builds these are: one name for each installation')
    .addOption(urlOption())
    .action(async (given: string, options: CreateOptions) => {
      const { client, config } = connect(options);
      const input = { system: systemOf(given), originName: options.origin };
      const { createHook } = await client.execute(CreateHookDocument, { input });
      if (createHook.hook === null || createHook.secret === null) throw refused(createHook.userErrors);
      const address = `${config.url.replace(/\/$/, '')}${createHook.hook.path}`;
      process.stderr.write(
        `lavalamp: hook ${createHook.hook.id} at ${plain(address)}; its secret is shown only now:\n`,
      );
      process.stdout.write(`${createHook.secret}\n`);
    });
  hook
    .command('list')
    .description('list the hooks, the newest first; never their secrets')
    .addOption(urlOption())
    .action(async (options: ServerOptions) => {
      endWithReader();
      for await (const { id, createdAt, path } of hooks(connect(options).client)) {
        process.stdout.write(`${[id, createdAt, plain(path)].join('  ')}\n`);
      }
    });
  hook
    .command('remove <id>')
    .description('remove a hook: its secret stops working within two seconds')
    .addOption(urlOption())
    .action(async (id: string, options: ServerOptions) => {
      const { removeHook } = await connect(options).client.execute(RemoveHookDocument, { input: { id } });
      if (removeHook.hook === null) throw refused(removeHook.userErrors);
      process.stdout.write(`Removed the secret of ${plain(removeHook.hook.path)}.\n`);
    });
  hook
    .command('unapplied')
    .description('list what hooks received and could not be applied, and why: the newest 100')
    .option('--origin <name>', 'only of this origin')
    .addOption(urlOption())
    .action(async (options: ServerOptions & { readonly origin?: string }) => {
      endWithReader();
      const filter = { states: ['UNAPPLIED' as const], ...(options.origin ? { origins: [options.origin] } : {}) };
      const { client } = connect(options);
      const { hookDeliveries } = await client.execute(UnappliedDeliveriesDocument, { filter, first: 100 });
      for (const { id, receivedAt, system, originName, reason } of hookDeliveries.nodes) {
        const words = [id, receivedAt, system.toLowerCase(), plain(originName), plain(reason ?? '')];
        process.stdout.write(`${words.join('  ')}\n`);
      }
      process.stderr.write(`lavalamp: ${hookDeliveries.totalCount} in all\n`);
    });
}

function hooks(client: Client): AsyncGenerator<HooksQuery['hooks']['nodes'][number]> {
  return everyPage(async (page) => (await client.execute(HooksDocument, page)).hooks);
}

function systemOf(given: string): HookSystem {
  const system = SYSTEMS.find((known) => known === given.toUpperCase());
  if (system === undefined) {
    throw new InvalidArgumentError(
      `The system is one of ${SYSTEMS.join(', ').toLowerCase()}; received ${plain(given)}.`,
    );
  }
  return system;
}
