// Redis, as the tests that need one find it.

import { spawnSync } from 'node:child_process';

/** What speaks Redis's protocol, and takes its options. */
const PROGRAMS = ['redis-server', 'valkey-server'];

/** @returns the name of the program that is installed; null where none is. */
export function redisProgram(): string | null {
  return PROGRAMS.find((program) => spawnSync(program, ['--version']).status === 0) ?? null;
}

export const NO_REDIS =
  'NOT TESTED: the bell through Redis. There is neither a redis-server nor a valkey-server here (apt-get install redis-server).';
