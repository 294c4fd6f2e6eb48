// A master's web service over a recorded database: REST and WebSocket on a real port, with levers for what goes wrong.

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { createNews } from '../news.ts';
import { type Thing, Things } from './things.ts';

type Answer = { readonly plural: string; readonly things: readonly Thing[] | null };

export class TestMaster {
  readonly things: Things;
  readonly news = createNews();
  /** Every path that was asked for, with its parameters. */
  readonly asked: string[] = [];
  /** Answers in the place of the API, unless it returns false. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  /** Whether the master fails in an answer that holds this thing. */
  fails: (path: string, thing: Thing, parameters: URLSearchParams) => boolean = () => false;
  /** What becomes of the frames on their way. */
  deliver: (frames: readonly string[]) => readonly string[] = (frames) => frames;
  /** Whether sockets are accepted. */
  acceptSockets = true;
  #subscribed = new Map<WebSocket, Set<string>>();
  #http: Server | null = null;
  #sockets: WebSocketServer | null = null;
  #port = 0;
  readonly #frozen = new Set<WebSocket>();

  constructor(path: string) {
    this.things = new Things(path);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** How many sockets have subscribed to everything. */
  get listeners(): number {
    return [...this.#subscribed.values()].filter((paths) => paths.size === 7).length;
  }

  /** Starts, on the port that it had before if it ran before. */
  async start(): Promise<this> {
    const http = createServer((request, response) => this.#serve(request, response));
    const sockets = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (!this.acceptSockets || request.url !== '/ws') socket.destroy();
      else sockets.handleUpgrade(request, socket, head, (ws) => this.#hear(ws));
    });
    http.listen(this.#port, '127.0.0.1');
    await once(http, 'listening');
    this.#port = (http.address() as AddressInfo).port;
    this.#http = http;
    this.#sockets = sockets;
    return this;
  }

  /** Stops as a process that is killed does. */
  async kill(): Promise<void> {
    for (const socket of [...this.#subscribed.keys(), ...this.#frozen]) socket.terminate();
    this.#subscribed.clear();
    this.#frozen.clear();
    this.#http?.closeAllConnections();
    this.#sockets?.close();
    if (this.#http?.listening) await new Promise((resolve) => this.#http?.close(resolve));
    this.#http = null;
  }

  async stop(): Promise<void> {
    await this.kill();
    this.things.close();
  }

  /** Lets time pass in the story of the database, and announces what has changed. */
  advance(to: number): void {
    const frames = this.things.eventsUntil(to).map(({ key, message }) => JSON.stringify({ k: key, m: message }));
    for (const frame of this.deliver(frames)) this.send(frame);
  }

  /** Sends a frame to those who have asked for its topic. */
  send(frame: string): void {
    const topic = /"k":"(\w+)\//.exec(frame)?.[1];
    for (const [socket, paths] of this.#subscribed) {
      if (topic === undefined || paths.has(`${topic}/*/*`)) socket.send(frame);
    }
  }

  /** Hears and says nothing more on the sockets that there are, and leaves them open. */
  freezeSockets(): void {
    for (const socket of this.#subscribed.keys()) {
      socket.pause();
      socket.send = () => {};
      this.#frozen.add(socket);
    }
    this.#subscribed = new Map();
  }

  #hear(socket: WebSocket): void {
    const paths = new Set<string>();
    this.#subscribed.set(socket, paths);
    socket.on('close', () => {
      this.#subscribed.delete(socket);
      this.news.tell();
    });
    socket.on('message', (data) => {
      const { cmd, path, _id } = JSON.parse(String(data));
      if (cmd === 'ping') return socket.send(JSON.stringify({ msg: 'pong', code: 200, _id }));
      paths.add(path);
      socket.send(JSON.stringify({ msg: 'OK', code: 200, _id }));
      this.news.tell();
    });
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(request.url ?? '');
    this.news.tell();
    if (this.instead(request, response)) return;
    const url = new URL(request.url ?? '', this.url);
    const path = url.pathname.replace('/api/v2/', '');
    const answer = this.#answer(path, url.searchParams);
    if (answer === null || answer.things === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(JSON.stringify({ error: 'not found' }));
      return;
    }
    const { plural, things } = answer;
    if (things.some((thing) => this.fails(path, thing, url.searchParams))) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(JSON.stringify({ error: 'internal error' }));
      return;
    }
    const body = JSON.stringify({ [plural]: things, meta: { total: things.length } });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  }

  #answer(path: string, parameters: URLSearchParams): Answer | null {
    const [plural = '', id, within, last] = path.split('/');
    const { things } = this;
    const number = Number(id);
    const list = (found: readonly Thing[], name = plural): Answer => ({
      plural: name,
      things: selected(found, parameters),
    });
    const one = (found: readonly Thing[], key: string): Answer => {
      const thing = found.find((each) => each[key] === number);
      return { plural, things: thing === undefined ? null : [thing] };
    };
    const whole = (builds: Answer): Answer =>
      parameters.has('property') && builds.things !== null
        ? { plural, things: builds.things.map((build) => ({ ...build, properties: things.properties(build) })) }
        : builds;
    if (plural === 'logs' && within === 'contents') {
      const chunk = things.contents(
        number,
        Number(parameters.get('offset') ?? 0),
        Number(parameters.get('limit') ?? 1e9),
      );
      return { plural: 'logchunks', things: chunk === null ? null : [chunk] };
    }
    if (plural === 'test_result_sets' && last === undefined && within === 'results')
      return list(things.testResults(number), 'test_results');
    if (within === 'test_result_sets') {
      return list(things.testSets(plural === 'builds' ? 'buildid' : 'builderid', number), 'test_result_sets');
    }
    if (plural === 'builds' && within === 'steps') return list(things.steps('buildid = ?', number), 'steps');
    if (plural === 'steps' && within === 'logs') return list(things.logs('stepid = ?', number), 'logs');
    if (within !== undefined) return null;
    const all: Readonly<Record<string, readonly [key: string, read: () => Thing[]]>> = {
      builders: ['builderid', () => things.builders()],
      projects: ['projectid', () => things.projects()],
      workers: ['workerid', () => things.workers()],
      masters: ['masterid', () => things.masters()],
      changes: ['changeid', () => things.changes()],
      buildsets: ['bsid', () => things.buildsets()],
      buildrequests: ['buildrequestid', () => things.buildrequests()],
      builds: ['buildid', () => things.builds()],
      steps: ['stepid', () => things.steps()],
      logs: ['logid', () => things.logs('id = ?', number)],
    };
    const [key, read] = all[plural] ?? [];
    if (key === undefined || read === undefined) return null;
    return whole(id === undefined ? list(read()) : one(read(), key));
  }
}

/** What filters, order and limit leave. */
function selected(things: readonly Thing[], parameters: URLSearchParams): readonly Thing[] {
  let found = [...things];
  for (const name of new Set(parameters.keys())) {
    const values = parameters.getAll(name);
    const [field = '', operator = 'eq'] = name.split('__');
    if (['order', 'limit', 'property', 'offset'].includes(name)) continue;
    const wanted = Number(values[0]);
    found = found.filter((thing) => {
      if (operator === 'gt') return thing[field] > wanted;
      if (operator === 'ge') return thing[field] >= wanted;
      if (operator === 'le') return thing[field] <= wanted;
      return values.includes(String(thing[field]));
    });
  }
  const order = parameters.get('order');
  if (order !== null) {
    const field = order.replace('-', '');
    found.sort((a, b) => (a[field] - b[field]) * (order.startsWith('-') ? -1 : 1));
  }
  return found.slice(0, Number(parameters.get('limit') ?? Number.POSITIVE_INFINITY));
}
