// What a follower remembers of things that a master could not tell.

import { expect, it } from 'vitest';
import type { Hint } from '../../src/buildbot/index.ts';
import { SetAside } from '../../src/cli/follow/setAside.ts';
import { freshState } from '../../src/cli/import/state.ts';

it('what is asked for again soon, and falls out since too much waits to be read, is asked for by the next look', async () => {
  const ended = new AbortController();
  let asked: (hint: Hint) => void = () => {};
  const again = new Promise<Hint>((resolve) => {
    asked = resolve;
  });
  const aside = new SetAside(freshState(), {
    backoff: { initialMs: 1, maxMs: 1 },
    lookMs: 3_600_000,
    signal: ended.signal,
    again: asked,
    settled: () => {},
    say: () => {},
  });
  aside.add({ kind: 'builds', id: 7, what: 'the steps of build 7', why: 'HTTP 500' });
  expect(aside.due()).toEqual([]);
  expect(await again).toEqual({ kind: 'builds', id: 7, of: null });
  // Nobody has read it.
  expect(aside.due()).toEqual([{ kind: 'builds', id: 7, of: null }]);
  ended.abort();
});
