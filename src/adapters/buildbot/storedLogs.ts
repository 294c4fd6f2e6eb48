// The lines of logs that a Buildbot database holds, in reports.

import type { LogText, Row } from '../../buildbot/index.ts';
import { NAME_LIMIT } from '../../reporting/checks.ts';
import type { Report, StepRef } from '../../reporting/reports.ts';
import { clean } from '../text.ts';
import { LOG_TYPES, logReports } from './logs.ts';

/** Stands in the place of a header line: those hold the worker's whole environment. */
const REDACTED = '(redacted)';
/** What a header says of the end of a command, which is no secret. */
const HARMLESS = /^(program finished with exit code -?\d{1,10}|elapsedTime=\d{1,10}(\.\d{1,20})?)$/;

/** What a log is called within its step. Buildbot allows a name twice, and tells the logs apart by their slugs. */
export function storedLogNames(logs: readonly Row<'logs'>[]): ReadonlyMap<Row<'logs'>, string> {
  const names = new Map<Row<'logs'>, string>();
  const taken = new Set<string>();
  for (const log of logs) {
    const name = log.name ?? '';
    if (name === '' || name.length > NAME_LIMIT) continue;
    const free = taken.has(name) ? `${name} (${log.slug})`.slice(0, NAME_LIMIT) : name;
    if (taken.has(free)) continue;
    taken.add(free);
    names.set(log, free);
  }
  return names;
}

/** Some lines of a log, and how many of them were redacted. */
export function storedLines(
  step: StepRef,
  name: string,
  log: Row<'logs'>,
  { firstLine, lines }: LogText,
  redact: boolean,
): { readonly reports: readonly Report[]; readonly redacted: number } {
  let redacted = 0;
  const shown =
    redact && log.type === 's'
      ? lines.map((line) => {
          if (!line.startsWith('h') || HARMLESS.test(line.slice(1))) return line;
          redacted += 1;
          return `h${REDACTED}`;
        })
      : lines;
  // With a line feed behind each line, so that an empty last one is a line as well.
  const content = { firstline: firstLine, content: `${shown.join('\n')}\n` };
  return { reports: shown.length === 0 ? [] : logReports(step, { name, type: log.type, content }), redacted };
}

/** Its end, with the number of its lines where all that was announced was there; null while it goes on. */
export function storedLogEnd(
  step: StepRef,
  name: string,
  log: Row<'logs'>,
  lineCount: number,
  buildEnded: boolean,
): Report | null {
  const type = LOG_TYPES[log.type ?? ''];
  if (type === undefined || (log.complete !== 1 && !buildEnded)) return null;
  const isAll = log.num_lines === lineCount;
  return { kind: 'finishLog', input: { step, name: clean(name), type, lineCount: isAll ? lineCount : null } };
}

/** Whether it is a log that has lines: not one that was deleted, nor one of a kind that is not known. */
export const isReadable = (log: Row<'logs'>): boolean => LOG_TYPES[log.type ?? ''] !== undefined;
