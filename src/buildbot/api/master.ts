// One master's REST API: what it answers is bounded in size and time, and checked for its form.

import { Late, MasterProblem, TooLarge } from './problem.ts';

/** Where a master is, and how it lets one in. */
export interface MasterAddress {
  /** Where its web interface is, such as `http://buildbot.example.org/`; ends with a slash, and has no password. */
  readonly url: string;
  /** What every request says besides, such as an Authorization or a Cookie. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A thing as the API tells it. */
export type Told = Readonly<Record<string, unknown>>;
export type Parameters = readonly (readonly [name: string, value: string | number])[];

const TIMEOUT_MS = 60_000;
const MOST_BYTES = 64 * 1_048_576;
/** How many requests are under way at once: a master does one thing at a time, and has builds to run. */
const AT_ONCE = 4;
const MOST_SHOWN = 200; // characters of an answer that are shown

export class Master {
  readonly address: MasterAddress;
  readonly #signal: AbortSignal;
  readonly #waiting: (() => void)[] = [];
  #free = AT_ONCE;
  /** How far the master's clock is ahead of ours, in milliseconds; as its last answer had it. */
  #ahead = 0;

  /** @param signal ends every request. */
  constructor(address: MasterAddress, signal: AbortSignal) {
    this.address = address;
    this.#signal = signal;
  }

  /** The master's time, in Unix seconds. */
  get now(): number {
    return Math.floor((Date.now() + this.#ahead) / 1_000);
  }

  /** @returns the things of that name, of an answer to a path below `api/v2/`; null when there is no such thing. Throws MasterProblem. */
  async things(path: string, plural: string, parameters: Parameters = []): Promise<readonly Told[] | null> {
    const url = new URL(`api/v2/${path}`, this.address.url);
    for (const [name, value] of parameters) url.searchParams.append(name, String(value));
    const answer = await this.#answer(url);
    if (answer === undefined) return null;
    const list = isObject(answer) ? answer[plural] : undefined;
    if (!Array.isArray(list) || !list.every(isObject)) {
      throw new MasterProblem(
        `Expected ${url.href} to answer with an object whose ${plural} are a list of objects, as Buildbot does; received ${formOf(answer, plural)}. ` +
          'Check that this is the address of a Buildbot 3.4 or later.',
        { temporary: false },
      );
    }
    return list;
  }

  /** Undefined when there is no such thing. */
  async #answer(url: URL): Promise<unknown> {
    await this.#turn();
    try {
      return await this.#fetched(url);
    } finally {
      this.#free += 1;
      this.#waiting.shift()?.();
    }
  }

  async #turn(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
  }

  async #fetched(url: URL): Promise<unknown> {
    this.#signal.throwIfAborted();
    const { status, body } = await this.#exchange(url);
    if (status === 404 && isNotFound(body)) return undefined;
    if (status !== 200) throw refusal(url, status, body);
    const parsed = parse(body);
    if (parsed === undefined) {
      throw new MasterProblem(
        `Expected ${url.href} to answer with JSON, received ${JSON.stringify(body.slice(0, MOST_SHOWN))}. ` +
          "Give the address of Buildbot's web interface, without what follows the #.",
        { temporary: false },
      );
    }
    return parsed.value;
  }

  /** One request. Not of a signal that is made of others: those that live long remember all that were made of them. */
  async #exchange(url: URL): Promise<{ readonly status: number; readonly body: string }> {
    const ended = new AbortController();
    const end = () => ended.abort();
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      end();
    }, TIMEOUT_MS);
    this.#signal.addEventListener('abort', end);
    try {
      const response = await fetch(url, {
        headers: { accept: 'application/json', ...this.address.headers },
        // Where it leads is not where the password was meant for.
        redirect: 'manual',
        signal: ended.signal,
      });
      const { status, headers } = response;
      this.#ahead = aheadBy(headers.get('date')) ?? this.#ahead;
      if (status < 300 || status >= 400) return { status, body: await bodyOf(response, url) };
      await response.body?.cancel();
      throw redirected(url, headers.get('location'));
    } catch (cause) {
      this.#signal.throwIfAborted();
      if (cause instanceof MasterProblem) throw cause;
      const Problem = isLate ? Late : MasterProblem;
      const why = isLate ? `no answer within ${TIMEOUT_MS / 1_000} s` : reasonOf(cause);
      throw new Problem(`Cannot reach ${url.origin}${url.pathname}: ${why}.`, { temporary: true, cause });
    } finally {
      clearTimeout(deadline);
      this.#signal.removeEventListener('abort', end);
    }
  }
}

export function isObject(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function aheadBy(date: string | null): number | null {
  const time = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(time) ? null : time - Date.now();
}

function redirected(url: URL, location: string | null): MasterProblem {
  const to = location === null || !URL.canParse(location, url.href) ? null : new URL(location, url.href);
  return new MasterProblem(
    `${url.origin}${url.pathname} leads elsewhere${to === null ? '' : `, to ${to.origin}${to.pathname}`}. ` +
      'Give the address where it ends; or, where that is a login page, --user or --headers.',
    { temporary: false },
  );
}

async function bodyOf(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) {
      throw new TooLarge(`${url.href} answered with more than ${MOST_BYTES / 1_048_576} MiB.`, { temporary: false });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** Buildbot says so itself, in JSON; a proxy, or another program, says it otherwise. */
const isNotFound = (body: string): boolean => {
  const answer = parse(body)?.value;
  return isObject(answer) && typeof answer.error === 'string';
};

function refusal(url: URL, status: number, body: string): MasterProblem {
  const said = parse(body)?.value;
  const words = isObject(said) && typeof said.error === 'string' ? `: ${said.error.slice(0, MOST_SHOWN)}` : '';
  const advice =
    status === 401 || status === 403
      ? ' Give --user, or --headers with what lets one in.'
      : status === 404
        ? ' Check that this is the address of a Buildbot 3.4 or later.'
        : '';
  return new MasterProblem(`${url.href} answered HTTP ${status}${words}.${advice}`, {
    // A proxy whose master is away says so too.
    temporary: status >= 500 || status === 408 || status === 429,
    status,
  });
}

/** Undefined when it is no JSON. Python writes numbers that JSON has not; they become their words. */
function parse(body: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body) };
  } catch {
    if (!/NaN|Infinity/.test(body)) return undefined;
  }
  try {
    const mended = body.replace(/"(?:[^"\\]|\\.)*"|-?Infinity|NaN/gs, (token) =>
      token.startsWith('"') ? token : `"${token}"`,
    );
    return { value: JSON.parse(mended) };
  } catch {
    return undefined;
  }
}

function formOf(answer: unknown, plural: string): string {
  if (!isObject(answer)) return Array.isArray(answer) ? 'a list' : answer === null ? 'null' : typeof answer;
  if (!Object.hasOwn(answer, plural)) return `an object without ${plural}`;
  return Array.isArray(answer[plural]) ? 'a list of something else' : typeof answer[plural];
}

/** `fetch` says only "fetch failed"; what happened is in its cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
