// The composition root: builds everything, starts it, and stops it.

import { setMaxListeners } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adapters } from './adapters/index.ts';
import { createTestUpload } from './adapters/testUpload.ts';
import { adminTokenFile, type ServerConfig } from './config.ts';
import { createArrivals } from './events/arrivals.ts';
import type { Moment } from './events/channel.ts';
import { createEvents } from './events/createEvents.ts';
import { createEventCursors } from './events/cursors.ts';
import { createFeed } from './events/feed.ts';
import { createLive } from './events/live.ts';
import { createLogReader } from './events/logReader.ts';
import { createSharedBell } from './events/sharedBell.ts';
import { createExecutor } from './graphql/executor.ts';
import type { OpenContextFor } from './graphql/operation.ts';
import { createPlainSubscriptions } from './graphql/plainEvents.ts';
import { createSchema } from './graphql/schema.ts';
import { createSharedSubscriptions } from './graphql/sharedSubscriptions.ts';
import { createHistory } from './history/createHistory.ts';
import type { History } from './history/history.ts';
import { createHooks } from './hooks/createHooks.ts';
import { createLogs } from './logs/createLogs.ts';
import type { Viewer } from './model.ts';
import { ensureAdminToken } from './reporting/adminToken.ts';
import { createReporting } from './reporting/createReporting.ts';
import type { Outcome } from './reporting/outcome.ts';
import { createTokens } from './reporting/tokens.ts';
import { type Database, openDatabase } from './store/database.ts';
import { createDeliveries } from './store/deliveries.ts';
import { logState } from './store/eventLog.ts';
import { createIdMaker } from './store/ids.ts';
import { migrate as applyMigrations } from './store/migrations.ts';
import { poolMeasures } from './store/poolMeasures.ts';
import { probe } from './store/probe.ts';
import { createReader, createSnapshot } from './store/reader.ts';
import { canListen } from './transport/port.ts';
import { createServer } from './transport/server.ts';
import { type SpanExport, startSpanExport } from './transport/spanExport.ts';
import { createUpkeep } from './upkeep.ts';
import { createWebhooks } from './webhooks/createWebhooks.ts';

const GRAPHIQL_DIRECTORY = fileURLToPath(new URL('../dist/graphiql', import.meta.url));

/** A server that runs. */
export interface RunningServer {
  /** Where it listens, such as `http://127.0.0.1:8010`. */
  readonly url: string;
  /** A token that was made at this start, to be shown once; null when there was one already. */
  readonly newAdminToken: string | null;
  /**
   * Takes nothing new, finishes what is under way, at most `config.stopMs`, and closes the database. The same promise each time.
   */
  readonly stop: () => Promise<void>;
}

/** Opens the database, brings it up to date, and serves. Rejects, with everything closed again, when that cannot be done. */
export async function serve(config: ServerConfig): Promise<RunningServer> {
  await canListen(config.host, config.port);
  const spans = await startSpanExport(config.tracing);
  let database: Database | undefined;
  try {
    database = await openUpToDate(config);
    return await serveOver(database, config, spans);
  } catch (error) {
    await database?.close();
    await spans.stop();
    throw error;
  }
}

/** A migration takes as long as it takes, so its connections to PostgreSQL are not those that serve. */
async function openUpToDate(config: ServerConfig): Promise<Database> {
  const database = await openDatabase(locationOf(config));
  try {
    await applyMigrations(database);
    if (database.embedded) return database;
  } catch (error) {
    await database.close();
    throw error;
  }
  await database.close();
  return openDatabase({ ...locationOf(config), statementMs: config.statementMs });
}

/** Brings the database up to date, and does nothing else. @returns the names of the migrations that were applied. */
export async function migrate(config: ServerConfig): Promise<{ readonly applied: readonly string[] }> {
  const database = await openDatabase(locationOf(config));
  try {
    return { applied: await applyMigrations(database) };
  } finally {
    await database.close();
  }
}

function locationOf(config: ServerConfig) {
  return { url: config.databaseUrl, directory: config.dataDirectory, connections: config.databaseConnections };
}

