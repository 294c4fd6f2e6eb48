// lavalamp token create | list | revoke

import { type Command, InvalidArgumentError } from 'commander';
import {
  type Client,
  CreateTokenDocument,
  RevokeTokenDocument,
  type Scope,
  TokensDocument,
  type TokensQuery,
} from '../../client/index.ts';
import { collected, everyPage } from '../everyPage.ts';
import { refused } from '../refused.ts';
import { connect, type ServerOptions, urlOption } from '../server.ts';
import { endWithReader, plain } from '../terminal.ts';

const SCOPES: readonly Scope[] = ['READ', 'REPORT', 'ADMIN'];

type Token = TokensQuery['tokens']['nodes'][number];

export function addToken(program: Command): void {
  const token = program
    .command('token')
    .description('make, list and revoke access tokens')
    .addHelpText(
      'after',
      `
These need a token with the scope admin. On the server's own machine the administrator's is found by itself, in LAVALAMP_DATA,
unless the server was given it as LAVALAMP_ADMIN_TOKEN: then set LAVALAMP_TOKEN to that.
Where the server lets everybody read (LAVALAMP_ANONYMOUS_READ, on loopback unless set), a token of any scope may read too.

Examples:
  lavalamp token create ci.example.org --scope report
  lavalamp token create dashboard --scope read --scope report
  lavalamp token list
  lavalamp token revoke token_7240951301832`,
    );
  token
    .command('create <name>')
    .description('make a token, and print its secret, which is shown only now')
    .requiredOption('--scope <scope>', 'what it allows: read, report or admin; may be repeated', addScope)
    .option('--json', 'the token and its secret as one JSON object')
    .addOption(urlOption())
    .action(async (name: string, options: ServerOptions & { scope: Scope[]; json?: true }) => {
      const { client } = connect(options);
      const { createToken } = await client.execute(CreateTokenDocument, { input: { name, scopes: options.scope } });
      if (createToken.secret === null || createToken.token === null) throw refused(createToken.userErrors);
      const { token, secret } = createToken;
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ token, secret })}\n`);
        return;
      }
      const { id, scopes } = token;
      process.stderr.write(
        `lavalamp: token ${id} (${scopes.join(', ').toLowerCase()}); its secret is shown only now:\n`,
      );
      process.stdout.write(`${secret}\n`);
    });
  token
    .command('list')
    .description('list the tokens, the newest first; never their secrets')
    .option('--json', 'as one JSON object')
    .addOption(urlOption())
    .action(async (options: ServerOptions & { json?: true }) => {
      endWithReader();
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ tokens: await collected(tokens(connect(options).client)) })}\n`);
        return;
      }
      for await (const token of tokens(connect(options).client)) process.stdout.write(`${lineOf(token)}\n`);
    });
  token
    .command('revoke <id>')
    .description('revoke a token: it stops working at once')
    .addOption(urlOption())
    .action(async (id: string, options: ServerOptions) => {
      const { revokeToken } = await connect(options).client.execute(RevokeTokenDocument, { input: { id } });
      if (revokeToken.token === null) throw refused(revokeToken.userErrors);
      process.stdout.write(`Revoked ${plain(revokeToken.token.name)}.\n`);
    });
}

function tokens(client: Client): AsyncGenerator<Token> {
  return everyPage(async (page) => (await client.execute(TokensDocument, page)).tokens);
}

function lineOf({ id, name, scopes, createdAt, revokedAt }: Token): string {
  const state = revokedAt === null ? 'works' : `revoked ${revokedAt}`;
  return [id, createdAt, scopes.join(',').toLowerCase(), state, plain(name)].join('  ');
}

function addScope(value: string, before: readonly Scope[] = []): Scope[] {
  const scope = SCOPES.find((known) => known === value.toUpperCase());
  if (scope === undefined) throw new InvalidArgumentError('It is one of read, report and admin.');
  return [...new Set([...before, scope])];
}
