import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deliverPending } from '../../src/cli/run/deliver.ts';
import { PendingFile } from '../../src/cli/run/pending.ts';
import { createClient, type Report } from '../../src/client/index.ts';
import { ReportServer } from './support/reports.ts';

let server: ReportServer;
let directory: string;

beforeEach(async () => {
  server = new ReportServer();
  await server.start();
  directory = mkdtempSync(join(tmpdir(), 'lavalamp-pending-'));
});

afterEach(async () => {
  await server.stop();
  rmSync(directory, { recursive: true, force: true });
});

function finish(key: string): Report {
  return { finishBuild: { build: { origin: 'o', key }, result: 'SUCCESS' } };
}

/** A file that waits, with a report for each key. */
function keep(...keys: string[]): string {
  const file = new PendingFile(directory, { url: server.url });
  for (const key of keys) expect(file.keep(finish(key))).toBe(true);
  return file.close() ?? '';
}

/** Fails a call as a server does which cannot make anything of one of its reports. */
function malformed(reports: readonly Report[]) {
  if (!reports.some(({ finishBuild }) => finishBuild?.build.key === 'wrong')) return null;
  const error = { message: 'What is this?', extensions: { code: 'BAD_USER_INPUT' } };
  return { status: 400, body: { errors: [error] } };
}

function deliver() {
  return deliverPending(createClient({ url: server.url }), directory, server.url);
}

describe('Reports that wait in files', () => {
  test('are sent in their order, and the files removed', async () => {
    keep('a', 'b', 'c');
    expect(await deliver()).toEqual({ accepted: 3, refused: [], foreign: 0 });
    expect(server.reports.items).toEqual([finish('a'), finish('b'), finish('c')]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('are sent in several calls when there are many', async () => {
    keep(...Array.from({ length: 2_500 }, (_, i) => String(i)));
    expect((await deliver()).accepted).toBe(2_500);
    expect(server.calls).toBe(3);
  });

  test('stay when the server goes away in between', async () => {
    const file = keep(...Array.from({ length: 1_500 }, (_, i) => String(i)));
    server.fail = () => (server.calls === 2 ? { status: 503, body: 'Later' } : null);
    await expect(deliver()).rejects.toThrow('HTTP 503');
    expect(existsSync(file)).toBe(true);
    server.fail = () => null;
    expect((await deliver()).accepted).toBe(1_500);
  });

  test('are told about when the server does not accept them', async () => {
    keep('a', 'b');
    server.judge = ({ finishBuild }) => (finishBuild?.build.key === 'a' ? 'There is no such build.' : null);
    expect(await deliver()).toEqual({ accepted: 1, refused: ['There is no such build. (INVALID)'], foreign: 0 });
    expect(readdirSync(directory)).toEqual([]);
  });

  test('are sent though some of the same call are of a wrong form, and only those are set aside', async () => {
    const file = keep('a', 'b', 'wrong', 'c', 'd', 'wrong', 'e');
    keep('f');
    server.fail = malformed;
    const why = `What is this? (kept in ${file}.refused)`;
    expect(await deliver()).toEqual({ accepted: 6, refused: [why, why], foreign: 0 });
    // Which of two commands that began in the same millisecond comes first, nobody knows.
    const [first, second] = [['a', 'b', 'c', 'd', 'e'].map(finish), ['f'].map(finish)];
    expect([
      [...first, ...second],
      [...second, ...first],
    ]).toContainEqual(server.reports.items);
    expect(readdirSync(directory)).toEqual([`${basename(file)}.refused`]);
    expect(statSync(`${file}.refused`).mode & 0o777).toBe(0o600);
    const kept = readFileSync(`${file}.refused`, 'utf8').trimEnd().split('\n');
    expect(kept.map((line) => JSON.parse(line))).toEqual([{ url: server.url }, finish('wrong'), finish('wrong')]);
    expect((await deliver()).accepted).toBe(0);
  });

  test('stay as they are, those of a wrong form too, when the server goes away in between', async () => {
    const file = keep('wrong', 'a', 'b');
    server.fail = (reports) => (server.calls < 4 ? malformed(reports) : { status: 503, body: 'Later' });
    await expect(deliver()).rejects.toThrow('HTTP 503');
    expect(readdirSync(directory)).toEqual([basename(file)]);
  });

  test('are told about with the field that was wrong', async () => {
    keep('a');
    server.judge = () => 'Must not be empty.';
    server.field = ['finishBuild', 'build', 'key'];
    expect((await deliver()).refused).toEqual(['finishBuild.build.key: Must not be empty. (INVALID)']);
  });

  test('are sent as far as they were written when their command was killed', async () => {
    const file = keep('a');
    appendFileSync(file, '{"finishBuild":{"bui');
    expect((await deliver()).accepted).toBe(1);
  });

  test('wait while their command still writes, but not for ever', async () => {
    const open = new PendingFile(directory, { url: server.url });
    open.keep(finish('a'));
    expect((await deliver()).accepted).toBe(0);
    const [name = ''] = readdirSync(directory);
    const twoDaysAgo = Date.now() / 1_000 - 2 * 86_400;
    utimesSync(join(directory, name), twoDaysAgo, twoDaysAgo);
    expect((await deliver()).accepted).toBe(1);
  });

  test('are none where there is no directory', async () => {
    rmSync(directory, { recursive: true });
    expect((await deliver()).accepted).toBe(0);
  });
});

describe('A file for reports', () => {
  test('is not made when there is nothing to keep', () => {
    expect(new PendingFile(directory, { url: server.url }).close()).toBeNull();
    expect(readdirSync(directory)).toEqual([]);
  });

  test('takes nothing more once something could not be kept', () => {
    const blocked = join(directory, 'blocked');
    writeFileSync(blocked, '');
    const file = new PendingFile(blocked, { url: server.url });
    expect(file.keep(finish('a'))).toBe(false);
    rmSync(blocked);
    mkdirSync(blocked);
    expect(file.keep(finish('b'))).toBe(false);
    expect(file.failure).toBeInstanceOf(Error);
    expect(file.close()).toBeNull();
  });
});
