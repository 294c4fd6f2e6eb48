// Patterns of names: `*` is any text, `?` any one character, and `\` makes the character after it a plain one. Never a regular expression,
// which could be made to take for ever.

/** A character of a pattern: itself, any one, or any number of any. */
type Part = { readonly plain: string } | 'one' | 'many';
export type Glob = readonly Part[];

/** Takes every text: a `\` at the end is a plain one. Characters are code points, as they are for PostgreSQL. */
export function parseGlob(text: string): Glob {
  const parts: Part[] = [];
  let escaped = false;
  for (const character of text) {
    if (escaped) parts.push({ plain: character });
    else if (character === '*') parts.push('many');
    else if (character === '?') parts.push('one');
    else if (character !== '\\') parts.push({ plain: character });
    escaped = !escaped && character === '\\';
  }
  return escaped ? [...parts, { plain: '\\' }] : parts;
}

/** The same pattern for LIKE. */
export function likePattern(glob: Glob): string {
  return glob
    .map((part) => (part === 'many' ? '%' : part === 'one' ? '_' : part.plain.replace(/[\\%_]/, '\\$&')))
    .join('');
}

/** Whether the whole of a text is like a pattern. Takes at most as many steps as both are long, multiplied. */
export function matchesGlob(glob: Glob, text: string): boolean {
  const characters = [...text];
  let [at, next] = [0, 0];
  // After the last `*`, and how much of the text it has taken: another `*` before it need not be tried again.
  let [star, taken] = [-1, 0];
  while (at < characters.length) {
    const part = glob[next];
    if (part === 'many') {
      next += 1;
      [star, taken] = [next, at];
    } else if (part === 'one' || (part !== undefined && part.plain === characters[at])) {
      at += 1;
      next += 1;
    } else if (star === -1) {
      return false;
    } else {
      taken += 1;
      [at, next] = [taken, star];
    }
  }
  return glob.slice(next).every((part) => part === 'many');
}
