// @ts-check
// Many subscribers, with as little work on this side as possible.

import { once } from 'node:events';
import WebSocket from 'ws';

const CONNECTED_AT_ONCE = 100;

/**
 * Subscribes, each over a socket of its own.
 * @param {string} url
 * @param {number} count
 * @param {(i: number) => object} payload of the i-th subscription
 * @param {(event: string) => void} received called with the state string of each event that comes to any of them
 * @returns {Promise<WebSocket[]>} when the server has taken all subscriptions
 */
export async function subscribeAll(url, count, payload, received) {
  /** @type {WebSocket[]} */
  const sockets = [];
  while (sockets.length < count) {
    const some = Math.min(CONNECTED_AT_ONCE, count - sockets.length);
    const opening = Array.from({ length: some }, (_, i) => subscribe(url, payload(sockets.length + i), received));
    sockets.push(...(await Promise.all(opening)));
  }
  return sockets;
}

/**
 * @param {string} url
 * @param {object} payload
 * @param {(event: string) => void} received
 * @returns {Promise<WebSocket>}
 */
async function subscribe(url, payload, received) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.on('message', (/** @type {Buffer} */ data) => {
    const text = data.toString('latin1');
    const from = text.indexOf('"stateString":"') + 15;
    if (from > 15) received(text.slice(from, text.indexOf('"', from)));
  });
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  // What comes after the answer to a ping was asked for before.
  socket.ping();
  await once(socket, 'pong');
  return socket;
}
