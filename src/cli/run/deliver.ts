// What earlier commands could not send, sent now.

import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Client, Report } from '../../client/index.ts';
import { headOf, sendHead } from '../reports.ts';
import { Aside } from './aside.ts';
import { type Header, OPEN, READY } from './pending.ts';

/** A file that its command has not closed for so long belongs to a command that was killed. In milliseconds. */
const ABANDONED_MS = 24 * 3_600_000;
/** Holds enough reports for a call, without reading a large file as a whole. */
const READ_AHEAD = 1_000;

/** What became of the files. */
export interface Delivered {
  /** Reports that the server has now. */
  readonly accepted: number;
  /** What was wrong with others, a sentence for each. */
  readonly refused: readonly string[];
  /** Files that are meant for another server, and stay. */
  readonly foreign: number;
}

/**
 * Sends all files in a directory that are meant for this server, oldest first, and removes each once it has arrived. Several
 * processes can do this at once: reports can be repeated.
 * Throws as `Client.execute` does; the files that have not arrived stay.
 */
export async function deliverPending(
  client: Client,
  directory: string,
  url: string,
  signal?: AbortSignal,
): Promise<Delivered> {
  let accepted = 0;
  let foreign = 0;
  const refused: string[] = [];
  for (const file of await filesIn(directory)) {
    const sent = await deliverFile(client, file, url, signal);
    if (sent === null) foreign += 1;
    else {
      accepted += sent.accepted;
      refused.push(...sent.refused);
    }
  }
  return { accepted, refused, foreign };
}

/**
 * Sends one file, and removes it; what of it is of a wrong form is set aside. Throws as `Client.execute` does, and then it stays.
 * @returns null when it is meant for another server: what was said there is not told here.
 */
export async function deliverFile(
  client: Client,
  file: string,
  url: string,
  signal?: AbortSignal,
): Promise<{ accepted: number; refused: string[] } | null> {
  let accepted = 0;
  const refused: string[] = [];
  const malformed: string[] = [];
  const aside = new Aside(file, { url });
  try {
    for await (const reports of reportsIn(file, url)) {
      if (reports === null) return null;
      const sent = await sendHead(client, reports, signal === undefined ? {} : { signal });
      accepted += sent.accepted;
      refused.push(...sent.refused);
      malformed.push(...sent.malformed.map(({ why }) => why));
      await aside.keep(sent.malformed.map(({ report }) => report));
    }
    const keptIn = await aside.settle();
    refused.push(...malformed.map((why) => `${why} (kept in ${keptIn})`));
  } catch (error) {
    if (isGone(error)) return { accepted, refused };
    throw error;
  } finally {
    await aside.discard();
  }
  await rm(file, { force: true });
  return { accepted, refused };
}

/** Yields the reports of a file in calls; a single null when it is meant for another server. */
async function* reportsIn(file: string, url: string): AsyncGenerator<Report[] | null> {
  let header: Header | undefined;
  let waiting: Report[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const value = parse(line);
    if (value === null) continue;
    if (header === undefined) {
      header = value as Header;
      if (header.url !== url) return yield null;
      continue;
    }
    waiting.push(value as Report);
    while (waiting.length >= READ_AHEAD) waiting = waiting.slice(yield* oneCall(waiting));
  }
  while (waiting.length > 0) waiting = waiting.slice(yield* oneCall(waiting));
}

function* oneCall(reports: readonly Report[]): Generator<Report[], number> {
  const head = headOf(reports);
  yield head;
  return head.length;
}

/** @returns null for the last line of a file whose command was killed while it wrote. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** @returns the files that can be sent, oldest first; none when there is no such directory. */
async function filesIn(directory: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
  const files: string[] = [];
  for (const name of names.sort()) {
    const file = join(directory, name);
    if (name.endsWith(READY) || (name.endsWith(OPEN) && (await isAbandoned(file)))) files.push(file);
  }
  return files;
}

async function isAbandoned(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > ABANDONED_MS;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Another process sent it, and removed it. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
