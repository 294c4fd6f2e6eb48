// What servers say to each other over a wire: the topics that rang, or that too many did to name them.

/** "Look at everything." */
export const EVERYTHING = '*';
/** PostgreSQL takes less than 8000 bytes with a NOTIFY. */
const MOST_BYTES = 7_900;

/** Topics that wait to be told: each once, and never more of them than fit into one message. */
export interface PendingTopics {
  readonly add: (topic: string) => void;
  readonly any: () => boolean;
  /** All of them as one message, and none is left. */
  readonly take: () => string;
}

export function createPendingTopics(): PendingTopics {
  const topics = new Set<string>();
  let bytes = 0;
  let everything = false;
  return {
    add: (topic) => {
      if (everything || topics.has(topic)) return;
      topics.add(topic);
      bytes += Buffer.byteLength(topic) + 1;
      everything = topic === EVERYTHING || bytes > MOST_BYTES;
      if (everything) topics.clear();
    },
    any: () => everything || topics.size > 0,
    take: () => {
      const message = everything ? EVERYTHING : [...topics].join(' ');
      topics.clear();
      bytes = 0;
      everything = false;
      return message;
    },
  };
}

/** The topics in a message; null: look at everything. */
export function topicsOf(message: string): readonly string[] | null {
  return message === EVERYTHING ? null : message.split(' ');
}
