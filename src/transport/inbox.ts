// What a client says over a WebSocket, on its way to graphql-ws, which forgets an operation once the client has completed it. Here
// an operation is under way until its last work is done: until then its id means that one, and it counts.

import {
  CloseCode,
  type CompleteMessage,
  type Message,
  MessageType,
  parseMessage,
  type SubscribeMessage,
} from 'graphql-ws';

/** Every result of an operation carries its id. Clients use a UUID, or a number. */
const MAX_ID_LENGTH = 128;

/** An operation that the protocol has taken and not finished. */
interface UnderWay {
  /** Whether the client has said that it wants no more of it, and may use the id again. */
  completed: boolean;
  /** What the id is used for next; null: nothing yet. */
  next: SubscribeMessage | null;
}

export interface InboxParts {
  /** Hands a message to the protocol. Resolves when all that it asks for is done. */
  readonly take: (message: Message) => Promise<void>;
  readonly failed: (error: unknown) => void;
  readonly close: (code: number, reason: string) => void;
}

export class Inbox {
  readonly #parts: InboxParts;
  readonly #underWay = new Map<string, UnderWay>();
  #closed = false;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /** How many operations are under way. */
  get operations(): number {
    return this.#underWay.size;
  }

  receive(text: string): void {
    const message = parsed(text);
    if (message === null) this.#parts.close(CloseCode.BadRequest, 'Invalid message received');
    else if (message.type === MessageType.Subscribe) this.#subscribe(message);
    else if (message.type === MessageType.Complete) this.#complete(message);
    else this.#take(message);
  }

  /** The client has gone: nothing that waits is begun any more. */
  close(): void {
    this.#closed = true;
  }

  #subscribe(message: SubscribeMessage): void {
    const { id } = message;
    const former = this.#underWay.get(id);
    if (id.length > MAX_ID_LENGTH) {
      this.#parts.close(CloseCode.BadRequest, `The id of an operation has at most ${MAX_ID_LENGTH} characters`);
    } else if (former === undefined) {
      this.#begin(message);
    } else if (former.completed && former.next === null) {
      former.next = message;
    } else {
      this.#parts.close(CloseCode.SubscriberAlreadyExists, 'An operation of this id is under way');
    }
  }

  async #begin(message: SubscribeMessage): Promise<void> {
    const operation: UnderWay = { completed: false, next: null };
    this.#underWay.set(message.id, operation);
    await this.#take(message);
    this.#underWay.delete(message.id);
    if (operation.next !== null && !this.#closed) this.#begin(operation.next);
  }

  #complete(message: CompleteMessage): void {
    const operation = this.#underWay.get(message.id);
    if (operation === undefined) return;
    operation.completed = true;
    // The one that the client means may not have begun yet.
    if (operation.next === null) this.#take(message);
    else operation.next = null;
  }

  async #take(message: Message): Promise<void> {
    try {
      await this.#parts.take(message);
    } catch (error) {
      this.#parts.failed(error);
    }
  }
}

function parsed(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}
