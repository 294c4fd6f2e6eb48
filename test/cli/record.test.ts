import { expect, test } from 'vitest';
import { Outbox } from '../../src/cli/run/outbox.ts';
import { BuildRecord } from '../../src/cli/run/record.ts';

test('a command that writes nothing is reported to run, unless something waits to be sent that says so', () => {
  const outbox = new Outbox(1_000, { keep: () => true });
  const record = new BuildRecord(
    {
      origin: 'cli',
      key: 'k',
      builder: 'b',
      project: null,
      worker: 'w',
      url: null,
      parent: null,
      reason: 'r',
      properties: {},
      source: {},
    },
    outbox,
  );
  record.start();
  const waiting = outbox.length;
  record.alive();
  expect(outbox.length).toBe(waiting);
  outbox.next();
  outbox.arrived();
  record.alive();
  record.alive();
  expect(outbox.empty()).toEqual([{ updateBuild: { build: { origin: 'cli', key: 'k' } } }]);
});
