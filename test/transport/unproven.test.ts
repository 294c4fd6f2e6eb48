import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createUnproven } from '../../src/transport/unproven.ts';

test('a body that was cut before anybody reads it is refused at once, and not waited for', async () => {
  const body = new PassThrough();
  body.destroy();
  await once(body, 'close');
  await expect(createUnproven().read(body, 1_000, '192.0.2.1')).rejects.toThrow('The sender went away.');
});

test('a body comes out as it came in, however it was cut', async () => {
  const whole = Buffer.from(Array.from({ length: 20_000 }, (_, i) => i % 251));
  for (const size of [1, 7, 4_096, 20_000]) {
    const body = new PassThrough();
    const read = createUnproven().read(body, whole.length, '192.0.2.1');
    for (let i = 0; i < whole.length; i += size) body.write(whole.subarray(i, i + size));
    body.end();
    expect((await read).equals(whole)).toBe(true);
  }
});

test('a body that is one byte too long is refused', async () => {
  const body = new PassThrough();
  const read = createUnproven().read(body, 10, '192.0.2.1');
  body.end(Buffer.alloc(11));
  await expect(read).rejects.toMatchObject({ statusCode: 413 });
});
