// What the parameters of `GET /events` ask for.

import { LavalampError } from '../errors.ts';
import type { Variables } from '../graphql/variables.ts';

/** The parameters that narrow by the events themselves: those that may be given several times, and those that may not. */
const EVENT_LISTS = ['type', 'origin'];
const EVENT_SINGLE = ['after', 'build'];
/** Those that narrow by the builds, and which part of BuildFilter each is; these may be given several times. */
const LISTS = {
  builder: 'builders',
  builderGlob: 'builderGlobs',
  tag: 'tags',
  tagAny: 'tagsAny',
  tagNone: 'tagsNone',
  project: 'projects',
  worker: 'workers',
  state: 'states',
  result: 'results',
} as const;
const SINGLE = ['branch', 'revision', 'repository', 'codebase', 'changeAuthor'];
const KNOWN = [...EVENT_LISTS, ...EVENT_SINGLE, ...Object.keys(LISTS), ...SINGLE];

/** @returns the variables that the parameters of a URL stand for. Throws LavalampError BAD_USER_INPUT for those that are unknown. */
export function plainVariables(url: string): Variables {
  const parameters = new URL(url, 'http://localhost').searchParams;
  for (const name of parameters.keys()) {
    if (KNOWN.includes(name)) continue;
    const message = `There is no parameter \`${name.slice(0, 100)}\`. There are: ${KNOWN.join(', ')}.`;
    throw new LavalampError('BAD_USER_INPUT', message);
  }
  const builds: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(LISTS)) {
    if (parameters.has(name)) builds[part] = parameters.getAll(name);
  }
  for (const name of [...EVENT_SINGLE, ...SINGLE]) {
    if (parameters.getAll(name).length > 1) {
      throw new LavalampError('BAD_USER_INPUT', `\`${name}\` may be given once, and is there several times.`);
    }
  }
  for (const name of SINGLE) {
    if (parameters.has(name)) builds[name] = parameters.get(name);
  }
  return {
    after: parameters.get('after'),
    filter: {
      types: parameters.has('type') ? parameters.getAll('type') : null,
      origins: parameters.has('origin') ? parameters.getAll('origin') : null,
      build: parameters.get('build'),
      builds: Object.keys(builds).length === 0 ? null : builds,
    },
  };
}
