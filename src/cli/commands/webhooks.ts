// lavalamp webhooks list | add | pause | resume | remove

import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type Client,
  EventCursorDocument,
  type EventFilter,
  type EventType,
  type ListedWebhookFragment as Listed,
  RegisterWebhookDocument,
  RemoveWebhookDocument,
  UpdateWebhookDocument,
  type UpdateWebhookInput,
  WebhooksDocument,
} from '../../client/index.ts';
import { eventFilter, type FilterOptions, withFilterOptions } from '../buildFilter.ts';
import { collected, everyPage } from '../everyPage.ts';
import { CliError, EXIT } from '../exit.ts';
import { refused } from '../refused.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endWithReader, plain } from '../terminal.ts';

interface Options extends ServerOptions {
  readonly json?: true;
}

interface AddOptions extends Options, FilterOptions {
  readonly type?: EventType[];
  readonly filter?: EventFilter;
  readonly after?: string;
}

interface ResumeOptions extends Options {
  readonly after?: string;
  readonly now?: true;
}

export function addWebhooks(program: Command): void {
  const webhooks = program
    .command('webhooks')
    .description('have events posted to an address')
    .addHelpText(
      'after',
      `
One event is posted at a time, in their order and signed, until the receiver takes it. docs/webhooks.md has a receiver to begin with.
These need a token with the scope admin.

Examples:
  lavalamp webhooks add https://ci.example.org/hook --type BUILD_FINISHED --result FAILURE
  lavalamp webhooks add https://ci.example.org/hook --filter '{"builds": {"tags": ["nightly"]}}'
  lavalamp webhooks list
  lavalamp webhooks pause webhook_7240951301832
  lavalamp webhooks resume webhook_7240951301832
  lavalamp webhooks remove webhook_7240951301832`,
    );
  webhooks
    .command('list')
    .description('list the webhooks, the newest first, and how they get on; never their secrets')
    .option('--json', 'as one JSON object')
    .addOption(urlOption())
    .action(list);
  withFilterOptions(webhooks.command('add <url>'))
    .description(
      'have events posted to an address, and print the secret that they are signed with, which is shown only now',
    )
    .option('--type <type>', 'only events of this type, such as BUILD_FINISHED; may be repeated', appendType)
    .option(
      '--filter <json>',
      'only what this lets through: an EventFilter, as the API has it, in place of the options above',
      filterIn,
    )
    .option('--after <cursor>', 'begin after this position, instead of now')
    .option('--json', 'the webhook and its secret as one JSON object')
    .addOption(urlOption())
    .action(add);
  changing(webhooks, 'pause', 'post nothing more, and keep its place').action((id: string, options: Options) =>
    update(connect(options).client, { id, paused: true }, 'Paused', options),
  );
  changing(webhooks, 'resume', 'go on with the event that is next')
    .option('--after <cursor>', 'go on after this position instead; what lies between is left out, or posted again')
    .addOption(new Option('--now', 'go on with what is recorded from now on').conflicts('after'))
    .action(resume);
  changing(webhooks, 'remove', 'post nothing more, and forget it').action(remove);
}

/** A subcommand about one webhook. */
function changing(webhooks: Command, name: string, description: string): Command {
  return webhooks
    .command(`${name} <id>`)
    .description(description)
    .option('--json', 'the webhook as one JSON object')
    .addOption(urlOption());
}

async function list(options: Options): Promise<void> {
  endWithReader();
  const { client } = connect(options);
  const all = everyPage(async (page) => (await client.execute(WebhooksDocument, page)).webhooks);
  if (options.json) return print({ webhooks: await collected(all) });
  for await (const webhook of all) process.stdout.write(`${lineOf(webhook)}\n`);
}

async function add(url: string, options: AddOptions): Promise<void> {
  const { client } = connect(options);
  const input = { url, filter: filterOf(options), ...(options.after === undefined ? {} : { after: options.after }) };
  const { registerWebhook } = await client.execute(RegisterWebhookDocument, { input });
  const { webhook, secret, userErrors } = registerWebhook;
  if (webhook == null || secret == null) throw refused(userErrors);
  if (options.json) return print({ webhook, secret });
  process.stderr.write(`lavalamp: ${webhook.id}, to ${plain(webhook.url)}; its secret is shown only now:\n`);
  process.stdout.write(`${secret}\n`);
}

async function resume(id: string, options: ResumeOptions): Promise<void> {
  const { client } = connect(options);
  const after = options.now ? (await client.execute(EventCursorDocument)).eventCursor : options.after;
  await update(client, { id, paused: false, ...(after === undefined ? {} : { after }) }, 'Resumed', options);
}

async function update(client: Client, input: UpdateWebhookInput, done: string, options: Options): Promise<void> {
  const { webhook, userErrors } = (await client.execute(UpdateWebhookDocument, { input })).updateWebhook;
  tell(webhook, userErrors, done, options);
}

async function remove(id: string, options: Options): Promise<void> {
  const { removeWebhook } = await connect(options).client.execute(RemoveWebhookDocument, { input: { id } });
  tell(removeWebhook.webhook, removeWebhook.userErrors, 'Removed', options);
}

function tell(
  webhook: Listed | null | undefined,
  userErrors: readonly { readonly message: string }[],
  done: string,
  { json }: Options,
): void {
  if (webhook == null) throw refused(userErrors);
  if (json) print({ webhook });
  else process.stdout.write(`${done} ${webhook.id}, to ${plain(webhook.url)}.\n`);
}

function print(said: object): void {
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

function lineOf({ id, createdAt, state, pauseReason, url, failures, lastAttempt }: Listed): string {
  const how = pauseReason == null ? state : `${state}, ${pauseReason}`;
  const trouble = failures === 0 ? [] : [`${failures} failed in a row: ${lastAttempt?.error ?? ''}`];
  return [id, createdAt, how.toLowerCase(), plain(url), ...trouble.map(plain)].join('  ');
}

/** Throws CliError where it is told in two ways. */
function filterOf({ filter, type, ...options }: AddOptions): EventFilter {
  // Nothing else ends with a result: without types one would be asked for events that cannot be.
  const types = type ?? (options.result === undefined ? null : ['BUILD_FINISHED' as const]);
  const told = eventFilter(options, types);
  if (filter === undefined) return told;
  if (Object.keys(told).length === 0) return filter;
  throw new CliError('--filter says all of it: leave the other options that narrow out.', EXIT.usage);
}

/** Which there are, the server knows, and says. */
function appendType(value: string, before: readonly EventType[] = []): EventType[] {
  return [...before, value.toUpperCase() as EventType];
}

function filterIn(value: string): EventFilter {
  try {
    const filter: unknown = JSON.parse(value);
    if (typeof filter === 'object' && filter !== null && !Array.isArray(filter)) return filter as EventFilter;
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError('It is a JSON object, such as {"types": ["BUILD_FINISHED"]}.');
}
