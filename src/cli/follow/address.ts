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
/** What HTTP takes. Others say what they were given where they refuse it, and it is a secret. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** @param password what the environment says. Throws CliError when a file cannot be read, or is not as it should be. */
export function addressOf(url: string, options: EntryOptions, password: string | null): MasterAddress {
  if (!URL.canParse(url) || !/^https?:\/\//i.test(url)) {
    throw new CliError(
      `Expected the address of the master's web interface, such as https://buildbot.example.org/, received ${plain(url.replace(/^.*@/s, '…@'))}.`,
      EXIT.usage,
    );
  }
  const at = new URL(url);
  const inAddress = { user: decoded(at.username), password: decoded(at.password) };
  const user = options.user ?? (inAddress.user || null);
  const secret = options.passwordFile === undefined ? password : textOf(options.passwordFile).trimEnd();
  if (user === null && (options.passwordFile !== undefined || inAddress.password !== '')) {
    throw new CliError('A password was given, and nobody whose it is: add --user NAME.', EXIT.usage);
  }
  const given = secret ?? inAddress.password;
  at.username = '';
  at.password = '';
  at.hash = '';
  at.search = '';
  if (!at.pathname.endsWith('/')) at.pathname += '/';
  const basic = user === null ? {} : { authorization: `Basic ${Buffer.from(`${user}:${given}`).toString('base64')}` };
  const headers = options.headers === undefined ? {} : headersIn(options.headers);
  return { url: at.href, headers: { ...basic, ...headers } };
}

/** An address as it is read, and as it was written, each with its slash: an import takes what is written. */
export function spellingsOf(written: string, { url }: MasterAddress): readonly string[] {
  return [url, written.endsWith('/') ? written : `${written}/`];
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
    const value = line.slice(colon + 1).trim();
    if (!VALUE.test(value)) {
      throw new CliError(
        `A value in ${plain(path)} has a character that no header can have, such as a control character or one above U+00FF.`,
        EXIT.usage,
      );
    }
    headers[name.toLowerCase()] = value;
  }
  return headers;
}

/** What is written of the user, or the password, in an address. */
function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    throw new CliError(
      'The user, or the password, in the address has a % that stands for itself: write it as %25.',
      EXIT.usage,
    );
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new CliError(`${plain(path)} cannot be read: ${error instanceof Error ? error.message : error}.`, EXIT.usage);
  }
}
