// The only place that reads the environment. Each setting (settings.ts) has a default that works on a laptop; what is set and wrong stops
// the start with a sentence that names the setting.

import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import type { z } from 'zod';
import { CLIENT, DATA, type otlp, SERVER } from './settings.ts';

/** What the program reads its settings from: `process.env`, or a test's own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown when a setting is wrong. The message is for the administrator: one line for each setting, with what was expected. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MINUTE = 60_000; // milliseconds

/** The settings of a server. Times are in milliseconds, sizes in bytes. */
export interface ServerConfig {
  readonly databaseUrl: string | null;
  readonly databaseConnections: number;
  readonly statementMs: number;
  /** What carries the bell to other servers. */
  readonly bell: BellPlace;
  readonly host: string;
  readonly port: number;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly adminToken: string | null;
  readonly anonymousRead: boolean;
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly executor: 'jit' | 'graphql-js';
  readonly logLevel: string;
  readonly limits: Limits;
  readonly queueEvents: number;
  readonly waitingBytes: number;
  readonly heartbeatMs: number;
  readonly presenceSeconds: number;
  readonly pollMs: number;
  readonly groupCommitMs: number;
  /** 0: for ever. */
  readonly eventMs: number;
  /** 0: any number. */
  readonly maxEvents: number;
  /** Null: for ever. */
  readonly buildDays: number | null;
  readonly deliveryDays: number;
  /** Null: never. */
  readonly lostAfterMs: number | null;
  /** Null: never. */
  readonly lostBuildAfterMs: number | null;
  readonly webhooks: WebhookSettings;
  readonly stopMs: number;
  /** Null: no spans are made. */
  readonly tracing: TracingConfig | null;
}

/** How webhooks are delivered. */
export interface WebhookSettings {
  readonly allowPrivate: boolean;
  /** How many may be registered. */
  readonly most: number;
  readonly timeoutMs: number;
  /** How long to wait after the first failure. */
  readonly retryMs: number;
  readonly pauseAfterMs: number;
}

/** How spans are sent. Where to, OpenTelemetry reads by itself. */
export type TracingConfig = { readonly protocol: z.output<typeof otlp> };

/** `local`: nothing does, which is right where there are no other servers. */
export type BellPlace = { readonly kind: 'local' } | { readonly kind: 'postgres' | 'redis'; readonly url: string };

/** What a request may ask for, on every transport alike. */
export interface Limits {
  readonly depth: number;
  readonly cost: number;
  /** Of one event of a subscription. */
  readonly eventCost: number;
  readonly aliases: number;
  readonly tokens: number;
  readonly bodyBytes: number;
  readonly operationsPerSocket: number;
  /** 0: any number. */
  readonly streamsPerAddress: number;
}

/** The settings of the command line. */
export interface ClientConfig {
  readonly url: string;
  /** Null when none was set: the administrator's token may then be found in the data directory. */
  readonly token: string | null;
  readonly dataDirectory: string;
  /** The build that this runs in: a key within the origin, or an id when there is no origin; null outside of any. */
  readonly build: string | null;
  readonly origin: string | null;
  /** The key of the step that this runs in. */
  readonly step: string | null;
  readonly runWaitMs: number;
  readonly runMemoryBytes: number;
  /** Null when none was set. */
  readonly buildbotPassword: string | null;
  /** Null: as it fits, which is on a terminal. */
  readonly colours: boolean | null;
}

/**
 * Lets packages know that this is no place of development, unless somebody has said what it is. To be called before graphql-js is loaded, which
 * decides then whether to look, at each check of a type, for a second copy of itself.
 */
export function runInProduction(env: NodeJS.ProcessEnv = process.env): void {
  env.NODE_ENV ??= 'production';
}

/** @returns the settings of a server. Throws ConfigError. */
export function serverConfig(env: Environment = process.env): ServerConfig {
  const set = read(SERVER, env);
  return {
    databaseUrl: set.DATABASE_URL ?? null,
    databaseConnections: set.LAVALAMP_DATABASE_CONNECTIONS,
    statementMs: set.LAVALAMP_STATEMENT_SECONDS * 1_000,
    bell: bellPlace(set),
    host: set.HOST,
    port: set.PORT,
    dataDirectory: dataDirectory(env),
    adminToken: set.LAVALAMP_ADMIN_TOKEN ?? null,
    anonymousRead: set.LAVALAMP_ANONYMOUS_READ ?? isLoopback(set.HOST),
    allowedOrigins: set.LAVALAMP_ALLOWED_ORIGINS.map((url) => new URL(url).origin),
    trustedProxies: set.LAVALAMP_TRUSTED_PROXIES,
    executor: set.LAVALAMP_EXECUTOR,
    logLevel: set.LAVALAMP_LOG_LEVEL,
    limits: {
      depth: set.LAVALAMP_MAX_DEPTH,
      cost: set.LAVALAMP_MAX_COST,
      eventCost: set.LAVALAMP_MAX_EVENT_COST,
      aliases: set.LAVALAMP_MAX_ALIASES,
      tokens: set.LAVALAMP_MAX_TOKENS,
      bodyBytes: set.LAVALAMP_MAX_BODY_BYTES,
      operationsPerSocket: set.LAVALAMP_MAX_OPERATIONS_PER_SOCKET,
      streamsPerAddress: set.LAVALAMP_MAX_STREAMS_PER_ADDRESS,
    },
    queueEvents: set.LAVALAMP_QUEUE_EVENTS,
    waitingBytes:
      set.LAVALAMP_WAITING_MIB === undefined
        ? getHeapStatistics().heap_size_limit / 4
        : set.LAVALAMP_WAITING_MIB * 1_048_576,
    heartbeatMs: set.LAVALAMP_HEARTBEAT_SECONDS * 1_000,
    presenceSeconds: set.LAVALAMP_PRESENCE_SECONDS,
    pollMs: set.LAVALAMP_POLL_MILLISECONDS,
    groupCommitMs: set.LAVALAMP_GROUP_COMMIT_MILLISECONDS,
    eventMs: set.LAVALAMP_EVENT_DAYS * 86_400_000,
    maxEvents: set.LAVALAMP_MAX_EVENTS,
    buildDays: set.LAVALAMP_BUILD_DAYS,
    deliveryDays: set.LAVALAMP_DELIVERY_DAYS,
    lostAfterMs: set.LAVALAMP_LOST_AFTER_MINUTES && set.LAVALAMP_LOST_AFTER_MINUTES * MINUTE,
    lostBuildAfterMs: set.LAVALAMP_LOST_BUILD_AFTER_HOURS && set.LAVALAMP_LOST_BUILD_AFTER_HOURS * 60 * MINUTE,
    webhooks: {
      allowPrivate: set.LAVALAMP_WEBHOOK_PRIVATE,
      most: set.LAVALAMP_MAX_WEBHOOKS,
      timeoutMs: set.LAVALAMP_WEBHOOK_TIMEOUT_SECONDS * 1_000,
      retryMs: set.LAVALAMP_WEBHOOK_RETRY_SECONDS * 1_000,
      pauseAfterMs: set.LAVALAMP_WEBHOOK_PAUSE_HOURS * 60 * MINUTE,
    },
    stopMs: set.LAVALAMP_STOP_SECONDS * 1_000,
    tracing: tracingConfig(set),
  };
}

