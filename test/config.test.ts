import { expect, test } from 'vitest';
import { ConfigError, serverConfig } from '../src/config.ts';

const lost = (minutes: string, hours: string) => {
  const set = { LAVALAMP_LOST_AFTER_MINUTES: minutes, LAVALAMP_LOST_BUILD_AFTER_HOURS: hours };
  const { lostAfterMs, lostBuildAfterMs } = serverConfig(set);
  return [lostAfterMs, lostBuildAfterMs];
};

test('that builds are lost can be set, and be turned off', () => {
  expect(lost('90', '1.5')).toEqual([90 * 60_000, 90 * 60_000]);
  expect(lost('off', '0')).toEqual([null, null]);
});

test.each([
  ['1', 'off, or a number from 5 to 527040; received "1"'],
  ['-5', 'off, or a number from 5 to 527040; received "-5"'],
  ['soon', 'received "soon"'],
])('a time after which they are lost that makes no sense is refused: %s', (minutes, message) => {
  expect(() => lost(minutes, '24')).toThrow(ConfigError);
  expect(() => lost(minutes, '24')).toThrow(message);
});
