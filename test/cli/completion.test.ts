import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { afterAll, expect, test } from 'vitest';
import { definitionOf } from '../../src/cli/completion/definition.ts';
import { SHELLS } from '../../src/cli/completion/scripts.ts';
import { hasShell, offeredByFish, offeredByZsh } from './support/offered.ts';

const home = mkdtempSync(join(tmpdir(), 'lavalamp-completion-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function program(): Command {
  const made = new Command('lavalamp').option('-V, --version', 'the version');
  made
    .command('annotate')
    .description("say it's so: now")
    .addOption(new Option('--style <style>', 'how').choices(['info', 'warning']))
    .option('-n, --name <name>', 'its name');
  const token = made.command('token').description('tokens');
  token.command('create').option('--scope <scope>', 'what it allows');
  token.command('list');
  return made;
}

const definition = definitionOf(program());

/** What bash offers for each of these lines, of which the last word is being written. */
function offered(lines: readonly string[][]): string[] {
  const asked = lines.map((words) => `try ${words.map((word) => `'${word}'`).join(' ')}`);
  const script = `${SHELLS.bash(definition)}
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lavalamp; echo "\${COMPREPLY[*]}"; }
${asked.join('\n')}`;
  return execFileSync('bash', ['--norc', '-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

test('bash offers what can be written at each place', () => {
  expect(
    offered([
      ['lavalamp', 'to'],
      ['lavalamp', '-'],
      ['lavalamp', 'token', ''],
      ['lavalamp', 'token', 'create', 'ci', '--s'],
      ['lavalamp', 'annotate', '--style', 'w'],
      ['lavalamp', 'annotate', '--name', ''],
      ['lavalamp', 'annotate', '--', 'token', 'l'],
      ['lavalamp', 'annotate', '-n', 'token', '--'],
    ]),
  ).toEqual(['token', '-', 'create list', '--scope', 'warning', '', '', '--style --name --help'].map(expectedWords));
});

/** The program's own options, where one is asked for by its dash. */
function expectedWords(words: string): string {
  return words === '-' ? '--version -V --help -h' : words;
}

test('zsh and fish are told every command and every option, with what it means', () => {
  for (const shell of ['zsh', 'fish'] as const) {
    const script = SHELLS[shell](definition);
    for (const word of ['annotate', 'token', 'create', 'list', 'style', 'scope', 'what it allows', 'warning']) {
      expect(script, shell).toContain(word);
    }
  }
  // A quote within ends no quote.
  expect(SHELLS.zsh(definition)).toContain(`'annotate:say it'\\''s so - now'`);
  expect(SHELLS.fish(definition)).toContain(`'say it\\'s so: now'`);
});

/** A line, of which the last word is being written, and what is offered for it, in the order of its letters. */
const LINES: readonly (readonly [line: string, offered: string])[] = [
  ['lavalamp to', 'token'],
  ['lavalamp token ', 'create list'],
  ['lavalamp token cr', 'create'],
  ['lavalamp token create ci --s', '--scope'],
  ['lavalamp annotate --style w', 'warning'],
  ['lavalamp annotate --style ', 'info warning'],
  ['lavalamp annotate --n', '--name'],
  ['lavalamp annotate -n token --st', '--style'],
  ['lavalamp annotate -n token --', '--help --name --style'],
  ['lavalamp annotate --style info --n', '--name'],
  // The value of an option is no command; what is behind two dashes is another program's.
  ['lavalamp annotate -n token cre', ''],
  ['lavalamp annotate -- token cre', ''],
  ['lavalamp annotate -- ls --st', ''],
];
const inOrder = (words: string) => words.split(' ').sort().join(' ');

const SHELLS_WITH_HELP = [
  ['fish', offeredByFish],
  ['zsh', offeredByZsh],
] as const;

for (const [shell, offeredBy] of SHELLS_WITH_HELP) {
  test.skipIf(!hasShell(shell))(
    `${shell} offers what can be written at each place (left out where there is no ${shell})`,
    {
      timeout: 60_000,
    },
    () => {
      const found = offeredBy(
        SHELLS[shell](definition),
        LINES.map(([line]) => line),
        home,
      );
      expect(LINES.map(([line], i) => [line, inOrder(found[i] ?? '')])).toEqual(LINES);
    },
  );
}
