// Where spans go: to an OpenTelemetry collector, by OTLP over HTTP. What makes and sends them is large, and is loaded only when spans
// are wanted. It reads the rest of OpenTelemetry's own settings (headers, samplers, sizes of batches) by itself.

import { ConfigError, type TracingConfig } from '../config.ts';
import { beginTracing, endTracing } from '../tracing.ts';

/**
 * How long sending some spans may take, repetitions included, in milliseconds. What sends them keeps the process alive for so long: with
 * its own ten seconds a stop would take longer than many a supervisor waits.
 */
const SEND_MS = 2_000;
/** How often at most it is told that spans could not be sent, in milliseconds. */
const TELL_EACH_MS = 60_000;

export interface SpanExport {
  /** Says who is told when spans could not be sent, and were dropped. */
  readonly onFailure: (failed: (error: unknown) => void) => void;
  /** Sends what is left, and makes no more spans. The same promise each time; never rejects. */
  readonly stop: () => Promise<void>;
}

const NOWHERE: SpanExport = { onFailure: () => {}, stop: async () => {} };

/**
 * To be called before anything that spans are made of, such as the connections to the database. Does nothing when `config` is null.
 * Rejects with ConfigError when the packages are not installed.
 */
export async function startSpanExport(config: TracingConfig | null): Promise<SpanExport> {
  if (config === null) return NOWHERE;
  const { api, core, hooks, resources, sdk, exporter } = await load(config.protocol);
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } = resources;
  const provider = new sdk.BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'lavalamp' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter({ timeoutMillis: SEND_MS }))],
  });
  let failed = (_error: unknown) => {};
  let toldAt = Number.NEGATIVE_INFINITY;
  core.setGlobalErrorHandler((error) => {
    if (performance.now() - toldAt < TELL_EACH_MS) return;
    toldAt = performance.now();
    failed(error);
  });
  api.context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable());
  api.propagation.setGlobalPropagator(new core.W3CTraceContextPropagator());
  api.trace.setGlobalTracerProvider(provider);
  beginTracing();

  let stopped: Promise<void> | undefined;
  const shutDown = async () => {
    endTracing();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, SEND_MS);
    });
    await Promise.race([provider.shutdown().catch(failed), patience]);
    clearTimeout(timer);
    api.trace.disable();
    api.propagation.disable();
    api.context.disable();
  };
  return {
    onFailure: (told) => {
      failed = told;
    },
    stop: () => {
      stopped ??= shutDown();
      return stopped;
    },
  };
}

async function load(protocol: TracingConfig['protocol']) {
  try {
    const [api, core, hooks, resources, sdk, exporter] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
      protocol === 'http/json'
        ? import('@opentelemetry/exporter-trace-otlp-http')
        : import('@opentelemetry/exporter-trace-otlp-proto'),
    ]);
    return { api, core, hooks, resources, sdk, exporter };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ConfigError(
      `Spans are wanted (OTEL_…), but the packages that send them were left out when this was installed. Install them:\n  npm install --include=optional\nor set OTEL_SDK_DISABLED=true. ${(error as Error).message}`,
    );
  }
}
