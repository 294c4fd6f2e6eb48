// Where a master is, and what lets one in. A password is never an argument: everybody on a machine can read those.

import { readFileSync } from 'node:fs';
import type { MasterAddress } from '../../buildbot/index.ts';
import { CliError, EXIT } from '../exit.ts';
import { plain } from '../terminal.ts';

export interface EntryOptions {
  readonly user?: string;
  readonly passwordFile?: string;
  readonly headers?: string;
}

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** @param password what the environment says. Throws CliError when a file cannot be read, or is not as it should be. */
export function addressOf(url: string, options: EntryOptions, password: string | null): MasterAddress {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) {
    throw new CliError(
      `Expected the address of the master's web interface, such as https://buildbot.example.org/, received ${plain(url.replace(/\/\/\S*@/, '//…@'))}.`,
      EXIT.usage,
    );
  }
  const at = new URL(url);
  const user = options.user ?? (at.username === '' ? null : decodeURIComponent(at.username));
  const secret = options.passwordFile === undefined ? password : textOf(options.passwordFile).trimEnd();
  const given = secret ?? decodeURIComponent(at.password);
  at.username = '';
  at.password = '';
  at.hash = '';
  at.search = '';
  if (!at.pathname.endsWith('/')) at.pathname += '/';
  const basic = user === null ? {} : { authorization: `Basic ${Buffer.from(`${user}:${given}`).toString('base64')}` };
  const headers = options.headers === undefined ? {} : headersIn(options.headers);
  return { url: at.href, headers: { ...basic, ...headers } };
}

/** One `Name: value` a line. */
function headersIn(path: string): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const line of textOf(path).split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    if (colon < 0 || !NAME.test(name)) {
      throw new CliError(`Expected lines such as "Cookie: session=…" in ${plain(path)}; one is not.`, EXIT.usage);
    }
    headers[name.toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`${plain(path)} cannot be read: ${error instanceof Error ? error.message : error}.`, EXIT.usage);
  }
}
