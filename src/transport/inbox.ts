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

export interface Protocol {
  /** Takes a message; reads at once what it needs of it. Resolves when all that it asks for is done. */
  take(message: Message): Promise<void>;
  /** Told when that rejects. */
  failed(error: unknown): void;
  close(code: number, reason: string): void;
}

export class Inbox {
  readonly #protocol: Protocol;
  readonly #underWay = new Map<string, UnderWay>();
  #closed = false;

  constructor(protocol: Protocol) {
    this.#protocol = protocol;
  }

  /** How many operations are under way. */
  get operations(): number {
    return this.#underWay.size;
  }

  receive(text: string): void {
    const message = parsed(text);
    if (message === null) this.#protocol.close(CloseCode.BadRequest, 'Invalid message received');
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
      this.#protocol.close(CloseCode.BadRequest, `The id of an operation has at most ${MAX_ID_LENGTH} characters`);
    } else if (former === undefined) {
      this.#begin(message);
    } else if (former.completed && former.next === null) {
      former.next = message;
    } else {
      this.#protocol.close(CloseCode.SubscriberAlreadyExists, 'An operation of this id is under way');
    }
  }

  #begin(message: SubscribeMessage): void {
    const { id } = message;
    const operation: UnderWay = { completed: false, next: null };
    this.#underWay.set(id, operation);
    this.#take(message).then(() => {
      this.#underWay.delete(id);
      if (operation.next !== null && !this.#closed) this.#begin(operation.next);
    });
    // The protocol keeps the message for as long as the operation lives, which may be days, and needs nothing more of this.
    Object.assign(message.payload, { query: '', variables: null });
  }

  #complete(message: CompleteMessage): void {
    const operation = this.#underWay.get(message.id);
    if (operation === undefined) return;
    operation.completed = true;
    // The one that the client means may not have begun yet.
    if (operation.next === null) this.#take(message);
    else operation.next = null;
  }

  /** Never rejects. */
  #take(message: Message): Promise<void> {
    return this.#protocol.take(message).catch((error) => this.#protocol.failed(error));
  }
}

function parsed(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
}
