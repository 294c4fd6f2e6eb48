import { expect, test } from 'vitest';
import { ConfigError, clientConfig, serverConfig } from '../src/config.ts';

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

test('the bell goes through the best of what there is, and through what is set', () => {
  const postgres = { DATABASE_URL: 'postgres://host/name' };
  const both = { ...postgres, REDIS_URL: 'rediss://host:6380' };
  expect(serverConfig({}).bell).toEqual({ kind: 'local' });
  expect(serverConfig({ REDIS_URL: both.REDIS_URL }).bell).toEqual({ kind: 'local' });
  expect(serverConfig(postgres).bell).toEqual({ kind: 'postgres', url: 'postgres://host/name' });
  expect(serverConfig(both).bell).toEqual({ kind: 'redis', url: 'rediss://host:6380' });
  expect(serverConfig({ ...both, LAVALAMP_BELL: 'postgres' }).bell).toMatchObject({ kind: 'postgres' });
  expect(serverConfig({ ...both, LAVALAMP_BELL: 'local' }).bell).toEqual({ kind: 'local' });
});

test('a bell through what is not there is refused, and a password is not shown', () => {
  expect(() => serverConfig({ LAVALAMP_BELL: 'redis' })).toThrow('LAVALAMP_BELL: redis needs REDIS_URL');
  expect(() => serverConfig({ LAVALAMP_BELL: 'postgres' })).toThrow('LAVALAMP_BELL: postgres needs DATABASE_URL');
  expect(() => serverConfig({ REDIS_URL: 'http://:secret@host' })).toThrow(/^REDIS_URL: (?!.*secret)/);
});

test.each([
  [
    'DATABASE_URL',
    'mysql://u:secret@h/x',
    'expected an address such as postgres://user@host/name; received "mysql://…"',
  ],
  [
    'DATABASE_URL',
    'secret',
    'expected an address such as postgres://user@host/name; received a value that is not shown',
  ],
  ['REDIS_URL', 'http://:secret@host', 'expected an address such as redis://host:6379; received "http://…"'],
  ['LAVALAMP_URL', 'foo', 'expected an address such as https://ci.example.org; received "foo"'],
  ['LAVALAMP_URL', 'ftp://u:secret@h/x', 'expected an address such as https://ci.example.org; received "ftp://…@h/x"'],
])('an address that is none is refused, with what was expected and received: %s=%s', (name, value, message) => {
  const settings = name === 'LAVALAMP_URL' ? clientConfig : serverConfig;
  expect(() => settings({ [name]: value })).toThrow(new ConfigError(`${name}: ${message}.`));
});
