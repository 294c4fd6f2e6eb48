// @ts-check
// The ordinary way, as a team writes it in an afternoon: Apollo Server, and Prisma in each resolver. A page of builds is one
// `findMany` with what hangs on it included, and each report is one transaction. It checks next to nothing, and tells nobody.

import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../dist/generated/prisma/client.js';

const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 10 });
const prisma = new PrismaClient({ adapter });

/** @typedef {Parameters<Parameters<typeof prisma.$transaction>[0]>[0]} Transaction */

const { logId } = await prisma.eventLog.findFirstOrThrow();
const EPOCH_SECONDS = 1_262_304_000;
const APPEND_LOCK = 5_282_002;
let lastId = 1_000n;

function newId() {
  lastId += 1n;
  return (BigInt(Math.floor(Date.now() / 1000) - EPOCH_SECONDS) << 32n) | lastId;
}

const encode = (/** @type {string} */ text) => Buffer.from(text).toString('base64url');
const time = (/** @type {Date | null} */ date) => date?.toISOString() ?? null;

/** @typedef {Awaited<ReturnType<typeof page>>[number]} Build */

/** @param {number} first */
const page = (first) =>
  prisma.build.findMany({
    where: { startedAt: { not: null } },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: first + 1,
    include: {
      builder: true,
      worker: true,
      sourceStamps: { include: { sourceStamp: true }, orderBy: { codebase: 'asc' } },
      steps: { orderBy: [{ number: 'asc' }, { id: 'asc' }], take: 50 },
    },
  });

/** @param {Transaction} tx @param {{ key: string }} build */
const buildOf = (tx, { key }) => tx.build.findFirstOrThrow({ where: { key } });

/**
 * Records an event, in the order of the commits.
 * @param {Transaction} tx
 * @param {'BUILD_STARTED' | 'STEP_STARTED' | 'STEP_FINISHED' | 'BUILD_FINISHED'} type
 * @param {{ id: bigint, originId: bigint }} build
 * @param {bigint} subjectId
 * @param {Record<string, string | null>} moment
 */
async function tell(tx, type, build, subjectId, moment) {
  await tx.$executeRawUnsafe(`select pg_advisory_xact_lock(${APPEND_LOCK})`);
  const event = { type, recordedAt: new Date(), originId: build.originId, buildId: build.id, subjectId, moment };
  await tx.event.create({ data: event });
}

const mutations = {
  startBuild: (/** @type {Transaction} */ tx, /** @type {{ key: string, builder: string }} */ input) =>
    tx.builder
      .findFirstOrThrow({ where: { name: input.builder } })
      .then(({ id }) => tx.builder.update({ where: { id }, data: { lastNumber: { increment: 1 } } }))
      .then(async ({ id: builderId, originId, lastNumber: number }) => {
        const data = { id: newId(), originId, key: input.key, builderId, number, startedAt: new Date() };
        const build = await tx.build.create({ data: { ...data, state: 'RUNNING', stateString: '' } });
        await tell(tx, 'BUILD_STARTED', build, build.id, { state: 'RUNNING', startedAt: time(build.startedAt) });
        return { build: { id: `build_${build.id}`, number }, userErrors: [] };
      }),
  startStep: async (
    /** @type {Transaction} */ tx,
    /** @type {{ build: { key: string }, key: string, name: string }} */ input,
  ) => {
    const build = await buildOf(tx, input.build);
    const number = (await tx.step.count({ where: { buildId: build.id } })) + 1;
    const data = { id: newId(), buildId: build.id, key: input.key, name: input.name, number, startedAt: new Date() };
    const step = await tx.step.create({ data: { ...data, state: 'RUNNING', stateString: '', urls: [] } });
    await tell(tx, 'STEP_STARTED', build, step.id, { state: 'RUNNING', startedAt: time(step.startedAt) });
    return { step: { id: `step_${step.id}` }, userErrors: [] };
  },
  finishStep: async (
    /** @type {Transaction} */ tx,
    /** @type {{ step: { build: { key: string }, key: string }, result: 'SUCCESS' }} */ input,
  ) => {
    const build = await buildOf(tx, input.step.build);
    const end = { state: /** @type {const} */ ('FINISHED'), result: input.result, completedAt: new Date() };
    const where = { buildId_key: { buildId: build.id, key: input.step.key } };
    const step = await tx.step.update({ where, data: end });
    await tell(tx, 'STEP_FINISHED', build, step.id, { result: input.result, completedAt: time(step.completedAt) });
    return { step: { id: `step_${step.id}` }, userErrors: [] };
  },
  finishBuild: async (
    /** @type {Transaction} */ tx,
    /** @type {{ build: { key: string }, result: 'SUCCESS' }} */ input,
  ) => {
    const { id } = await buildOf(tx, input.build);
    const end = { state: /** @type {const} */ ('FINISHED'), result: input.result, completedAt: new Date() };
    const build = await tx.build.update({ where: { id }, data: end });
    await tell(tx, 'BUILD_FINISHED', build, id, { result: input.result, completedAt: time(build.completedAt) });
    return { build: { id: `build_${id}` }, userErrors: [] };
  },
};

const resolvers = {
  Query: {
    eventCursor: async () => {
      const { _max } = await prisma.event.aggregate({ _max: { seq: true } });
      return encode(`${logId} ${_max.seq ?? 0n}`);
    },
    builds: async (/** @type {unknown} */ _, /** @type {{ first: number }} */ { first }) => {
      const found = await page(first);
      const nodes = found.slice(0, first);
      const last = nodes.at(-1);
      const position = last && JSON.stringify(['build:started:DESC', time(last.startedAt), String(last.id)]);
      const pageInfo = { hasNextPage: found.length > first, endCursor: position ? encode(position) : null };
      return { nodes, pageInfo };
    },
  },
  BuildConnection: { totalCount: () => prisma.build.count({ where: { startedAt: { not: null } } }) },
  Build: {
    id: (/** @type {{ id: bigint | string }} */ { id }) => (typeof id === 'string' ? id : `build_${id}`),
    startedAt: (/** @type {Build} */ build) => time(build.startedAt),
    completedAt: (/** @type {Build} */ build) => time(build.completedAt),
    durationSeconds: ({ startedAt, completedAt }) =>
      startedAt && completedAt ? (Number(completedAt) - Number(startedAt)) / 1_000 : null,
    sourceStamps: (/** @type {Build} */ build) => build.sourceStamps.map(({ sourceStamp }) => sourceStamp),
    steps: (/** @type {Build} */ build) => ({ nodes: build.steps }),
  },
  Builder: { id: (/** @type {{ id: bigint }} */ { id }) => `builder_${id}` },
  Step: {
    name: ({ name, key }) => name ?? key,
    startedAt: ({ startedAt }) => time(startedAt),
    completedAt: ({ completedAt }) => time(completedAt),
  },
  Mutation: Object.fromEntries(
    Object.entries(mutations).map(([name, mutate]) => [
      name,
      (/** @type {unknown} */ _, /** @type {{ input: any }} */ { input }) =>
        prisma.$transaction((tx) => mutate(tx, input), { maxWait: 60_000, timeout: 60_000 }),
    ]),
  ),
};

const typeDefs = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
const { url } = await startStandaloneServer(new ApolloServer({ typeDefs, resolvers }), {
  listen: { port: 0, host: '127.0.0.1' },
});
process.stdout.write(`The peer is at ${url.replace(/\/$/, '')}\n`);
process.on('SIGTERM', () => process.exit(0));
