import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JunitError, type JunitPart, type JunitResult, junitParts } from '../../src/junit/index.ts';

async function* pieces(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield typeof text === 'string' ? Buffer.from(text) : text;
}

async function partsOf(chunks: AsyncIterable<Uint8Array>): Promise<JunitPart[]> {
  const parts: JunitPart[] = [];
  for await (const part of junitParts(chunks)) parts.push(part);
  return parts;
}

async function resultsOf(...texts: readonly (string | Uint8Array)[]): Promise<readonly JunitResult[]> {
  return (await partsOf(pieces(...texts))).flatMap(({ results }) => results);
}

const within = (cases: string) => `<testsuite name="s">${cases}</testsuite>`;

/** A result in one line: how it ended, its names, its seconds, and the first line of what was wrong. */
const lineOf = ({ outcome, retried, suite, className, name, durationSeconds, message }: JunitResult) =>
  `${outcome}${retried ? ', retried' : ''}: ${[suite, className, name].join(' / ')} ${durationSeconds} ${message?.split('\n', 1)[0] ?? ''}`.trimEnd();

describe('what a runner writes is read:', () => {
  const DIALECTS: Readonly<Record<string, readonly string[]>> = {
    surefire: [
      'PASSED: org.example.ParserTest / org.example.ParserTest / parses 1233.5',
      'FAILED, retried: org.example.ParserTest / org.example.ParserTest / fails 0.002 expected: <1> but was: <2>',
      'FAILED: org.example.ParserTest / org.example.ParserTest / fails null again',
      'FAILED, retried: org.example.ParserTest / org.example.ParserTest / flaky null first try',
      'PASSED: org.example.ParserTest / org.example.ParserTest / flaky 0.1',
      'ERRORED: org.example.ParserTest / org.example.ParserTest / (unnamed) 0 java.lang.IllegalStateException',
      'SKIPPED: org.example.ParserTest / org.example.ParserTest / later 0 not yet',
    ],
    pytest: [
      'PASSED: pytest / tests.test_sums.TestSums / test_add[1-2] 0.001',
      'FAILED: pytest / tests.test_sums / test_bad 0.002 assert 1 == 2',
      `ERRORED: pytest / tests.test_sums / test_setup 0.001 failed on setup with "fixture 'db' not found"`,
      'SKIPPED: pytest / tests.test_sums / test_skip 0 needs a database',
    ],
    gtest: [
      'PASSED: Math / Math / Adds 0',
      'FAILED: Math / Math / Divides 0.01 math_test.cc:10',
      'SKIPPED: Math / Math / DISABLED_Roots 0',
      'SKIPPED: Math / Math / Skips 0 math_test.cc:20',
    ],
    jest: [
      'PASSED: cart / cart adds / cart adds 0.004',
      'FAILED: cart / cart removes / cart removes 0.003 Error: expect(received).toBe(expected)',
      'SKIPPED: cart / cart later / cart later 0',
    ],
    go: [
      'PASSED: example.org/sums / example.org/sums / TestAdd/zero 0.02',
      'FAILED: example.org/sums / example.org/sums / TestSub 0.13 Failed',
    ],
    phpunit: [
      'PASSED: phpunit.xml > Unit > CartTest > CartTest::testTotal / CartTest / testTotal with data set #0 0.004',
      'ERRORED: phpunit.xml > Unit > CartTest / CartTest / testEmpty 0.008 CartTest::testEmpty',
    ],
    nunit: [
      'PASSED: Sums.Tests.dll > Sums / Sums.Tests.Adding / Adds(1,2) 0.02',
      'FAILED: Sums.Tests.dll > Sums / Sums.Tests.Adding / Subtracts 0.03 Expected: 1',
    ],
    nextest: [
      'FAILED, retried: sums / sums / tests::flaky 0.25 thread panicked',
      'PASSED: sums / sums / tests::flaky 0.5',
      'FAILED, retried: sums / sums / tests::fails 0.1 test failure with exit code 101',
      'FAILED: sums / sums / tests::fails 0.2 test failure with exit code 101',
    ],
    ctest: [
      'PASSED: Linux-c++ / sums / sums 0.003',
      'FAILED: Linux-c++ / roots / roots 0.5 Failed',
      'SKIPPED: Linux-c++ / off / off 0',
      'SKIPPED: Linux-c++ / gone / gone 0 SKIP_RETURN_CODE=77',
    ],
  };

  test.each(Object.entries(DIALECTS))('%s', async (dialect, expected) => {
    const file = join(import.meta.dirname, 'dialects', `${dialect}.xml`);
    const results = (await partsOf(createReadStream(file))).flatMap(({ results }) => results);
    expect(results.map(lineOf)).toEqual(expected);
  });
});

