// Posts of a Buildbot 3.7 master, configured as in docs/buildbot.md, with the contents of its logs.

import { describe, expect, it } from 'vitest';
import { oldBodies as bodies, shuffled } from './support/posts.ts';
import { Room } from './support/room.ts';
import { inputs, reportsOf } from './support/translate.ts';

function roomAfter(order: readonly unknown[]): Room {
  const room = new Room();
  for (const report of order.flatMap(reportsOf)) room.submit(report);
  return room;
}

describe('the posts of Buildbot 3.7', () => {
  it('lead to the same history in every order and repetition', () => {
    const expected = roomAfter(bodies).history();
    for (let seed = 1; seed <= 50; seed++) {
      expect(roomAfter(shuffled([...bodies, ...bodies], seed)).history()).toEqual(expected);
    }
  });

  it('end every build and request', () => {
    const room = roomAfter(bodies);
    expect([...room.builds.values()].map(({ key, result }) => [key, result])).toEqual([
      ['build/4', 'FAILURE'],
      ['build/5', 'EXCEPTION'],
      ['build/6', 'SUCCESS'],
    ]);
    expect([...room.requests.values()].map(({ result }) => result)).toEqual(['FAILURE', 'SUCCESS', 'EXCEPTION']);
  });

  it('tell the revision that was got', () => {
    expect([...(roomAfter(bodies).builds.get('build/4')?.stamps.values() ?? [])]).toMatchObject([
      { repository: 'https://git/x', branch: 'main', revision: 'cafe' },
    ]);
  });

  it('tell where the web interface is, which they write without a slash', () => {
    const origins = bodies.flatMap((body) => inputs(reportsOf(body), 'registerOrigin'));
    expect(new Set(origins.map(({ url }) => url))).toEqual(new Set(['http://127.0.0.1:18011/']));
  });

  it('have the lines of the logs, each with its stream', () => {
    const { logs } = roomAfter(bodies);
    expect([...logs.keys()]).toEqual(['step/13/stdio', 'step/16/stdio', 'step/16/extra', 'step/17/stdio']);
    const lines = [...(logs.get('step/13/stdio')?.lines.values() ?? [])];
    expect(lines).toHaveLength(12);
    expect(lines.slice(5)).toEqual([
      'STDOUT out',
      'STDERR err',
      'STDOUT ',
      'STDOUT a b',
      'STDOUT tail\ufffdx\ufffd',
      'HEADER program finished with exit code 0',
      expect.stringMatching(/^HEADER elapsedTime=/u),
    ]);
    for (const log of logs.values()) expect(log).toMatchObject({ complete: true, expected: log.lines.size });
  });
});
