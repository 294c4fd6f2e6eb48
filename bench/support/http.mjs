// @ts-check
// Requests over connections that are kept open, with as little work on this side as possible.

import { Agent, request } from 'node:http';

/**
 * @typedef {(body: string) => Promise<string>} Send sends a body of JSON; resolves with the body of the answer
 */

/**
 * @param {string} url
 * @param {{ connections: number, token?: string }} options
 * @returns {{ send: Send, close: () => void }}
 */
export function createClient(url, { connections, token }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return {
    send: (body) =>
      new Promise((resolve, reject) => {
        const sending = request(url, { method: 'POST', agent, headers }, (response) => {
          /** @type {Buffer[]} */
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`${url} answered ${response.statusCode}: ${text}`));
          });
        });
        sending.on('error', reject);
        sending.end(body);
      }),
    close: () => agent.destroy(),
  };
}
