// How a command reaches the server.

import { readFileSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { type Client, createClient } from '../client/index.ts';
import { adminTokenFile, type ClientConfig, clientConfig, isLoopback } from '../config.ts';

/** What `--url` gives. */
export interface ServerOptions {
  readonly url?: string;
}

/** The option of every command that talks to a server. */
export function urlOption(): Option {
  return new Option('--url <url>', 'where the server is, instead of LAVALAMP_URL').argParser((value) => {
    if (!URL.canParse(value) || !/^https?:/.test(value))
      throw new InvalidArgumentError('It starts with http:// or https://.');
    return value;
  });
}

/** The settings, and a client that uses them. Throws ConfigError. */
export function connect(options: ServerOptions): { client: Client; config: ClientConfig } {
  const set = clientConfig();
  const config = { ...set, url: options.url ?? set.url };
  return { config, client: createClient({ url: config.url, token: tokenFor(config) }) };
}

/**
 * The administrator's token is sent to this machine only: whoever makes somebody set LAVALAMP_URL must not get it.
 * @returns undefined when no token is known.
 */
function tokenFor({ url, token, dataDirectory }: ClientConfig): string | undefined {
  if (token !== null) return token;
  if (!isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''))) return undefined;
  try {
    return readFileSync(adminTokenFile(dataDirectory), 'utf8').trim() || undefined;
  } catch {
    // There is none on this machine, or it is not for this user: then only what is open to everybody is asked.
    return undefined;
  }
}
