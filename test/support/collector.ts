// An OpenTelemetry collector for one test file: it takes spans by OTLP over HTTP, as JSON, and keeps them.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A span, as it arrived. */
export interface TracedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined, or empty, at the beginning of a trace. */
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly links: readonly { readonly spanId: string }[];
  readonly service: string;
}

export interface Collector {
  /** What OTEL_EXPORTER_OTLP_ENDPOINT must be. */
  readonly url: string;
  readonly spans: readonly TracedSpan[];
  /** Everything that was sent, as it came. */
  readonly bodies: readonly string[];
  /** Resolves with the first span of which this holds, now or when it arrives. */
  readonly span: (holds: (span: TracedSpan) => boolean) => Promise<TracedSpan>;
  readonly stop: () => void;
}

interface Value {
  readonly stringValue?: string;
  readonly intValue?: number | string;
}
interface Attribute {
  readonly key: string;
  readonly value: Value;
}
interface Sent {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<TracedSpan, 'attributes'> & { readonly attributes: readonly Attribute[] })[];
    }[];
  }[];
}

export async function startCollector(): Promise<Collector> {
  const spans: TracedSpan[] = [];
  const bodies: string[] = [];
  const listeners = new Set<() => void>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    bodies.push(body);
    spans.push(...spansOf(JSON.parse(body)));
    response.setHeader('content-type', 'application/json').end('{}');
    for (const listener of listeners) listener();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    span: (holds) =>
      new Promise((resolve) => {
        const look = () => {
          const found = spans.find(holds);
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
      }),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function spansOf({ resourceSpans }: Sent): TracedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        attributes: record(span.attributes),
        links: span.links ?? [],
        service: String(record(resource.attributes)['service.name']),
      })),
    ),
  );
}

function record(attributes: readonly Attribute[]): Record<string, string | number> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)] as const),
  );
}