test('the output of what failed is its trace and what it printed, attachments included; that of what passed is not kept', async () => {
  const [passed, failed] = await resultsOf(
    within(`<testcase name="a"><system-out>chatter</system-out></testcase>
      <testcase name="b" file="b.c" line="7"><failure message="no">trace</failure><system-out>[[ATTACHMENT|a.png]]</system-out><system-err>err</system-err></testcase>`),
  );
  expect(passed).toMatchObject({ outcome: 'PASSED', output: null });
  expect(failed).toMatchObject({ message: 'no', output: 'trace\n[[ATTACHMENT|a.png]]\nerr', file: 'b.c', line: 7 });
});

test.each([
  ['0.25', 0.25],
  ['1,234.5', 1234.5],
  ['1,234,567', 1234567],
  ['0,125', 0.125],
  ['12,5', 12.5],
  ['1 234.5', 1234.5],
  ['2e-05', 0.00002],
  ['.5', 0.5],
  ['3s', 3],
  ['', null],
  ['-1', null],
  ['NaN', null],
  ['1e400', null],
  ['0x10000000', null],
])('a time of %j is %j seconds', async (time, seconds) => {
  expect(await resultsOf(within(`<testcase name="t" time="${time}"/>`))).toMatchObject([{ durationSeconds: seconds }]);
});

test('a failure of a whole suite is a result of its own, and what a suite prints is of no test', async () => {
  const results = await resultsOf(
    within('<error message="no server">trace</error><system-out>noise</system-out><testcase name="t"/>'),
  );
  expect(results.map(lineOf)).toEqual(['ERRORED: s /  / (suite) null no server', 'PASSED: s /  / t null']);
});

test('texts with control characters, with half a surrogate pair and in other encodings come as they can be kept', async () => {
  const [escaped] = await resultsOf(
    within('<testcase name="t"><failure><![CDATA[\u001b[31mred\u0000]]>&#27;&#x0;&#xD800;</failure></testcase>'),
  );
  // References to what XML cannot have stay as they were written.
  expect(escaped?.message).toBe('\u001b[31mred\ufffd&#27;&#x0;&#xD800;');
  const latin = Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${within('<testcase name="ü"/>')}`, 'latin1');
  expect(await resultsOf(latin)).toMatchObject([{ name: 'ü' }]);
  const wide = Buffer.from(
    `\ufeff<?xml version="1.0" encoding="UTF-16"?>${within('<testcase name="ü☃"/>')}`,
    'utf16le',
  );
  expect(await resultsOf(wide)).toMatchObject([{ name: 'ü☃' }]);
  expect(await resultsOf(`\ufeff${within('<testcase name="ü"/>')}`)).toMatchObject([{ name: 'ü' }]);
});

test('what is long is cut, with words on how much is missing, and a long name stays another than its likes', async () => {
  const [first, second] = await resultsOf(
    within(`<testcase name="${'n'.repeat(5_000)}1"/><testcase name="${'n'.repeat(5_000)}2"/>`),
  );
  expect(first?.name.length).toBeLessThanOrEqual(2_000);
  expect(first?.name).not.toBe(second?.name);
  const text = Array.from({ length: 30_000 }, (_, i) => `line ${i}\n`).join('');
  for (const inner of [text, `<![CDATA[${text}]]>`]) {
    const [cut] = await resultsOf(within(`<testcase name="t"><failure message="m">${inner}</failure></testcase>`));
    expect(cut?.output?.length).toBeLessThanOrEqual(65_536);
    expect(cut?.output).toMatch(/^line 0\n.*\n\[… [\d,]+ characters left out …\]\n.*line 29999$/s);
  }
});

test('a long name of a suite costs once, however many cases there are, and is another than its likes', async () => {
  const long = 'n'.repeat(400_000);
  const suite = (end: string) => `<testsuite name="${long}${end}">${'<testcase name="t"/>'.repeat(40_000)}</testsuite>`;
  const results = await resultsOf(
    `<testsuites><testsuite name="s">${suite('1')}${suite('2')}</testsuite></testsuites>`,
  );
  expect(results).toHaveLength(80_000);
  expect(new Set(results.map((result) => result.suite)).size).toBe(2);
  expect(results[0]?.suite).toMatch(/^s > n{1900,}… [\da-f]{16}$/);
});

test('of a message that is very long, the beginning is kept, and of many complaints all that is said', async () => {
  const failure = (words: string) => `<failure message="  ${words}" type="T" other="${'x'.repeat(100_000)}"/>`;
  const [long] = await resultsOf(within(`<testcase name="t">${failure('m'.repeat(300_000))}</testcase>`));
  expect(long?.message).toBe(`${'m'.repeat(16_383)}…`);
  const [many] = await resultsOf(
    within(`<testcase name="t">${failure('one')}${failure('two')}${failure('')}</testcase>`),
  );
  expect(many?.message).toBe('one\ntwo\nT');
});

describe('what is hostile or broken is refused with a sentence that says where:', () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`;
  const CASES: Readonly<Record<string, readonly [xml: string, message: RegExp]>> = {
    'a billion laughs': [`<?xml version="1.0"?>${laughs}<testsuite name="&lol9;"/>`, /DOCTYPE/],
    'an external entity': ['<!DOCTYPE t SYSTEM "file:///etc/passwd"><testsuite/>', /DOCTYPE/],
    'an unknown entity': [within('<testcase name="&lol;"/>'), /Invalid character entity|entity/i],
    'another XML': ['<html><body/></html>', /no JUnit XML.*<html>/],
    'no XML': ['PK\u0003\u0004 not XML at all', /line 1/],
    JSON: ['{"tests": []}', /line 1/],
    'a tag that is not closed': ['<testsuite><testcase name="t"></testsuite>', /line 1/],
    'an end that comes too early': ['<testsuite name="s"><testcase name="t"/>', /line 1/],
    'an empty file': ['', /empty/],
    'elements without end': [`<testsuite>${'<a>'.repeat(200)}`, /deeper than 100/],
    'suites without end': ['<testsuite name="s">'.repeat(200), /deeper than 100/],
    'an element of very many attributes': [
      `<testsuite ${Array.from({ length: 5_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`,
      /more than 100 attributes/,
    ],
    'attributes that are very long together': [
      `<testsuite ${Array.from({ length: 3 }, (_, i) => `a${i}="${'x'.repeat(400_000)}"`).join(' ')}/>`,
      /attributes of an element are longer than 1,048,576 characters together/,
    ],
    'an attribute without end': [`<testsuite name="${'a'.repeat(700_000)}`, /Max buffer length/],
    'an element of a very long name': [`<testsuite><${'a'.repeat(5_000)}/>`, /longer than 1000 characters/],
    'a name without end': [`<testsuite><${'a'.repeat(3_000_000)}`, /Max buffer length/],
    'an unknown encoding': ['<?xml version="1.0" encoding="x-klingon"?><testsuite/>', /x-klingon/],
  };
  test.each(Object.entries(CASES))('%s', async (_name, [xml, message]) => {
    await expect(resultsOf(xml)).rejects.toThrow(JunitError);
    await expect(resultsOf(xml)).rejects.toThrow(message);
  });
});

