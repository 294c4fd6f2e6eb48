import { describe, expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import { createExecutor } from '../../src/graphql/executor.ts';
import type { LogLineBatch } from '../../src/logs/logs.ts';
import { fixedContext } from './support/fixedContext.ts';
import { admit, refused, schema, type Variables } from './support/operations.ts';

describe('variables', () => {
  const report = 'mutation ($r: [Report!]!) { report(reports: $r) { acceptedCount } }';
  const build = { origin: 'o', key: 'k' };

  test.each<[string, string, Variables, RegExp]>([
    ['of a wrong type', 'query ($n: Int) { builds(first: $n) { nodes { id } } }', { n: '5' }, /\$n.*Int/],
    [
      'that no enum knows',
      'query ($d: OrderDirection) { builders(direction: $d) { nodes { id } } }',
      { d: 'UP' },
      /"UP"/,
    ],
    ['that must be given', 'query ($id: ID!) { build(id: $id) { id } }', {}, /\$id.*not provided/],
    ['that must not be null', 'query ($id: ID!) { build(id: $id) { id } }', { id: null }, /\$id.*null/],
    [
      'with a field that is not there',
      'query ($f: BuildFilter) { builds(filter: $f) { nodes { id } } }',
      { f: { nope: 1 } },
      /"nope"/,
    ],
    [
      'with a time without a zone',
      'query ($f: BuildFilter) { builds(filter: $f) { nodes { id } } }',
      { f: { startedFrom: '2026-11-24T08:30:00' } },
      /zone.*2026-11-24T08:30:00/,
    ],
    [
      'that give two reports as one',
      report,
      { r: [{ startStep: { build, key: 'a', name: 'a' }, finishBuild: { build, result: 'SUCCESS' } }] },
      /[Ee]xactly one/,
    ],
    ['that give no report as one', report, { r: [{}] }, /[Ee]xactly one/],
    ['that give null as a report', report, { r: [{ startStep: null }] }, /must be non-null/],
    ['that lack a part of a report', report, { r: [{ startStep: { build, key: 'a' } }] }, /name/],
  ])('%s are the mistake of the client, whatever executes', (_, source, variables, message) => {
    const [first] = refused(source, variables);
    expect(first).toMatch(/^BAD_USER_INPUT: /);
    expect(first).toMatch(message);
  });

  test('get the defaults of input fields, times in UTC, and single values as lists', async () => {
    const sourceStamps = [{ branch: 'main' }, { codebase: 'x', patch: { author: null } }];
    const input = {
      ...build,
      builder: 'b',
      startedAt: '2026-11-24T10:30+01:00',
      sourceStamps,
      properties: { name: 'p' },
    };
    const source = 'mutation ($i: StartBuildInput!) { startBuild(input: $i) { build { id } } }';
    for (const kind of ['jit', 'graphql-js'] as const) {
      const { openContext, calls } = fixedContext();
      const executor = createExecutor({ schema, kind, openContext });
      for (let i = 0; i < 3; i++) await executor.execute(admit(source, { i: input }));
      const coerced = {
        ...build,
        builder: 'b',
        startedAt: '2026-11-24T09:30:00.000Z',
        sourceStamps: [
          { codebase: '', repository: '', branch: 'main' },
          { codebase: 'x', repository: '', patch: { level: 1, author: null } },
        ],
        properties: [{ name: 'p' }],
      };
      const submitted = calls.filter(([method]) => method === 'submit');
      expect(submitted).toEqual(Array(3).fill(['submit', 'startBuild', coerced]));
    }
  });
});

describe('a context', () => {
  test('reads one snapshot when the cursor is selected, wherever it stands, and only then', async () => {
    const { openContext, opened } = fixedContext();
    const executor = createExecutor({ schema, kind: 'jit', openContext });
    const sources = [
      '{ eventCursor }',
      '{ ...A } fragment A on Query { ... { c: eventCursor } }',
      '{ builds { nodes { id } } }',
    ];
    for (const source of sources) await executor.execute(admit(source));
    expect(opened.map(({ snapshot }) => snapshot)).toEqual([true, true, false]);
  });

  test('that cannot be opened is an error of the operation', async () => {
    const openContext = () => {
      throw new Error('no context');
    };
    const { data, errors } = await createExecutor({ schema, kind: 'jit', openContext }).execute(
      admit('{ eventCursor }'),
    );
    expect(data).toBeUndefined();
    expect(errors?.map(({ message }) => message)).toEqual(['no context']);
  });
});

describe('a subscription', () => {
  const batch = (cursor: string): LogLineBatch => ({ cursor, complete: false, lines: [] });
  const source = 'subscription { logLines(log: "log_1") { cursor complete } }';

  test.each(['jit', 'graphql-js'] as const)('is executed anew for each entry, with %s', async (kind) => {
    const cursors = ['1', '2', '3'];
    const { openContext, opened, open } = fixedContext({
      lines: async function* () {
        yield* cursors.map(batch);
      },
    });
    const executor = createExecutor({ schema, kind, openContext });
    const results: unknown[] = [];
    for await (const result of executor.subscribe(admit(source))) results.push(JSON.parse(JSON.stringify(result)));
    expect(results).toEqual(cursors.map((cursor) => ({ data: { logLines: { cursor, complete: false } } })));
    // One for the source, and one for each entry.
    expect(opened).toHaveLength(4);
    expect(open()).toBe(0);
  });

  test('closes its source at once, also while that is idle', async () => {
    const { iterator, returned } = idle();
    const { openContext, open } = fixedContext({ lines: () => iterator });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    const waiting = stream.next();
    await stream.return(undefined);
    await returned;
    expect((await waiting).done).toBe(true);
    expect((await stream.next()).done).toBe(true);
    expect(open()).toBe(0);
  });

  test('ends with what its source threw', async () => {
    const { openContext, open } = fixedContext({
      lines: async function* () {
        yield batch('1');
        throw new LavalampError('UNAVAILABLE', 'Away.');
      },
    });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    expect((await stream.next()).done).toBe(false);
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await stream.next()).done).toBe(true);
    expect(open()).toBe(0);
  });

  test('rejects when its source cannot be opened', async () => {
    const { openContext, open } = fixedContext({
      lines: () => {
        throw new LavalampError('BAD_USER_INPUT', 'Of another log.');
      },
    });
    const stream = createExecutor({ schema, kind: 'jit', openContext }).subscribe(admit(source));
    await expect(stream.next()).rejects.toMatchObject({ originalError: { code: 'BAD_USER_INPUT' } });
    expect(open()).toBe(0);
  });
});

/** A source that never yields; returning it ends the `next` that is pending. */
function idle(): { readonly iterator: AsyncIterableIterator<LogLineBatch>; readonly returned: Promise<unknown> } {
  let end: (result: IteratorResult<LogLineBatch>) => void = () => undefined;
  const returned = new Promise<IteratorResult<LogLineBatch>>((resolve) => {
    end = resolve;
  });
  const iterator: AsyncIterableIterator<LogLineBatch> = {
    next: () => returned,
    return: () => {
      end({ value: undefined, done: true });
      return returned;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return { iterator, returned };
}
