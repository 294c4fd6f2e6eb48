// Exit codes, and what is said with them.

import { CommanderError } from 'commander';
import { CursorExpiredError, GraphQLRequestError, TransportError } from '../client/errors.ts';
import { ConfigError } from '../config.ts';

export const EXIT = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;

/** What `--help` says about them. */
export const EXIT_CODES_HELP = `
Exit codes:
  0  all went well
  1  the server refused, or failed
  2  wrong usage, or a wrong setting
  3  the server cannot be reached
\`lavalamp run\` and \`lavalamp step\` exit as the command that they ran; what cannot be reported yet is kept, and no error.`;

/** Something that its user can mend; the message says how. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.refused) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @returns how to exit after an error, and what to say; null when it was said already. */
export function explain(error: unknown): { exitCode: number; message: string | null } {
  if (error instanceof CommanderError) {
    return { exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.usage, message: null };
  }
  if (error instanceof CliError) return { exitCode: error.exitCode, message: error.message };
  if (error instanceof ConfigError) return { exitCode: EXIT.usage, message: error.message };
  if (error instanceof TransportError) {
    return {
      exitCode: EXIT.unreachable,
      message: `${error.message}\n\`lavalamp serve\` starts one; LAVALAMP_URL, or --url, says where it is.`,
    };
  }
  if (error instanceof CursorExpiredError) {
    return { exitCode: EXIT.refused, message: `${error.message}\nLeave --after out to start from now.` };
  }
  if (error instanceof GraphQLRequestError) {
    return { exitCode: EXIT.refused, message: [error.message, ...adviceFor(error)].join('\n') };
  }
  return { exitCode: EXIT.refused, message: error instanceof Error ? error.message : String(error) };
}

function adviceFor({ codes }: GraphQLRequestError): string[] {
  if (codes.includes('UNAUTHENTICATED')) {
    return [
      'Set LAVALAMP_TOKEN to a token: the administrator’s, or one that `lavalamp token create NAME --scope …` made with that.',
      'The administrator’s is what the server was given as LAVALAMP_ADMIN_TOKEN; without that it is found by itself on the server’s machine.',
    ];
  }
  if (codes.includes('FORBIDDEN')) {
    return [
      'The token in LAVALAMP_TOKEN does not allow this: with the administrator’s, `lavalamp token create NAME --scope …` makes another one.',
    ];
  }
  return [];
}
