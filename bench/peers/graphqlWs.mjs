// @ts-check
// Subscriptions as the documentation of graphql-ws and graphql-subscriptions shows them: graphql-js, and a PubSub in this process.
// Nothing is stored: what is reported is published, and that is all.

import { createServer } from 'node:http';
import { buildSchema, graphql } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer as serveSubscriptions } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

const schema = buildSchema(`
  type Build { number: Int! result: String }
  type Event { cursor: ID! stateString: String! build: Build! }
  type Query { builds: [Build!]! }
  type Mutation { updateBuild(stateString: String!): Boolean! }
  type Subscription { events: Event! }
`);
const pubsub = new PubSub();
/** @type {{ ee: { setMaxListeners: (most: number) => void } }} */ (/** @type {unknown} */ (pubsub)).ee.setMaxListeners(
  0,
);
const build = { number: 1, result: null };
let cursor = 0;

Object.assign(schema.getSubscriptionType()?.getFields().events ?? {}, {
  subscribe: () => pubsub.asyncIterableIterator('EVENT'),
});
Object.assign(schema.getMutationType()?.getFields().updateBuild ?? {}, {
  resolve: async (/** @type {unknown} */ _, /** @type {{ stateString: string }} */ { stateString }) => {
    cursor += 1;
    await pubsub.publish('EVENT', { events: { cursor, stateString, build: async () => build } });
    return true;
  },
});

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { query, variables } = JSON.parse(body);
  response.end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables })));
});
serveSubscriptions({ schema }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.stdout.write(`The peer is at http://127.0.0.1:${address?.port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
