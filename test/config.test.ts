import { expect, test } from 'vitest';
import { ConfigError, clientConfig, type Environment, serverConfig } from '../src/config.ts';

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

test('webhooks go to public addresses only, unless that is set', () => {
  expect(serverConfig({}).webhooks.allowPrivate).toBe(false);
  const set = {
    LAVALAMP_WEBHOOK_PRIVATE: '1',
    LAVALAMP_WEBHOOK_TIMEOUT_SECONDS: '0.5',
    LAVALAMP_WEBHOOK_PAUSE_HOURS: '0',
  };
  expect(serverConfig(set).webhooks).toEqual({
    allowPrivate: true,
    most: 100,
    timeoutMs: 500,
    retryMs: 2_000,
    pauseAfterMs: 0,
  });
  expect(() => serverConfig({ LAVALAMP_WEBHOOK_TIMEOUT_SECONDS: '0' })).toThrow('LAVALAMP_WEBHOOK_TIMEOUT_SECONDS: ');
  expect(() => serverConfig({ LAVALAMP_WEBHOOK_PRIVATE: 'maybe' })).toThrow('LAVALAMP_WEBHOOK_PRIVATE: ');
});

test('spans are made when there is a place for them, and not when that is forbidden', () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
  const json = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  const tracing = (set: Environment) => serverConfig(set).tracing;
  expect(tracing({})).toBeNull();
  expect(tracing(json)).toBeNull();
  expect(tracing(endpoint)).toEqual({ protocol: 'http/protobuf' });
  expect(tracing({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://host/v1/traces', ...json })).toEqual({
    protocol: 'http/json',
  });
  expect(tracing({ ...endpoint, ...json, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/protobuf' })).toEqual({
    protocol: 'http/protobuf',
  });
  expect(tracing({ OTEL_TRACES_EXPORTER: 'otlp' })).toEqual({ protocol: 'http/protobuf' });
  expect(tracing({ ...endpoint, OTEL_TRACES_EXPORTER: 'none' })).toBeNull();
  expect(tracing({ ...endpoint, OTEL_SDK_DISABLED: 'True' })).toBeNull();
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }, 'OTEL_EXPORTER_OTLP_ENDPOINT: '],
  [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL: '],
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER: '],
])('a way for spans that cannot be gone is refused: %o', (set, message) => {
  expect(() => serverConfig(set)).toThrow(message);
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
