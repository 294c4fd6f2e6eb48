// Every setting, as it is written in the environment, with its default and what it may be. What the program makes of them is config.ts's.

import { z } from 'zod';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
/** A number within bounds; null for `off` or 0. */
const orOff = (least: number, most: number) =>
  z.preprocess(
    (value) => (value === 'off' ? 0 : value),
    z.coerce
      .number()
      .refine((value) => value === 0 || (value >= least && value <= most), `off, or a number from ${least} to ${most}`)
      .transform((value) => (value === 0 ? null : value)),
  );
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
/** @param example what is expected. */
const url = (protocol: RegExp, example: string) => z.url({ protocol, error: `expected an address such as ${example}` });
const httpUrl = url(/^https?$/, 'https://ci.example.org');

/** Addresses as they are, or ranges of them, such as 10.0.0.0/8; or all of this machine. */
const addresses = list.pipe(
  z.array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.literal('loopback')], {
      error: 'expected addresses or ranges such as 10.0.0.7, 10.0.0.0/8 or loopback',
    }),
  ),
);

/** How spans are written down. The third of OpenTelemetry's, `grpc`, would take a second network library. */
export const otlp = z.enum(['http/protobuf', 'http/json']);

export const SERVER = z.object({
  /** Where PostgreSQL is. Left out: an embedded database in the data directory. */
  DATABASE_URL: url(/^postgres(ql)?$/, 'postgres://user@host/name').optional(),
  /** How many connections to PostgreSQL this process holds at most. */
  LAVALAMP_DATABASE_CONNECTIONS: count(2, 1000).default(10),
  /** How long a statement may take on PostgreSQL. One that is not answered by then fails: the network may drop packets. */
  LAVALAMP_STATEMENT_SECONDS: z.coerce.number().min(0.1).max(3_600).default(30),
  /** Where Redis is, for the bell between servers. */
  REDIS_URL: url(/^rediss?$/, 'redis://host:6379').optional(),
  /** What tells other servers at once that something was recorded. Left out: the best of what there is. */
  LAVALAMP_BELL: z.enum(['postgres', 'redis', 'local']).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** 0: any free port. */
  PORT: count(0, 65_535).default(8010),
  LAVALAMP_ADMIN_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
  /** Whether one may read without a token. Left out: only while the server listens on loopback. */
  LAVALAMP_ANONYMOUS_READ: flag.optional(),
  /** Web origins, such as https://ci.example.org, whose pages may use the API besides this server's own. */
  LAVALAMP_ALLOWED_ORIGINS: list.pipe(z.array(httpUrl)).default([]),
  /** What executes operations: graphql-jit's compiled functions, or graphql-js. */
  LAVALAMP_EXECUTOR: z.enum(['jit', 'graphql-js']).default('jit'),
  LAVALAMP_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How deep a document's selections may nest. */
  LAVALAMP_MAX_DEPTH: count(1, 100).default(16),
  /** How many objects an operation may ask for, page sizes multiplied out, and how many small reports it may bring. */
  LAVALAMP_MAX_COST: count(1, 10_000_000).default(200_000),
  /** How many objects a subscription may ask for with each event: it is executed again and again. */
  LAVALAMP_MAX_EVENT_COST: count(1, 10_000_000).default(10_000),
  LAVALAMP_MAX_ALIASES: count(0, 10_000).default(30),
  /** How many lexical tokens a document may have. */
  LAVALAMP_MAX_TOKENS: count(10, 100_000).default(4_000),
  /** How large a request body, or a WebSocket message, may be. */
  LAVALAMP_MAX_BODY_BYTES: count(1_024, 1_073_741_824).default(16 * 1_048_576),
  LAVALAMP_MAX_OPERATIONS_PER_SOCKET: count(1, 100_000).default(100),
  /** Proxies whose `X-Forwarded-For` says where a request comes from. Of others it says what they like. */
  LAVALAMP_TRUSTED_PROXIES: addresses.default([]),
  /** How many WebSockets and streams of events one address may have open. 0: any number. */
  LAVALAMP_MAX_STREAMS_PER_ADDRESS: count(0, 1_000_000).default(20_000),
  /** How many events may wait for a subscriber before it is told LAGGED. */
  LAVALAMP_QUEUE_EVENTS: count(1, 1_000_000).default(1_000),
  /** How much may wait for all subscribers together. Left out: a quarter of the memory that Node allows itself. */
  LAVALAMP_WAITING_MIB: count(1, 1_048_576).optional(),
  LAVALAMP_HEARTBEAT_SECONDS: z.coerce.number().min(0.05).max(3_600).default(15),
  /** How often those who stay connected must show that they are there, and their tokens that they still work. */
  LAVALAMP_PRESENCE_SECONDS: count(1, 600).default(12),
  /** How often to look for what other processes recorded. */
  LAVALAMP_POLL_MILLISECONDS: count(10, 60_000).default(250),
  /** How long a report may wait for others to be committed together with. */
  LAVALAMP_GROUP_COMMIT_MILLISECONDS: count(0, 1_000).default(2),
  /** How long events are kept, for those who resume. 0: for ever. */
  LAVALAMP_EVENT_DAYS: z.coerce.number().min(0).max(36_500).default(30),
  /** How many events are kept at most. 0: any number. */
  LAVALAMP_MAX_EVENTS: count(0, Number.MAX_SAFE_INTEGER).default(10_000_000),
  /** How long builds are kept where nothing else was set on their builder, project or origin. */
  LAVALAMP_BUILD_DAYS: orOff(1, 36_500).pipe(z.number().int().nullable()).default(null),
  /** How long what a hook received is kept as it came. */
  LAVALAMP_DELIVERY_DAYS: count(0, 3_650).default(7),
  /** After how long a silence of its whole origin a build that runs counts as lost. */
  LAVALAMP_LOST_AFTER_MINUTES: orOff(5, 527_040).default(360),
  /** After how long a silence about itself a build that runs counts as lost, though its origin is heard. */
  LAVALAMP_LOST_BUILD_AFTER_HOURS: orOff(1, 8_784).default(24),
  /** Whether webhooks may be posted to addresses that are not public, this machine's own among them. */
  LAVALAMP_WEBHOOK_PRIVATE: flag.default(false),
  /** How many webhooks may be registered: each costs a server a subscription, and a request for each event that it lets through. */
  LAVALAMP_MAX_WEBHOOKS: count(0, 100_000).default(100),
  /** How long the receiver of a webhook may take for all of an answer. */
  LAVALAMP_WEBHOOK_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(300).default(10),
  /** How long to wait after a webhook has failed; twice as long each time that it fails again, up to an hour. */
  LAVALAMP_WEBHOOK_RETRY_SECONDS: z.coerce.number().min(0.01).max(3_600).default(2),
  /** After how long without a success a webhook is paused. */
  LAVALAMP_WEBHOOK_PAUSE_HOURS: z.coerce.number().min(0).max(8_784).default(72),
  /** How long a stop waits for what is under way. */
  LAVALAMP_STOP_SECONDS: count(0, 600).default(10),
  /** Where OpenTelemetry's spans go. These names are its own, and it reads others by itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: otlp.optional(),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: otlp.optional(),
  /** Left out: `otlp` when an endpoint is set. */
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).optional(),
  OTEL_SDK_DISABLED: z.string().toLowerCase().pipe(flag).optional(),
});

