// The file that holds the administrator's token: whoever can read it is the administrator.

import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LavalampError } from '../errors.ts';
import { newSecret, SHORTEST_SECRET, type Tokens } from './tokens.ts';

const NO_LINKS = new Set<unknown>(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/**
 * Sees to it that there is an administrator's token: the one that was set, else the one in the file, else a new one, which is kept
 * there. Throws LavalampError UNAVAILABLE, in a sentence for the administrator, when the file holds no token, and when the token is
 * known and was revoked, or is for less than administration.
 * @param set the token that was set; null when none was. @returns the new one; null when there was one.
 */
export async function ensureAdminToken(tokens: Tokens, file: string, set: string | null): Promise<string | null> {
  const known = set ?? (await tokenIn(file));
  const made = known === null ? newSecret() : null;
  // Of servers that start together the first one's token is everybody's.
  const isNew = made !== null && (await keep(file, made));
  const secret = known ?? (isNew ? made : await tokenIn(file));
  if (secret === null) throw unusable(file, 'was removed while the server started');
  const refusal = await tokens.ensureAdmin(secret);
  if (refusal !== null) throw refused(refusal, set === null ? file : null);
  return isNew ? secret : null;
}

/** @returns null when there is no such file. */
async function tokenIn(file: string): Promise<string | null> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw unusable(file, `cannot be read (${error instanceof Error ? error.message : error})`);
  }
  if (text.length >= SHORTEST_SECRET) return text;
  throw unusable(file, `holds ${text.length} characters, where a token of at least ${SHORTEST_SECRET} was expected`);
}

/**
 * Keeps a token in a file that only its owner may read, and which is there as a whole or not at all, also after a crash.
 * @returns false when the file is there already; it is left as it is.
 */
async function keep(file: string, secret: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await writeDurably(draft, `${secret}\n`);
    await putInPlace(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    // Whatever the umask takes away: a later start reads it.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Rejects with EEXIST when the file is there already: the token of a server that starts at the same time works by then. */
async function putInPlace(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch (error) {
    // Some file systems have no hard links; there the last one's file stays.
    if (!NO_LINKS.has(codeOf(error))) throw error;
    await rename(draft, file);
  }
}

/** @param file where the token is; null when it was set. */
function refused(why: 'REVOKED' | 'WITHOUT_ADMIN', file: string | null): LavalampError {
  const reason = why === 'REVOKED' ? 'was revoked' : 'was made without the scope ADMIN';
  if (file !== null) return unusable(file, `holds a token that ${reason}`);
  return new LavalampError(
    'UNAVAILABLE',
    `The administrator's token: the one in LAVALAMP_ADMIN_TOKEN ${reason}. Set another one, of at least ${SHORTEST_SECRET} characters; or set none, and one is made.`,
  );
}

function unusable(file: string, why: string): LavalampError {
  return new LavalampError(
    'UNAVAILABLE',
    `The administrator's token: ${file} ${why}. Remove the file, and the next start makes a new token; or set LAVALAMP_ADMIN_TOKEN.`,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
