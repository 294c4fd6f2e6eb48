// Scripts that teach a shell what can be written after `lavalamp`. They ask nobody while one types: all is in them.

import { type Defined, type DefinedOption, everyCommand } from './definition.ts';

export type Shell = 'bash' | 'zsh' | 'fish';

export const SHELLS: Readonly<Record<Shell, (program: Defined) => string>> = { bash, zsh, fish };

/** How the scripts tell where one is: `/token/create`. */
const placeOf = ({ path }: Defined): string => path.map((word) => `/${word}`).join('');
const namesOf = ({ commands }: Defined): string[] => commands.map(({ path }) => path.at(-1) ?? '');
/** What may follow besides options, as far as it can be listed. */
const wordsOf = (command: Defined): readonly string[] => [...namesOf(command), ...command.choices];
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** @returns the cases of a shell's `case` of what is known of the word before: the place, a space, and the option. */
function valueCases(program: Defined, listed: (choices: readonly string[]) => string, other: string): string {
  const cases: string[] = [];
  for (const command of everyCommand(program)) {
    for (const { flags, takesValue, choices } of command.options) {
      if (!takesValue) continue;
      const pattern = flags.map((flag) => quoted(`${placeOf(command)} ${flag}`)).join('|');
      cases.push(`    ${pattern}) ${choices.length === 0 ? other : listed(choices)}; return ;;`);
    }
  }
  return cases.join('\n');
}

/** @returns the pattern of every place that there is. */
function places(program: Defined): string {
  return everyCommand(program)
    .filter(({ path }) => path.length > 0)
    .map((command) => quoted(placeOf(command)))
    .join('|');
}

/** Options are offered once a dash is there; what is not known is completed as a file. */
function bash(program: Defined): string {
  const listed = (words: readonly string[]) => `COMPREPLY=($(compgen -W ${quoted(words.join(' '))} -- "$current"))`;
  const cases = everyCommand(program).map((command) => {
    const options = command.options.flatMap(({ flags }) => flags).join(' ');
    return `    ${quoted(placeOf(command))}) options=${quoted(options)}; commands=${quoted(wordsOf(command).join(' '))} ;;`;
  });
  return `# bash completion for lavalamp
_lavalamp() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" place='' options='' commands='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == -- ]]; then
      # What follows is another command: bash-completion knows how to complete that, when it is there.
      if declare -F _command_offset > /dev/null; then _command_offset $((i + 1)); fi
      return
    fi
    case "$place/\${COMP_WORDS[i]}" in
      ${places(program)}) place="$place/\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place $previous" in
${valueCases(program, listed, ':')}
  esac
  case "$place" in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then commands=$options; fi
  COMPREPLY=($(compgen -W "$commands" -- "$current"))
}
complete -o default -F _lavalamp lavalamp
`;
}

function zsh(program: Defined): string {
  const described = (word: string, description: string) => quoted(`${word}:${description.replaceAll(':', ' -')}`);
  const listed = (words: readonly string[]) => `compadd -- ${words.map(quoted).join(' ')}`;
  const cases = everyCommand(program).map((command) => {
    const options = command.options.flatMap(({ flags, description }) =>
      flags.map((flag) => described(flag, description)),
    );
    const commands = [
      ...command.commands.map(({ path, description }) => described(path.at(-1) ?? '', description)),
      ...command.choices.map(quoted),
    ];
    return `    ${quoted(placeOf(command))}) options=(${options.join(' ')}); commands=(${commands.join(' ')}) ;;`;
  });
  return `#compdef lavalamp
_lavalamp() {
  local previous="\${words[CURRENT-1]}" place='' i
  local -a options commands
  for ((i = 2; i < CURRENT; i++)); do
    if [[ \${words[i]} == -- ]]; then
      shift $i words
      ((CURRENT -= i))
      _normal
      return
    fi
    case "$place/\${words[i]}" in
      ${places(program)}) place="$place/\${words[i]}" ;;
    esac
  done
  case "$place $previous" in
${valueCases(program, listed, '_files')}
  esac
  case "$place" in
${cases.join('\n')}
    *) ;;
  esac
  if [[ $PREFIX == -* ]]; then
    _describe -o option options
  elif (( \${#commands} )); then
    _describe command commands
  else
    _files
  fi
}
if [[ \${funcstack[1]} == _lavalamp ]]; then
  _lavalamp "$@"
else
  compdef _lavalamp lavalamp
fi
`;
}

function fish(program: Defined): string {
  const lines = everyCommand(program).flatMap((command) => {
    const inside = insideOf(command);
    return [
      ...command.commands.map(
        ({ path, description }) =>
          `complete -c lavalamp -f -n ${fishQuoted(inside)} -a ${path.at(-1)} -d ${fishQuoted(description)}`,
      ),
      ...(command.choices.length === 0
        ? []
        : [`complete -c lavalamp -f -n ${fishQuoted(inside)} -a ${fishQuoted(command.choices.join(' '))}`]),
      ...command.options.map(
        (option) =>
          `complete -c lavalamp -n ${fishQuoted(inside)} ${fishOption(option)} -d ${fishQuoted(option.description)}`,
      ),
    ];
  });
  const known = everyCommand(program)
    .filter(({ path }) => path.length > 0)
    .map((command) => fishQuoted(placeOf(command)))
    .join(' ');
  // A word counts only where it names a command there: it may be the value of an option, or a part of another command behind `--`.
  return `# fish completion for lavalamp
function __lavalamp_at
    set -l place ''
    for word in (commandline -opc)[2..-1]
        test "$word" = --; and return 1
        switch "$place/$word"
            case ${known}
                set place "$place/$word"
        end
    end
    test "$place" = "$argv[1]"
end
${lines.join('\n')}
`;
}

/** @returns a condition: that this is the command that is being written. */
const insideOf = (command: Defined): string => `__lavalamp_at ${fishQuoted(placeOf(command))}`;

function fishOption({ flags, takesValue, choices }: DefinedOption): string {
  const named = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const value = choices.length > 0 ? [`-x -a ${fishQuoted(choices.join(' '))}`] : takesValue ? ['-r'] : [];
  return [...named, ...value].join(' ');
}

const fishQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
