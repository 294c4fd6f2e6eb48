// What real shells offer, once they have read the script that is to teach them.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether a shell is there. */
export const hasShell = (name: string): boolean => spawnSync(name, ['-c', 'exit 0']).status === 0;

const environment = (home: string) => ({ PATH: process.env.PATH, HOME: home, TERM: 'xterm', LANG: 'C.UTF-8' });

/** What fish offers for each of these lines, at their ends; what it means is left out. */
export function offeredByFish(script: string, lines: readonly string[], home: string): string[] {
  const path = join(home, 'lavalamp.fish');
  writeFileSync(path, script);
  return lines.map((line) => {
    const command = `source ${path}; complete -C '${line}'`;
    const told = execFileSync('fish', ['--no-config', '-c', command], {
      encoding: 'utf8',
      env: environment(home),
      cwd: home,
    });
    return told
      .trimEnd()
      .split('\n')
      .map((offer) => offer.split('\t')[0])
      .join(' ');
  });
}

/** A zsh that completes one line, and says what it would offer between two lines of NUL. */
const INNER = `
PROMPT=
autoload compinit
compinit -u -d "$HOME/dump"
bindkey '^M' undefined
bindkey '^J' undefined
bindkey '^I' complete-word
null-line() { echo -E - $'\\0' }
compprefuncs=(null-line)
comppostfuncs=(null-line exit)
zstyle ':completion:*' list-grouped false
zstyle ':completion:*' insert-tab false
zstyle ':completion:*' list-separator ''
compadd() {
  if [[ \${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then
    builtin compadd "$@"
    return $?
  fi
  typeset -a hits
  builtin compadd -A hits "$@"
  [[ -n $hits ]] && print -rl -- $hits
}
echo ready
`;

const OUTER = `
zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner "fpath=($HOME/functions \\$fpath); source $HOME/inner"
local line
while zpty -r inner line; do [[ $line == ready* ]] && break; done
zpty -w inner "$1"$'\\t'
integer nulls=0
while zpty -r inner line; do
  if [[ $line == *$'\\0'* ]]; then
    (( nulls++ )) && exit
    continue
  fi
  (( nulls )) && print -rn -- "$line"
done
`;

/** What zsh offers for each of these lines, at their ends. */
export function offeredByZsh(script: string, lines: readonly string[], home: string): string[] {
  mkdirSync(join(home, 'functions'), { recursive: true });
  writeFileSync(join(home, 'functions', '_lavalamp'), script);
  writeFileSync(join(home, 'inner'), INNER);
  writeFileSync(join(home, 'outer'), OUTER);
  return lines.map((line) => {
    const told = execFileSync('zsh', ['-f', join(home, 'outer'), line], {
      encoding: 'utf8',
      env: environment(home),
      cwd: home,
      timeout: 20_000,
    });
    return told.split(/\r?\n/).filter(Boolean).join(' ');
  });
}
