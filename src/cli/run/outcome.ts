// How a command ended, and what that means.

import { constants } from 'node:os';
import type { Result } from '../../client/index.ts';

/** How a process ended. */
export type Ended =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** It did not start: the program was not found, or may not be run. */
  | { readonly kind: 'failed'; readonly error: NodeJS.ErrnoException };

/** What is reported, and how `lavalamp run` itself ends. */
export interface Outcome {
  readonly result: Result;
  readonly stateString: string;
  /** What the log does not say by itself, for its last line; null when there is nothing. */
  readonly note: string | null;
  readonly exitCode: number;
  /** The signal that ended the command when `lavalamp run` should end by it too; null otherwise. */
  readonly raise: NodeJS.Signals | null;
}

/** Signals by which people stop a command; a shell expects the program that it waits for to die of them. */
const STOPPING: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param command the program's name.
 * @param asked the last signal that was passed on to the command; null when none was.
 */
export function outcomeOf(command: string, ended: Ended, asked: NodeJS.Signals | null): Outcome {
  switch (ended.kind) {
    case 'exit': {
      const { code } = ended;
      // A command that was asked to stop, and did its work nevertheless, did its work.
      const result = code === 0 ? 'SUCCESS' : asked === null ? 'FAILURE' : 'CANCELLED';
      const stateString =
        code === 0 ? 'done' : asked === null ? `exit code ${code}` : `stopped by ${asked}, exit code ${code}`;
      return { result, stateString, note: null, exitCode: code, raise: null };
    }
    case 'signal': {
      const { signal } = ended;
      const stopped = STOPPING.includes(signal);
      return {
        result: stopped || signal === asked ? 'CANCELLED' : 'FAILURE',
        stateString: stopped ? `stopped by ${signal}` : `killed by ${signal}`,
        note: null,
        exitCode: 128 + constants.signals[signal],
        raise: stopped ? signal : null,
      };
    }
    case 'failed': {
      const { code, message } = ended.error;
      const [why, exitCode] =
        code === 'ENOENT' ? ['command not found', 127] : [code === 'EACCES' ? 'permission denied' : message, 126];
      return { result: 'EXCEPTION', stateString: why, note: `${command}: ${why}`, exitCode, raise: null };
    }
  }
}
