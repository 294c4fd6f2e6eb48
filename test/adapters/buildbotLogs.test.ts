import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishOf, posts } from './support/posts.ts';
import { Room } from './support/room.ts';
import { inputs, problemOf, reportsOf } from './support/translate.ts';

const step = { build: { origin: 'ci', key: 'build/1' }, key: 'step/2' };

const bodyWith = (...logs: readonly object[]): object => ({
  buildid: 1,
  builder: { name: 'linux' },
  steps: [{ stepid: 2, number: 0, name: 'test', results: 0, logs }],
});

const stdio = (content: unknown, more: object = {}): object => ({
  ...{ name: 'stdio', type: 's', complete: true, num_lines: 3, content },
  ...more,
});

const appends = (...logs: readonly object[]) => inputs(reportsOf(bodyWith(...logs)), 'appendLog');
const finishes = (...logs: readonly object[]) => inputs(reportsOf(bodyWith(...logs)), 'finishLog');

describe('the logs in a post', () => {
  it('are left out when their content was not posted', () => {
    expect(posts.flatMap(({ body }) => inputs(reportsOf(body), 'finishLog'))).toEqual([]);
    expect(JSON.stringify(finishOf(1))).toContain('"num_lines":19');
  });

  it('are left out when they were deleted', () => {
    expect(appends(stdio('odeleted\n', { type: 'd' }))).toEqual([]);
    expect(finishes(stdio('odeleted\n', { type: 'd' }))).toEqual([]);
  });

  it('are read by stream: consecutive lines of one stream are one report', () => {
    const content = 'hmake all\no1\no\neoh\neno\ni42\nx?\n\no end';
    const told = { step, name: 'stdio', type: 'STDIO' };
    expect(appends(stdio({ logid: 1, firstline: 0, content }))).toEqual([
      { ...told, stream: 'HEADER', firstLine: 0, text: 'make all\n' },
      { ...told, stream: 'STDOUT', firstLine: 1, text: '1\n\n' },
      { ...told, stream: 'STDERR', firstLine: 3, text: 'oh\nno\n' },
      { ...told, stream: 'STDIN', firstLine: 5, text: '42\n' },
      { ...told, stream: 'STDOUT', firstLine: 6, text: 'x?\n\n end\n' },
    ]);
  });

  it.each([
    ['t', 'TEXT'],
    ['h', 'HTML'],
  ] as const)('of type %s have no streams', (type, reported) => {
    expect(appends(stdio('one\n\ntwo', { type }))).toEqual([
      { step, name: 'stdio', type: reported, stream: null, firstLine: 0, text: 'one\n\ntwo\n' },
    ]);
  });

  it('start at the line that the content starts at', () => {
    expect(appends(stdio({ firstline: 7, content: 'oseven\neight\n' }))).toMatchObject([
      { firstLine: 7 },
      { firstLine: 8 },
    ]);
  });

  it('end with all of their lines, when they are complete, before their step ends', () => {
    expect(finishes(stdio('oa\nob\noc\n'))).toEqual([{ step, name: 'stdio', type: 'STDIO', lineCount: 3 }]);
    expect(finishes(stdio('oa\n', { complete: false }))).toEqual([]);
    const kinds = reportsOf(bodyWith(stdio('oa\n'))).map(({ kind }) => kind);
    expect(kinds.slice(-4)).toEqual(['startStep', 'appendLog', 'finishLog', 'finishStep']);
  });

  it('end without lines when they are empty', () => {
    expect(appends(stdio('', { num_lines: 0 }))).toEqual([]);
    expect(finishes(stdio('', { num_lines: 0 }))).toMatchObject([{ lineCount: 0 }]);
  });

  it('are split where a report would be larger than 1 MiB, between lines', () => {
    const line = `o${'é'.repeat(1000)}`;
    const reports = appends(stdio(`${line}\n`.repeat(2000)));
    expect(reports.length).toBe(4);
    for (const { text } of reports) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
    expect(reports.map(({ text }) => text).join('')).toBe(`${line.slice(1)}\n`.repeat(2000));
    expect(reports.map(({ firstLine }) => firstLine)).toEqual([0, 524, 1048, 1572]);
  });

  it('have a line cut that would not fit into a report, between characters', () => {
    const [report] = appends(stdio(`o${'é'.repeat(1_000_000)}\n`));
    expect(Buffer.byteLength(report?.text ?? '')).toBeLessThanOrEqual(1_048_576);
    expect(report?.text).toMatch(/^é{520000,}…\n$/u);
  });

  it('hold no character that cannot be stored', () => {
    expect(appends(stdio('oa\0b\ud800c😀\n'))).toMatchObject([{ text: 'a\ufffdb\ufffdc😀\n' }]);
  });

  it('must have a content that can be read', () => {
    for (const content of [
      17,
      true,
      [],
      {},
      { content: 5 },
      { content: 'o', firstline: -1 },
      { content: 'o', firstline: 1e300 },
    ]) {
      expect(problemOf(bodyWith(stdio(content)))).toMatch(
        /^Expected the content of log 'stdio' to be .*, received .*\.$/u,
      );
    }
  });

  it('keep every line at its number, however they are grouped', () => {
    const lines = fc.array(
      fc.record({ stream: fc.constantFrom('o', 'e', 'h', 'i'), text: fc.stringMatching(/^[^\n\0]*$/u) }),
    );
    const names = { o: 'STDOUT', e: 'STDERR', h: 'HEADER', i: 'STDIN' } as const;
    fc.assert(
      fc.property(lines, (given) => {
        const room = new Room();
        const content = given.map(({ stream, text }) => `${stream}${text}\n`).join('');
        for (const report of reportsOf(bodyWith(stdio(content, { num_lines: given.length })))) room.submit(report);
        const log = room.logs.get('step/2/stdio');
        expect([...(log?.lines ?? [])]).toEqual(
          given.map(({ stream, text }, index) => [index, `${names[stream]} ${text}`]),
        );
        expect(log).toMatchObject({ complete: true, expected: given.length });
      }),
    );
  });
});
