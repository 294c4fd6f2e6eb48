// @ts-check
// Subscribers of three kinds who keep the position of each event that came, and who resume at the other server when they are cut.

import { CatchUpDocument, createClient, isTemporary, LaggedError, TransportError } from '../../dist/client/index.js';
import { otherThan } from './pair.mjs';

const POLL_MS = 50;
const PAUSE_MS = 20;
const PAGE = 500;

/**
 * @typedef {object} Came what came: an event, or a heartbeat
 * @property {string} type such as `BuildStarted`
 * @property {string} cursor
 */

/**
 * How one kind of subscriber listens: from a position, at one server, until it is cut. Throws what passes as TransportError.
 * @typedef {(url: string, after: string, signal: AbortSignal) => AsyncIterable<Came>} Listen
 */

/** @type {Readonly<Record<string, Listen>>} */
const KINDS = {
  WebSocket: async function* (url, after, signal) {
    // One attempt: it goes on at the other server.
    for await (const event of createClient({ url }).events({ after, signal, attempts: 1 })) {
      yield { type: event.__typename, cursor: event.cursor };
    }
  },
  SSE: async function* (url, after, signal) {
    const address = `${url}/events`;
    const broken = (/** @type {unknown} */ cause) => new TransportError('The stream was cut.', { url: address, cause });
    try {
      const answer = await fetch(address, { headers: { 'last-event-id': after }, signal });
      if (answer.status >= 500) throw broken(`HTTP ${answer.status}`);
      if (!answer.ok || answer.body === null) throw new Error(`${address} answered HTTP ${answer.status}.`);
      let text = '';
      for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        // What is not complete was not received.
        const messages = text.split('\n\n');
        text = messages.pop() ?? '';
        for (const message of messages) {
          if (message.includes('event: error')) throw new Error(message);
          const data = /^data: (.*)$/m.exec(message)?.[1];
          if (data !== undefined) yield JSON.parse(data);
        }
      }
    } catch (error) {
      // What `fetch` throws when a socket is cut.
      if (error instanceof TypeError) throw broken(error);
      throw error;
    }
    throw broken('It ended.');
  },
  query: async function* (url, after, signal) {
    const client = createClient({ url });
    for (let position = after; !signal.aborted; ) {
      const { events } = await client.execute(CatchUpDocument, { after: position, first: PAGE }, { signal });
      for (const { __typename: type, cursor } of events.nodes) yield { type, cursor };
      position = events.pageInfo.endCursor ?? position;
      yield { type: 'Heartbeat', cursor: position };
      if (!events.pageInfo.hasNextPage) await pause(POLL_MS);
    }
  },
};

/**
 * @typedef {object} Follower
 * @property {string} kind
 * @property {readonly string[]} seen what came, in its order, as `position type`
 * @property {() => import('./pair.mjs').Place | null} at the server from which something has come since it began there; null: none
 * @property {() => number} position of the last event or heartbeat
 * @property {() => number} resumed how often
 * @property {(place: import('./pair.mjs').Place) => void} move leaves without a word and goes on at this server
 * @property {() => void} stop
 * @property {Promise<void>} ended rejects when it met something that does not pass
 */

/**
 * @param {import('./pair.mjs').Pair} pair
 * @param {string} kind
 * @param {string} after
 * @param {import('./pair.mjs').Place} first
 * @returns {Follower}
 */
function follow(pair, kind, after, first) {
  const listen = KINDS[kind];
  if (listen === undefined) throw new Error(`There is no kind ${kind}.`);
  /** @type {string[]} */
  const seen = [];
  let cursor = after;
  let place = first;
  let heard = false;
  let resumed = 0;
  let stopped = false;
  let control = new AbortController();

  const listenOnce = async () => {
    const here = control.signal;
    for await (const came of listen(pair.url(place), cursor, here)) {
      // It moved while this was on its way to it: then it comes again.
      if (here.aborted) return;
      cursor = came.cursor;
      heard = true;
      if (came.type !== 'Heartbeat') seen.push(`${positionOf(cursor)} ${came.type}`);
    }
  };
  const run = async () => {
    for (; !stopped; resumed += 1) {
      heard = false;
      control = new AbortController();
      const { signal } = control;
      try {
        await listenOnce();
      } catch (error) {
        if (signal.aborted) continue;
        if (error instanceof LaggedError) cursor = error.cursor ?? cursor;
        else if (!isTemporary(error)) throw error;
        place = otherThan(place);
        await pause(PAUSE_MS);
      }
    }
  };
  return {
    kind,
    seen,
    at: () => (heard ? place : null),
    position: () => positionOf(cursor),
    resumed: () => resumed,
    move: (to) => {
      place = to;
      heard = false;
      control.abort();
    },
    stop: () => {
      stopped = true;
      control.abort();
    },
    ended: run(),
  };
}

/**
 * One follower of each kind at each server.
 * @param {import('./pair.mjs').Pair} pair
 * @param {string} after
 * @returns {readonly Follower[]}
 */
export function startFollowers(pair, after) {
  const followers = Object.keys(KINDS).flatMap((kind) => [follow(pair, kind, after, 0), follow(pair, kind, after, 1)]);
  // They are awaited in the end, and until then by those who wait for one of them.
  for (const { ended } of followers) ended.catch(() => {});
  return followers;
}

/**
 * The kinds of which nobody hears anything from this server.
 * @param {readonly Follower[]} followers
 * @param {import('./pair.mjs').Place} place
 */
export function absentFrom(followers, place) {
  return Object.keys(KINDS).filter((kind) => !followers.some((one) => one.kind === kind && one.at() === place));
}

/**
 * Clients must not look inside a cursor; who compares with the table must.
 * @param {string} cursor
 */
export function positionOf(cursor) {
  return Number(Buffer.from(cursor, 'base64url').toString().split(' ')[1]);
}

/** @type {(ms: number) => Promise<void>} */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
