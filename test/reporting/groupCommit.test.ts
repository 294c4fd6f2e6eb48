import { expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import { createGroupCommit } from '../../src/reporting/groupCommit.ts';
import type { BatchOutcome, Outcome } from '../../src/reporting/outcome.ts';
import type { Report } from '../../src/reporting/reports.ts';

const report = (name: string): Report => ({ kind: 'registerOrigin', input: { name, kind: 'CUSTOM' } });
const nameOf = ({ input }: Report) => ('name' in input ? input.name : '');
const accepted: Outcome = { accepted: true, thing: null, addedResults: 0 };
const failure = (code: string) => Object.assign(new Error(`The database says ${code}.`), { code });

/** A database that fails with an error whenever it is given a report of the name `bad`. */
function failingWith(error: unknown, waiting?: { weight: number; bytes: number }) {
  const kept: string[] = [];
  const commit = async (reports: readonly Report[]) => {
    if (reports.some((one) => nameOf(one) === 'bad')) throw error;
    kept.push(...reports.map(nameOf));
    return { outcomes: reports.map(() => accepted), seq: '7' };
  };
  return { kept, ...createGroupCommit(commit, { limit: 10, waitMs: 0, ...(waiting && { waiting }) }) };
}

test.each(['53100', '25006', '53200', '57014', '40P01', '23505'])(
  'a fault of the server (%s) is never told as a refusal: the batch fails, and can be repeated',
  async (code) => {
    const { submit } = failingWith(failure(code));
    await expect(submit([report('good'), report('bad')])).rejects.toMatchObject({ code });
  },
);

test('a bug is never told as a refusal', async () => {
  const { submit } = failingWith(new TypeError('undefined is not a function'));
  await expect(submit([report('good'), report('bad')])).rejects.toThrow(TypeError);
});

test('a value that the database cannot hold is refused by itself, and the others are kept', async () => {
  const { submit, kept } = failingWith(failure('22003'));
  const { outcomes, seq } = await submit([report('first'), report('bad'), report('last')]);
  expect(outcomes.map((outcome) => outcome.accepted)).toEqual([true, false, true]);
  expect(kept).toEqual(['first', 'last']);
  expect(seq).toBe('7');
});

test('a batch of which nothing could be held still answers with a position of the log', async () => {
  const { submit } = failingWith(failure('22003'));
  expect((await submit([report('bad'), report('bad')])).seq).toBe('7');
});

test('a submission that breaks harms no other of its group', async () => {
  const { submit, kept } = failingWith(failure('53100'));
  const results = await Promise.allSettled([submit([report('one')]), submit([report('bad')]), submit([report('two')])]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(kept).toEqual(['one', 'two']);
});

test('while the database is away, nobody waits for the others to find that out', async () => {
  let attempts = 0;
  const away = new LavalampError('UNAVAILABLE', 'away');
  const { submit } = createGroupCommit(
    async () => {
      attempts += 1;
      throw away;
    },
    { limit: 10, waitMs: 0 },
  );
  const results = await Promise.allSettled([submit([report('a'), report('b')]), submit([report('c')])]);
  expect(results.every(({ status }) => status === 'rejected')).toBe(true);
  expect(attempts).toBe(1);
});

test('when the database goes away between the reports of a batch, the batch fails, and the next one is taken', async () => {
  const away = new LavalampError('UNAVAILABLE', 'away');
  const { submit } = createGroupCommit(
    async (reports) => {
      if (reports.length === 0) throw away;
      throw failure('22003');
    },
    { limit: 10, waitMs: 0 },
  );
  await expect(submit([report('a'), report('b')])).rejects.toBe(away);
  await expect(submit([report('a'), report('b')])).rejects.toBe(away);
});

/** A database that answers when it is told to, behind a queue for a few. */
function held(waiting: { weight: number; bytes: number }) {
  const answers: (() => void)[] = [];
  const commit = (reports: readonly Report[]) =>
    new Promise<BatchOutcome>((resolve) =>
      answers.push(() => resolve({ outcomes: reports.map(() => accepted), seq: '7' })),
    );
  return { answers, ...createGroupCommit(commit, { limit: 2, waitMs: 0, waiting }) };
}

test.each([
  ['reports', { weight: 5, bytes: 1_000_000 }],
  ['bytes', { weight: 1_000, bytes: 1_000 }],
])('while as many %s wait for the database as may, further ones are told to come again', async (_, limits) => {
  const { submit, answers } = held(limits);
  const many = Array.from({ length: 5 }, () => report('x'.repeat(100)));
  const first = submit(many);
  await expect(submit(many)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringContaining('5 reports'),
  });
  let decided = false;
  first.finally(() => {
    decided = true;
  });
  while (!decided) {
    answers.shift()?.();
    await new Promise(setImmediate);
  }
  expect((await first).outcomes).toHaveLength(5);
  const next = submit(many.slice(0, 1));
  while (answers.length === 0) await new Promise(setImmediate);
  answers.shift()?.();
  expect((await next).outcomes).toHaveLength(1);
});

test('a submission that is larger than all that may wait is taken when nothing else waits', async () => {
  const { submit, kept } = failingWith(failure('53100'), { weight: 1, bytes: 1 });
  await submit([report('one'), report('two')]);
  expect(kept).toEqual(['one', 'two']);
});

test('a stop tells how much is left undecided in the end, and refuses what waits and what comes', async () => {
  const { submit, stop, answers } = held({ weight: 100, bytes: 1_000_000 });
  const inCommit = submit([report('a'), report('b')]);
  while (answers.length === 0) await new Promise(setImmediate);
  const waits = expect(submit([report('c')])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await stop(10)).toBe(3);
  await waits;
  await expect(submit([report('d')])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  answers.shift()?.();
  expect((await inCommit).outcomes).toHaveLength(2);
});

test('a stop waits for what is being committed, and no longer', async () => {
  const { submit, stop, answers } = held({ weight: 100, bytes: 1_000_000 });
  const last = submit([report('a'), report('b'), report('c')]);
  while (answers.length === 0) await new Promise(setImmediate);
  const stopped = stop(3_600_000);
  answers.shift()?.();
  while (answers.length === 0) await new Promise(setImmediate);
  answers.shift()?.();
  expect(await stopped).toBe(0);
  expect((await last).outcomes).toHaveLength(3);
});

test('a group is as heavy as may be, and what is heavier than that is committed alone', async () => {
  const groups: string[][] = [];
  const { submit } = createGroupCommit(
    async (reports) => {
      groups.push(reports.map(nameOf));
      return { outcomes: reports.map(() => accepted), seq: '7' };
    },
    { limit: 10, weightOf: (one) => Number(nameOf(one)), waitMs: 0 },
  );
  const { outcomes } = await submit(['4', '5', '3', '30', '6', '4'].map(report));
  expect(outcomes).toHaveLength(6);
  expect(groups).toEqual([['4', '5'], ['3'], ['30'], ['6', '4']]);
  await Promise.all([submit([report('6')]), submit([report('6')]), submit([report('4')])]);
  expect(groups.slice(4)).toEqual([['6'], ['6', '4']]);
});
