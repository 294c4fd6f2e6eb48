// The product, started for one test file on a free port, over a database of its own.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, serverConfig } from '../../src/config.ts';
import { serveOver } from '../../src/main.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { createTestDatabase, TEST_CONNECTIONS } from './database.ts';
import { type GraphqlAnswer, post } from './graphql.ts';

export type { GraphqlAnswer };

/** The administrator's token of every server that tests start. */
export const ADMIN_TOKEN = 'test-administrator-token';

export interface TestServer {
  /** Such as `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly database: Database;
  /** The address of its PostgreSQL database; null when it is embedded. */
  readonly databaseUrl: string | null;
  readonly dataDirectory: string;
  /** Sends a GraphQL operation as the administrator, or with another token (null: none). @returns the whole answer. */
  readonly graphql: (query: string, variables?: object, token?: string | null) => Promise<GraphqlAnswer>;
  /** Reports a batch. @returns the payload, userErrors and all; fails when the operation does. */
  readonly report: (reports: readonly object[]) => Promise<ReportAnswer>;
  /** Stops it, and removes everything. */
  readonly stop: () => Promise<void>;
}

/** The payload of `report`. */
export interface ReportAnswer {
  readonly acceptedCount: number;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
  readonly eventCursor: string;
}

const REPORT =
  'mutation ($reports: [Report!]!) { report(reports: $reports) { acceptedCount userErrors { code message path } eventCursor } }';

/** Starts a server. Settings are environment variables; what is not given has a default that suits tests. */
export async function startServer(settings: Environment = {}): Promise<TestServer> {
  const { database, url, drop } = await createTestDatabase();
  return startOver({ database, url, leave: drop }, settings);
}

/** Starts another server over the database of one that runs, with connections of its own. To be stopped before that one. */
export async function startServerBeside(
  { database: others, databaseUrl: url }: TestServer,
  settings: Environment = {},
): Promise<TestServer> {
  // The embedded database has one connection, which both use.
  const database =
    url === null
      ? { ...others, close: async () => {} }
      : await openDatabase({ url, directory: '', connections: TEST_CONNECTIONS });
  return startOver({ database, url, leave: database.close }, settings);
}

interface Home {
  readonly database: Database;
  readonly url: string | null;
  /** What is to be done with the database once the server has stopped. */
  readonly leave: () => Promise<void>;
}

async function startOver({ database, url: databaseUrl, leave }: Home, settings: Environment): Promise<TestServer> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'lavalamp-test-'));
  const config = serverConfig({
    PORT: '0',
    LAVALAMP_DATA: dataDirectory,
    LAVALAMP_ADMIN_TOKEN: ADMIN_TOKEN,
    LAVALAMP_LOG_LEVEL: 'silent',
    LAVALAMP_EXECUTOR: process.env.LAVALAMP_TEST_EXECUTOR,
    LAVALAMP_POLL_MILLISECONDS: '50',
    LAVALAMP_GROUP_COMMIT_MILLISECONDS: '0',
    LAVALAMP_STOP_SECONDS: '2',
    ...settings,
  });
  const server = await serveOver(database, config);
  return {
    url: server.url,
    database,
    databaseUrl,
    dataDirectory,
    graphql: (query, variables = {}, token = ADMIN_TOKEN) => post(server.url, query, variables, token),
    report: async (reports) => {
      const { data, errors } = await post(server.url, REPORT, { reports }, ADMIN_TOKEN);
      if (errors !== undefined) throw new Error(`The batch failed: ${errors.map(({ message }) => message).join(' ')}`);
      return data.report;
    },
    stop: async () => {
      await server.stop();
      await leave();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