export const CLIENT = z.object({
  /** Where the server is. */
  LAVALAMP_URL: httpUrl.default('http://127.0.0.1:8010'),
  /** The token to send. Left out: the administrator's, when this machine's data directory holds it and may be read. */
  LAVALAMP_TOKEN: z.string().min(1).optional(),
  /**
   * The build that one is in: its key within LAVALAMP_ORIGIN, or its id. `lavalamp run` sets these for the commands that it runs.
   */
  LAVALAMP_BUILD: z.string().min(1).max(500).optional(),
  /** The origin of LAVALAMP_BUILD. */
  LAVALAMP_ORIGIN: z.string().min(1).max(500).optional(),
  /** The key of the step that one is in. */
  LAVALAMP_STEP: z.string().min(1).max(500).optional(),
  /** How long `lavalamp run` waits, once its command has ended, to deliver what was not delivered yet. */
  LAVALAMP_RUN_WAIT_SECONDS: z.coerce.number().min(0).max(3_600).default(10),
  /** How much output `lavalamp run` holds in memory while the server is away; what is more goes to a file. */
  LAVALAMP_RUN_MEMORY_MIB: count(1, 16_384).default(64),
  /** The password of `lavalamp follow buildbot --user NAME`. */
  LAVALAMP_BUILDBOT_PASSWORD: z.string().optional(),
  /** Set to anything: no colours. See https://no-color.org. */
  NO_COLOR: z.string().optional(),
  /** Set to anything but 0: colours, even where the output is no terminal. */
  FORCE_COLOR: z.string().optional(),
});

export const DATA = z.object({ LAVALAMP_DATA: z.string().min(1).optional() });