test('names of properties of JavaScript are names like any other', async () => {
  const xml =
    '<testsuite><testcase name="t" __proto__="x" constructor="y" toString="w" time="1"/><constructor/></testsuite>';
  expect(await resultsOf(xml)).toMatchObject([{ name: 't', durationSeconds: 1 }]);
});

test('what came before a mistake is given, and then the mistake', async () => {
  const parts: JunitPart[] = [];
  const read = async () => {
    for await (const part of junitParts(pieces('<testsuite><testcase name="a"/><testcase name="b"/>', '</oops>')))
      parts.push(part);
  };
  await expect(read()).rejects.toThrow(JunitError);
  expect(parts).toMatchObject([{ firstResult: 0, results: [{ name: 'a' }, { name: 'b' }] }]);
});

test('however a file is cut into pieces, the same comes out, in parts that one report takes', async () => {
  const long = 'x'.repeat(30_000);
  const cases = Array.from({ length: 2_500 }, (_, i) =>
    i % 50 === 0
      ? `<testcase name="ü${i}"><failure message="&lt;${i}&gt;"><![CDATA[${long}]]></failure></testcase>`
      : `<testcase name="ü${i}" time="0.5"/>`,
  );
  const bytes = Buffer.from(within(cases.join('\n')));
  const whole = await partsOf(pieces(bytes));
  expect(whole.flatMap(({ results }) => results)).toHaveLength(2_500);
  for (const { results } of whole) {
    expect(results.length).toBeLessThanOrEqual(1_000);
    expect(JSON.stringify(results).length).toBeLessThan(1_048_576);
  }
  expect(whole.map(({ firstResult }) => firstResult)).toEqual(
    whole.map((_, i) => whole.slice(0, i).reduce((sum, { results }) => sum + results.length, 0)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 20 }), async (cuts) => {
      const ends = [...cuts.sort((a, b) => a - b), bytes.length];
      const cut = ends.map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
      expect(await partsOf(pieces(...cut))).toEqual(whole);
    }),
    { numRuns: 10 },
  );
});

test('any bytes whatever are read or refused, and nothing else happens', async () => {
  const word = fc.constantFrom(
    '<testsuite>',
    '</testsuite>',
    '<testcase name="a">',
    '</testcase>',
    '<failure>',
    '</failure>',
    '&amp;',
    '&#0;',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?xml',
    '?>',
    '<error/>',
    '\0',
    'x',
    '<system-out>',
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(word, { maxLength: 30 }).map((words) => Buffer.from(`<testsuite>${words.join('')}`)),
      ),
      async (bytes) => {
        const read = await resultsOf(bytes).catch((error: unknown) => error);
        if (!Array.isArray(read)) expect(read).toBeInstanceOf(JunitError);
      },
    ),
    { numRuns: 300 },
  );
});
