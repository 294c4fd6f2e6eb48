// One request to a receiver. Whatever the receiver does, it takes bounded time, and bounded memory.

import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { publicLookup, refusedHost } from './addresses.ts';

/** How much of an answer is read. */
const READ_BYTES = 65_536;
/** How much of it is kept, in characters. */
const EXCERPT = 1_000;
const PROBLEM = 500;
/** The statuses with which `Retry-After` means what is read here. */
const ASKING = new Set([429, 503]);

/** What came of a request. */
export interface Answer {
  /** Null: there was no answer. */
  readonly status: number | null;
  /** Why it does not count as taken; null when it does. */
  readonly problem: string | null;
  /** How the body of the answer began; null when there was none. */
  readonly excerpt: string | null;
  /** How long the receiver asks to be left alone, in milliseconds, by `Retry-After`; null when it does not ask. */
  readonly retryAfterMs: number | null;
}

export interface PostOptions {
  /** How long all of it may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether addresses may be posted to that are not public. */
  readonly allowPrivate: boolean;
  /** Ends it at once. */
  readonly abort: AbortSignal;
}

/** Connections are kept, for a while, for what comes next: events come one after the other. */
const KEPT = { keepAlive: true, timeout: 60_000 }; // milliseconds
const AGENTS = {
  'http:': { request: http.request, agent: new http.Agent(KEPT) },
  'https:': { request: https.request, agent: new https.Agent(KEPT) },
} as const;

/** Posts JSON. Never rejects. */
export async function post(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { timeoutMs, allowPrivate, abort }: PostOptions,
): Promise<Answer> {
  const url = new URL(address);
  const refused = allowPrivate ? null : refusedHost(url);
  if (refused !== null) return failed(refused);
  // Not AbortSignal.any, which remembers every signal for as long as the oldest of them lives.
  const ending = new AbortController();
  const end = () => ending.abort();
  abort.addEventListener('abort', end, { once: true });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end();
  }, timeoutMs);
  const send = (reuse: boolean) => exchange(url, headers, body, { allowPrivate, signal: ending.signal, reuse });
  try {
    return judged(await send(true).catch((error) => (error instanceof Stale ? send(false) : Promise.reject(error))));
  } catch (error) {
    return failed(late ? `There was no answer within ${timeoutMs / 1_000} seconds.` : messageOf(error));
  } finally {
    clearTimeout(timer);
    abort.removeEventListener('abort', end);
  }
}

/** A kept connection had been closed by the other side before the request could reach it. */
class Stale extends Error {}

interface Exchanged {
  readonly status: number;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly excerpt: string | null;
}

interface ExchangeOptions {
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
  /** Whether a connection that was kept may be used. */
  readonly reuse: boolean;
}

function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  { allowPrivate, signal, reuse }: ExchangeOptions,
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const { request, agent } = AGENTS[url.protocol as keyof typeof AGENTS];
    const sending = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Lavalamp', ...headers },
      agent: reuse ? agent : false,
      signal,
      ...(allowPrivate ? {} : { lookup: publicLookup() }),
    });
    let answered = false;
    sending.on('response', async (response) => {
      answered = true;
      const { statusCode: status = 0, headers } = response;
      const [location, retryAfter] = [headers.location ?? null, headers['retry-after'] ?? null];
      resolve({ status, location, retryAfter, excerpt: await excerptOf(response) });
    });
    sending.on('error', (error) => {
      if (!answered) reject(sending.reusedSocket && !signal.aborted ? new Stale() : error);
    });
    // What is an answer of some other protocol ends without an error.
    sending.on('close', () => answered || reject(new Error('The connection was closed without an answer.')));
    sending.end(body);
  });
}

/** How the body of an answer begins. It is no more than a help: one that breaks off, or never ends, is cut. Never rejects. */
async function excerptOf(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= READ_BYTES) break;
    }
  } catch {
    // What came before is kept.
  }
  return bytes === 0 ? null : shown(Buffer.concat(chunks).toString(), EXCERPT);
}

/** The status decides, whatever follows it. */
function judged({ status, location, retryAfter, excerpt }: Exchanged): Answer {
  const problem = status >= 200 && status < 300 ? null : shown(refusal(status, location), PROBLEM);
  const asks = retryAfter !== null && ASKING.has(status);
  return { status, excerpt, problem, retryAfterMs: asks ? waitAskedFor(retryAfter, Date.now()) : null };
}

/** @param now in milliseconds. @returns how long a `Retry-After` asks to wait: seconds, or a date; null when it is neither. */
export function waitAskedFor(retryAfter: string, now: number): number | null {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const at = /^\w+, .* GMT$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function refusal(status: number, location: string | null): string {
  if (location === null) return `The receiver answered ${status}.`;
  return `The receiver answered ${status} and redirects to ${location}, which is not followed.`;
}

function failed(problem: string): Answer {
  return { status: null, problem: shown(problem, PROBLEM), excerpt: null, retryAfterMs: null };
}

/** A host with several addresses fails with an error for each of them. */
function messageOf(error: unknown): string {
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  return first instanceof Error ? first.message : String(first);
}

/** A text of a receiver's, fit to be kept and shown. */
function shown(text: string, length: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.slice(0, length).replaceAll(/[\0-\x08\x0b-\x1f\x7f]|\p{Surrogate}/gu, '\ufffd');
}
