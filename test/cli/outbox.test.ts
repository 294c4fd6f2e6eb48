import { describe, expect, test } from 'vitest';
import { type LinesReport, Outbox } from '../../src/cli/run/outbox.ts';
import type { LogStream, Report } from '../../src/client/index.ts';

const STEP = { build: { origin: 'o', key: 'k' }, key: 's' };
const FINISH: Report = { finishStep: { step: STEP, result: 'SUCCESS' } };

function lines(firstLine: number, text: string, stream: LogStream = 'STDOUT'): LinesReport {
  return { step: STEP, stream, firstLine, text };
}

function report(firstLine: number, text: string, stream: LogStream = 'STDOUT'): Report {
  return { appendLog: { step: STEP, name: 'stdio', stream, firstLine, text } };
}

/** An overflow that keeps everything, until it is full. */
function overflow(room = Number.POSITIVE_INFINITY) {
  const kept: Report[] = [];
  return {
    kept,
    keep: (report: Report) => {
      if (kept.length >= room) return false;
      kept.push(report);
      return true;
    },
  };
}

describe('The outbox', () => {
  test('puts lines of one stream that follow each other into one report', () => {
    const outbox = new Outbox(1_000, overflow());
    outbox.addLines(lines(0, 'a\n'));
    outbox.addLines(lines(1, 'b\nc\n'));
    outbox.addLines(lines(3, 'd\n', 'STDERR'));
    outbox.addLines(lines(4, 'e\n'));
    outbox.add(FINISH);
    expect(outbox.next()).toEqual([report(0, 'a\nb\nc\n'), report(3, 'd\n', 'STDERR'), report(4, 'e\n'), FINISH]);
  });

  test('changes nothing that is being sent, and keeps it until it has arrived', () => {
    const outbox = new Outbox(1_000, overflow());
    outbox.addLines(lines(0, 'a\n'));
    expect(outbox.next()).toEqual([report(0, 'a\n')]);
    outbox.addLines(lines(1, 'b\n'));
    expect(outbox.next()).toEqual([report(0, 'a\n'), report(1, 'b\n')]);
    outbox.arrived();
    expect(outbox.next()).toEqual([]);
  });

  test('hands over no more at a time than a call may hold', () => {
    const outbox = new Outbox(10_000_000, overflow());
    for (let i = 0; i < 1_500; i++) outbox.add(FINISH);
    expect(outbox.next()).toHaveLength(1_000);
    outbox.arrived();
    expect(outbox.next()).toHaveLength(500);
    outbox.arrived();
    for (let i = 0; i < 40; i++) outbox.addLines(lines(i, `${'x'.repeat(65_535)}\n`));
    const bytes = Buffer.byteLength(JSON.stringify(outbox.next()));
    expect(bytes).toBeGreaterThan(700_000);
    expect(bytes).toBeLessThan(800_000);
  });

  test('lets all lines go to the file from the first one that finds no room, and no other report', () => {
    const file = overflow();
    const outbox = new Outbox(5, file);
    outbox.addLines(lines(0, 'aa\n'));
    outbox.addLines(lines(1, 'bb\n'));
    outbox.next();
    outbox.arrived();
    outbox.addLines(lines(2, 'c\n'));
    outbox.add(FINISH);
    expect(file.kept).toEqual([report(1, 'bb\n'), report(2, 'c\n')]);
    expect(outbox.next()).toEqual([FINISH]);
    expect(outbox.lostLines).toBe(0);
  });

  test('counts the lines that find no room anywhere', () => {
    const outbox = new Outbox(1, overflow(1));
    outbox.addLines(lines(0, 'a\n'));
    outbox.addLines(lines(1, 'b\nc\n'));
    expect(outbox.lostLines).toBe(2);
  });

  test('says when there is something in it', async () => {
    const outbox = new Outbox(1_000, overflow());
    const filled = outbox.filled();
    outbox.add(FINISH);
    await filled;
    await outbox.filled();
    expect(outbox.empty()).toEqual([FINISH]);
    expect(outbox.length).toBe(0);
  });
});
