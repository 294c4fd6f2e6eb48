// The product, started for one test file on a free port, over a database of its own.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Environment, serverConfig } from '../../src/config.ts';
import { serveOver } from '../../src/main.ts';
import type { Database } from '../../src/store/database.ts';
import { createTestDatabase } from './database.ts';

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
  /** Stops it, and removes everything. */
  readonly stop: () => Promise<void>;
}

export interface GraphqlAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: what tests ask for is as many-shaped as their questions
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** Starts a server. Settings are environment variables; what is not given has a default that suits tests. */
export async function startServer(settings: Environment = {}): Promise<TestServer> {
  const { database, url: databaseUrl, drop } = await createTestDatabase();
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
    stop: async () => {
      await server.stop();
      await drop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function post(url: string, query: string, variables: object, token: string | null): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphqlAnswer;
}