/** Null: there are to be no spans, or nothing was said of where they go. */
function tracingConfig(set: z.output<typeof SERVER>): TracingConfig | null {
  const endpoint = set.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? set.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (set.OTEL_SDK_DISABLED || (set.OTEL_TRACES_EXPORTER ?? (endpoint && 'otlp')) !== 'otlp') return null;
  return { protocol: set.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? set.OTEL_EXPORTER_OTLP_PROTOCOL ?? 'http/protobuf' };
}

/** Throws ConfigError. */
function bellPlace(set: z.output<typeof SERVER>): BellPlace {
  const { DATABASE_URL, REDIS_URL } = set;
  // An embedded database has one process, and nobody else to ring for.
  const kind = set.LAVALAMP_BELL ?? (DATABASE_URL === undefined ? 'local' : REDIS_URL ? 'redis' : 'postgres');
  if (kind === 'local') return { kind };
  const url = kind === 'redis' ? REDIS_URL : DATABASE_URL;
  if (url === undefined) {
    throw new ConfigError(
      `LAVALAMP_BELL: ${kind} needs ${kind === 'redis' ? 'REDIS_URL' : 'DATABASE_URL'}, which is not set.`,
    );
  }
  return { kind, url };
}

/** @returns the settings of the command line. Throws ConfigError. */
export function clientConfig(env: Environment = process.env): ClientConfig {
  const set = read(CLIENT, env);
  return {
    url: set.LAVALAMP_URL,
    token: set.LAVALAMP_TOKEN ?? null,
    dataDirectory: dataDirectory(env),
    build: set.LAVALAMP_BUILD ?? null,
    origin: set.LAVALAMP_ORIGIN ?? null,
    step: set.LAVALAMP_STEP ?? null,
    runWaitMs: set.LAVALAMP_RUN_WAIT_SECONDS * 1_000,
    runMemoryBytes: set.LAVALAMP_RUN_MEMORY_MIB * 1_048_576,
    buildbotPassword: set.LAVALAMP_BUILDBOT_PASSWORD ?? null,
    colours: set.NO_COLOR !== undefined ? false : set.FORCE_COLOR === undefined ? null : set.FORCE_COLOR !== '0',
  };
}

/** @returns the environment for a command that is run on somebody's behalf: all of this process's, and the additions. */
export function environmentWith(
  additions: Environment,
  env: Environment = process.env,
): Record<string, string | undefined> {
  return { ...env, ...additions };
}

/** @returns whether a server that listens on this host can be reached from this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** The file in the data directory that holds the administrator's token. */
export function adminTokenFile(directory: string): string {
  return join(directory, 'admin-token');
}

/** The directory in the data directory that holds reports which could not be sent yet. */
export function pendingDirectory(directory: string): string {
  return join(directory, 'pending');
}

/** The directory in the data directory that tells how far imports have come. */
export function importsDirectory(directory: string): string {
  return join(directory, 'imports');
}

function dataDirectory(env: Environment): string {
  const set = read(DATA, env).LAVALAMP_DATA;
  return set === undefined ? join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'lavalamp') : resolve(set);
}

/** An empty variable counts as one that is not set, as in a shell. Throws ConfigError. */
function read<T extends z.ZodType>(settings: T, env: Environment): z.output<T> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `${name}: ${issue.message}; received ${shown(name, env[name] ?? '')}.`;
  });
  throw new ConfigError(lines.join('\n'));
}

/** What was received, without what may be a secret: tokens, and whatever is not surely no password in an address. */
function shown(name: string, value: string): string {
  if (/_(TOKEN|PASSWORD)$/.test(name)) return 'a value that is not shown';
  if (!/^(DATABASE|REDIS)_URL$/.test(name)) return JSON.stringify(value.replace(/\/\/\S*@/g, '//…@'));
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0];
  return scheme === undefined ? 'a value that is not shown' : JSON.stringify(`${scheme}…`);
}
