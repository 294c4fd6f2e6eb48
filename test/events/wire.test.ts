import { expect, test } from 'vitest';
import { createPendingTopics, topicsOf } from '../../src/events/topics.ts';
import { createWire, type LineEvents, type WireParts } from '../../src/events/wire.ts';
import { createNews } from '../support/news.ts';

/** A line whose messages arrive when the test says so. */
function createLines() {
  const sent: { message: string; arrive: () => void; fail: () => void }[] = [];
  const { tell: changed, until } = createNews();
  const told: string[] = [];
  const opened: LineEvents[] = [];
  const closed: LineEvents[] = [];
  const parts: WireParts = {
    open: async (events) => {
      opened.push(events);
      return {
        send: (message) =>
          new Promise((resolve, reject) => {
            sent.push({ message, arrive: resolve, fail: () => reject(new Error('The message is gone.')) });
            changed();
          }),
        close: async () => {
          closed.push(events);
        },
      };
    },
    heard: (message) => told.push(`heard ${message}`),
    carried: (ms) => told.push(ms >= 0 ? 'carried' : `carried in ${ms}`),
    failed: (error) => told.push(String(error)),
    connected: (again) => {
      told.push(again ? 'back' : 'connected');
      changed();
    },
  };
  return { parts, sent, told, opened, closed, until };
}

test('what rings while a message is under way goes together into the next one', async () => {
  const { parts, sent, until } = createLines();
  const wire = createWire(parts);
  wire.start();
  wire.ring('commit');
  wire.ring('log/1');
  await until(() => sent.length === 1);
  for (let i = 0; i < 1_000; i += 1) wire.ring(`log/${i % 3}`);
  sent[0]?.arrive();
  await until(() => sent.length === 2);
  sent[1]?.arrive();
  await wire.stop(1_000);
  expect(sent.map(({ message }) => message)).toEqual(['commit log/1', 'log/0 log/1 log/2']);
});

test('how long a message took is told when it has come back, and of one that is lost it never is', async () => {
  const { parts, sent, told, opened, until } = createLines();
  const wire = createWire(parts);
  wire.start();
  for (const topic of ['commit', 'log/1']) {
    const before = sent.length;
    wire.ring(topic);
    await until(() => sent.length > before);
    sent.at(-1)?.arrive();
  }
  expect(told).toEqual(['connected', 'heard *']);
  opened[0]?.returned();
  opened[0]?.lost(new Error('The line is cut.'));
  await until(() => told.includes('back'));
  opened[1]?.returned();
  opened[0]?.returned();
  expect(told.filter((what) => what.startsWith('carried'))).toEqual(['carried', 'carried']);
  await wire.stop(1_000);
});

test('a message that may be lost is sent again over a new line, and who listens here looks at everything', async () => {
  const { parts, sent, told, closed, until } = createLines();
  const wire = createWire(parts);
  wire.ring('commit');
  wire.start();
  await until(() => sent.length === 1);
  sent[0]?.fail();
  await until(() => sent.length === 2);
  expect(sent.map(({ message }) => message)).toEqual(['commit', 'commit']);
  expect(told).toEqual(['connected', 'heard *', 'Error: The message is gone.', 'back', 'heard *']);
  expect(closed).toHaveLength(1);
  sent[1]?.arrive();
  await wire.stop(1_000);
  expect(closed).toHaveLength(2);
});

test('an outage is told of once, however often it is tried to connect', async () => {
  const { parts, told, until } = createLines();
  let tries = 0;
  const wire = createWire({
    ...parts,
    open: (events) => {
      tries += 1;
      return tries < 4 ? Promise.reject(new Error('Nobody is there.')) : parts.open(events);
    },
  });
  wire.start();
  await until(() => told.includes('back'));
  expect(told).toEqual(['Error: Nobody is there.', 'back', 'heard *']);
  await wire.stop(1_000);
});

test('a stop waits for what is to be said, but not for ever', async () => {
  const { parts, sent, closed, until } = createLines();
  const wire = createWire(parts);
  wire.start();
  wire.ring('commit');
  await until(() => sent.length === 1);
  await wire.stop(20);
  expect(closed).toHaveLength(1);

  let given: AbortSignal | undefined;
  const connecting = createWire({
    ...parts,
    open: ({ signal }) => {
      given = signal;
      return new Promise(() => {});
    },
  });
  connecting.start();
  await connecting.stop(60_000);
  expect(given?.aborted).toBe(true);
});

test('topics that do not fit into one message of PostgreSQL become one word', () => {
  const pending = createPendingTopics();
  pending.add('commit');
  expect(topicsOf(pending.take())).toEqual(['commit']);
  expect(pending.any()).toBe(false);
  for (let i = 0; i < 395; i += 1) pending.add(`log/${String(i).padStart(15, '0')}`);
  expect(topicsOf(pending.take())).toHaveLength(395);
  for (let i = 0; i < 396; i += 1) pending.add(`log/${String(i).padStart(15, '0')}`);
  expect(topicsOf(pending.take())).toBeNull();
});
