import { expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import { createGroupCommit } from '../../src/reporting/groupCommit.ts';
import type { Outcome } from '../../src/reporting/outcome.ts';
import type { Report } from '../../src/reporting/reports.ts';

const report = (name: string): Report => ({ kind: 'registerOrigin', input: { name, kind: 'CUSTOM' } });
const nameOf = ({ input }: Report) => ('name' in input ? input.name : '');
const accepted: Outcome = { accepted: true, thing: null };
const failure = (code: string) => Object.assign(new Error(`The database says ${code}.`), { code });

/** A database that fails with an error whenever it is given a report of the name `bad`. */
function failingWith(error: unknown) {
  const kept: string[] = [];
  const commit = async (reports: readonly Report[]) => {
    if (reports.some((one) => nameOf(one) === 'bad')) throw error;
    kept.push(...reports.map(nameOf));
    return { outcomes: reports.map(() => accepted), seq: '7' };
  };
  return { kept, ...createGroupCommit(commit, { limit: 10, waitMs: 0 }) };
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
