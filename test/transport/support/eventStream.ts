// A client of server-sent events that sees all there is to see.

import { onTestFinished } from 'vitest';

export interface Sent {
  readonly event: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: as many-shaped as the events
  readonly data: any;
}

/** Opens a stream. @returns its events, one after the other; undefined when it has ended. */
export async function openStream(url: string, init: RequestInit = {}) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(url, { ...init, signal: abort.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<Sent | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end === -1) {
        const { value, done } = await reader.read();
        if (done) return undefined;
        text += value;
        continue;
      }
      const fields = new Map(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: ?(.*)/s, 2) as [string, string]),
      );
      text = text.slice(end + 2);
      const data = fields.get('data');
      if (data === undefined) continue;
      return { event: fields.get('event') ?? 'message', id: fields.get('id') ?? '', data: data && JSON.parse(data) };
    }
  };
  return { response, next, stop: () => abort.abort() };
}
