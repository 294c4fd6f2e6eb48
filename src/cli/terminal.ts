// What is printed for people.

/** Ends the process quietly when who reads its output has seen enough, as `| head` does. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

export type Colour = keyof typeof CODES;
export type Paint = (colour: Colour, text: string) => string;

/** @param colours what the settings say; null: as it fits, which is on a terminal. */
export function painter(colours: boolean | null, isTerminal: boolean): Paint {
  return (colours ?? isTerminal) ? (colour, text) => `\x1b[${CODES[colour]}m${text}\x1b[0m` : (_, text) => text;
}

/**
 * Names and messages come from outside: a terminal must not take them for commands.
 * @returns the text on one line, each control character replaced by a visible one.
 */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '·');
}

/** @returns a duration as people say it: `0.8 s`, `42 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Says a sentence on stderr, or an object as JSON. Resolves once it is written; whoever reads stderr may be gone, which changes nothing. */
export function say(said: string | object): Promise<void> {
  const line = typeof said === 'string' ? `lavalamp: ${said}` : JSON.stringify(said);
  return new Promise((resolve) => {
    process.stderr.write(`${line}\n`, () => resolve());
  });
}

/** Ends the process as a command did. */
export function endAs({
  exitCode,
  raise,
}: {
  readonly exitCode: number;
  readonly raise: NodeJS.Signals | null;
}): never {
  // A shell, or a make, that waits for us stops only when we die of the signal too. Process 1 of a container does not.
  if (raise !== null) process.kill(process.pid, raise);
  process.exit(exitCode);
}
