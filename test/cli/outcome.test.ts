import { describe, expect, test } from 'vitest';
import { withoutCredentials } from '../../src/cli/run/git.ts';
import { outcomeOf } from '../../src/cli/run/outcome.ts';

describe('What a command’s end means', () => {
  test.each([
    [0, null, 'SUCCESS', 'done'],
    [2, null, 'FAILURE', 'exit code 2'],
    [0, 'SIGTERM', 'SUCCESS', 'done'],
    [130, 'SIGINT', 'CANCELLED', 'stopped by SIGINT, exit code 130'],
  ] as const)('exit code %i, asked to stop by %s: %s', (code, asked, result, stateString) => {
    expect(outcomeOf('make', { kind: 'exit', code }, asked)).toEqual({
      result,
      stateString,
      note: null,
      exitCode: code,
      raise: null,
    });
  });

  test.each([
    ['SIGINT', null, 'CANCELLED', 130, 'SIGINT'],
    ['SIGTERM', 'SIGTERM', 'CANCELLED', 143, 'SIGTERM'],
    ['SIGSEGV', null, 'FAILURE', 139, null],
    ['SIGKILL', null, 'FAILURE', 137, null],
  ] as const)('ended by %s, asked to stop by %s: %s', (signal, asked, result, exitCode, raise) => {
    expect(outcomeOf('make', { kind: 'signal', signal }, asked)).toMatchObject({ result, exitCode, raise });
  });

  test.each([
    ['ENOENT', 127, 'command not found'],
    ['EACCES', 126, 'permission denied'],
    ['ENOEXEC', 126, 'spawn ENOEXEC'],
  ])('not started for %s: EXCEPTION, exit code %i', (code, exitCode, stateString) => {
    const error = Object.assign(new Error(`spawn ${code}`), { code });
    expect(outcomeOf('make', { kind: 'failed', error }, null)).toMatchObject({
      result: 'EXCEPTION',
      exitCode,
      stateString,
      note: `make: ${stateString}`,
    });
  });
});

describe('A repository’s address', () => {
  test.each([
    ['https://user:secret@git.example.org/a.git', 'https://git.example.org/a.git'],
    ['https://ghp_token@github.com/a/b.git', 'https://github.com/a/b.git'],
    ['https://git.example.org/a.git?private_token=x#y', 'https://git.example.org/a.git'],
    ['ssh://git:secret@git.example.org:2222/a.git', 'ssh://git@git.example.org:2222/a.git'],
    ['git@github.com:a/b.git', 'git@github.com:a/b.git'],
    ['/srv/git/a.git', '/srv/git/a.git'],
    ['../a.git', '../a.git'],
  ])('%s is told as %s', (address, told) => {
    expect(withoutCredentials(address)).toBe(told);
  });
});