/** Serves a database that is open and up to date; stopping closes it, and the export of spans. */
export async function serveOver(database: Database, config: ServerConfig, spans?: SpanExport): Promise<RunningServer> {
  const reader = createReader(database);
  const { logId } = await logState(reader);
  const stopping = new AbortController();
  // Every follower of a log listens to it.
  setMaxListeners(0, stopping.signal);
  /** Logs why something in the background failed; not once the server stops, which is what ends it then. */
  const telling = (what: string) => (error: unknown) => {
    if (!stopping.signal.aborted) server.log.warn({ err: error }, what);
  };
  const {
    bell,
    start: startBell,
    stop: stopBell,
    measures: bellMeasures,
  } = createSharedBell({
    place: config.bell,
    logId,
    failed: telling('The bell to other servers is away; until it is back they find news by polling.'),
    connected: (again) =>
      server.log.info(`The bell to other servers ${again ? 'is back' : 'rings'}, through ${config.bell.kind}.`),
  });
  const tokens = createTokens(database, createIdMaker(database));
  const deliveries = createDeliveries(database, createIdMaker(database));
  const {
    reporting,
    stop: stopReporting,
    measures: reportMeasures,
  } = createReporting({
    database,
    ids: createIdMaker(database),
    tokens,
    groupCommitMs: config.groupCommitMs,
    now: () => new Date().toISOString(),
    committed: (outcomes) => {
      bell.ring('commit');
      for (const topic of new Set(outcomes.flatMap(logTopics))) bell.ring(topic);
    },
  });
  const hooksRoom = createHooks({
    database,
    reader,
    ids: createIdMaker(database),
    adapters,
    deliveries,
    reporting,
    groupCommitMs: config.groupCommitMs,
    failed: telling('What hooks received could not be applied; it is tried again.'),
  });
  const newAdminToken = await ensureAdminToken(tokens, adminTokenFile(config.dataDirectory), config.adminToken);

  const feed = createFeed({
    reader,
    bell,
    pollMs: config.pollMs,
    failed: telling('The event log cannot be read; subscribers wait.'),
  });
  const cursors = createEventCursors(logId);
  const { heartbeatMs, pollMs, queueEvents, waitingBytes } = config;
  const live = createLive({
    log: createLogReader(reader),
    feed,
    cursors,
    heartbeatMs,
    pollMs,
    queueEvents,
    waitingBytes,
  });
  const arrivals = createArrivals(feed);
  const following = { reader, bell, pollMs: config.pollMs, stopping: stopping.signal };

  const { webhooks, deliverer } = createWebhooks({
    database,
    reader,
    ids: createIdMaker(database),
    cursors,
    bell,
    settings: config.webhooks,
    subscribe: (filter, after, consumer) => subscribePlainly(filter, after, consumer),
    failed: (error) => server.log.warn({ err: error }, 'Webhooks cannot be looked after; it is tried again.'),
  });

  const ofMoments = new WeakMap<Moment, History>();
  /** How long builds are kept where nobody has set anything. */
  const unless = { keepDays: config.buildDays, keepBuilds: null };
  const historyOf = (moment: Moment) => {
    const history = ofMoments.get(moment) ?? createHistory(reader, unless);
    ofMoments.set(moment, history);
    return history;
  };
  const openContext: OpenContextFor = (viewer: Viewer, { snapshot, moment, wanted }) => {
    const snapshotReader = snapshot ? createSnapshot(database) : null;
    const reads = snapshotReader ?? reader;
    return {
      context: {
        viewer,
        history: moment === undefined ? createHistory(reads, unless, wanted) : historyOf(moment),
        reporting,
        events: createEvents(cursors, reads, snapshot ? null : arrivals),
        logs: createLogs(following, reads),
        webhooks,
        hooks: hooksRoom.hooks,
      },
      close: async () => snapshotReader?.close(),
    };
  };

  const upkeep = await createUpkeep({
    database,
    reader,
    deliveries,
    bell,
    config,
    unless,
    telling,
    info: (details, message) => server.log.info(details, message),
  });

  const schema = createSchema();
  const executor = createExecutor({ schema, kind: config.executor, openContext });
  const log = { error: (details: object, message: string) => server.log.error(details, message) };
  const subscribePlainly = createPlainSubscriptions({ schema, executor, live, log }, config.limits);
  const server = await createServer({
    config,
    schema,
    executor,
    sharedSubscriptions: (executor, log) => createSharedSubscriptions({ schema, executor, live, log }),
    authenticate: tokens.authenticate,
    ready: () => probe(database),
    hooks: hooksRoom.doors,
    testUpload: createTestUpload(reporting),
    logText: createLogs(following, reader).text,
    measures: [
      // First: the others ask the database, and would be seen to wait for it.
      ...poolMeasures(database),
      ...live.measures,
      ...bellMeasures,
      ...arrivals.measures,
      ...reportMeasures,
      ...upkeep.measures,
      ...deliverer.measures,
      ...hooksRoom.measures,
    ],
    graphiqlDirectory: GRAPHIQL_DIRECTORY,
  });

  spans?.onFailure((error) => server.log.warn({ err: error }, 'Spans could not be sent, and are lost.'));

  const shutDown = async () => {
    const end = performance.now() + config.stopMs;
    const left = () => Math.max(end - performance.now(), 0);
    // The sockets are told first: a subscription that simply completed would not be resumed by its client.
    const served = Promise.all([server.stop(), upkeep.stop(config.stopMs), deliverer.stop(config.stopMs)]);
    stopping.abort();
    feed.stop();
    await served;
    await hooksRoom.stop(left());
    const undecided = await stopReporting(left());
    if (undecided > 0) {
      server.log.warn(
        { reports: undecided },
        'The stop did not wait longer for these reports; their senders repeat them.',
      );
    }
    // After the last report, so that the others are told of it.
    await stopBell(left());
    await database.close(left());
    await spans?.stop();
  };
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= shutDown();
    return stopped;
  };
  try {
    startBell();
    const url = await server.listen();
    deliverer.start();
    hooksRoom.start();
    upkeep.start();
    return { url, newAdminToken, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Which followers of logs an outcome is news for. */
function logTopics(outcome: Outcome): readonly (`log/${string}` | `step/${string}`)[] {
  if (!outcome.accepted || outcome.thing === null) return [];
  const thing = outcome.thing;
  if ('lineCount' in thing) return [`log/${thing.id}`];
  return 'buildId' in thing ? [`step/${thing.id}`] : [];
}
