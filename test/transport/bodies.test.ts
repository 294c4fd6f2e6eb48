import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { createBodies } from '../../src/transport/bodies.ts';
import { ADMIN_TOKEN, startServer } from '../support/server.ts';

const STRANGER = { address: '192.0.2.1', proved: false };
const MIB = 1_048_576;

test('a body that was cut before anybody reads it is refused at once, and not waited for', async () => {
  const body = new PassThrough();
  body.destroy();
  await once(body, 'close');
  await expect(createBodies().read(body, 1_000, STRANGER)).rejects.toThrow('The sender went away.');
});

test('a body comes out as it came in, however it was cut', async () => {
  const whole = Buffer.from(Array.from({ length: 20_000 }, (_, i) => i % 251));
  for (const size of [1, 7, 4_096, 20_000]) {
    const body = new PassThrough();
    const read = createBodies().read(body, whole.length, STRANGER);
    for (let i = 0; i < whole.length; i += size) body.write(whole.subarray(i, i + size));
    body.end();
    expect((await read).equals(whole)).toBe(true);
  }
});

test('a body that is one byte too long is refused', async () => {
  const body = new PassThrough();
  const read = createBodies().read(body, 10, STRANGER);
  body.end(Buffer.alloc(11));
  await expect(read).rejects.toMatchObject({ statusCode: 413 });
});

test('those who have proved that they may send take room from one another, and none from strangers', async () => {
  const bodies = createBodies();
  const send = (megabytes: number, address: string, proved: boolean) => {
    const body = new PassThrough({ highWaterMark: 64 * MIB });
    const read = bodies.read(body, 64 * MIB, { address, proved });
    body.write(Buffer.alloc(megabytes * MIB));
    return { read, end: () => body.end() };
  };
  const [wild, tame, stranger] = [
    send(40, '192.0.2.1', true),
    send(10, '192.0.2.2', true),
    send(40, '192.0.2.3', false),
  ];
  const last = send(20, '192.0.2.4', true);
  await expect(wild.read).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: 'Too many bodies are on their way here. Send this again in a moment.',
  });
  for (const { end } of [tame, stranger, last]) end();
  const read = await Promise.all([tame.read, stranger.read, last.read]);
  expect(read.map(({ length }) => length / MIB)).toEqual([10, 40, 20]);
  // What was released makes room.
  for (const body of read) bodies.release(body);
  const again = send(60, '192.0.2.1', true);
  again.end();
  expect((await again.read).length).toBe(60 * MIB);
});

test('deliveries of hooks that are sent with a token hold only so much together', async () => {
  const server = await startServer();
  onTestFinished(server.stop);
  const deliver = (bytes: number): { readonly sent: ClientRequest; readonly answered: Promise<IncomingMessage> } => {
    const sent = request(`${server.url}/hooks/gitlab/wild`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-length': bytes },
    });
    // It is cut in the midst of what it sends.
    sent.on('error', () => {});
    onTestFinished(() => void sent.destroy());
    const answered = once(sent, 'response').then(([response]) => response as IncomingMessage);
    answered.catch(() => {});
    return { sent, answered };
  };
  // Five of them, all but for the end: one more than there is room for.
  const many = Array.from({ length: 5 }, () => deliver(16_000_000));
  for (const { sent } of many) sent.write(Buffer.alloc(15_900_000, ' '));
  expect((await Promise.race(many.map(({ answered }) => answered))).statusCode).toBe(503);
  const short = deliver(2);
  short.sent.end('{}');
  expect((await short.answered).statusCode).toBe(202);
});
