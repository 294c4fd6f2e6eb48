// What is traced, for those who want to see where the time of one request went: OpenTelemetry's spans. A room says what it does, and
// below what; where the spans go, only the transport knows (transport/spanExport.ts). While nobody wants them, each function here is
// a comparison and a call.
//
// Names and details are the program's own words, the names of operations and the texts of statements. What clients send besides
// (variables, the values of statements, documents, which can have literals) goes into no span.

import {
  type Attributes,
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';

/** What there is to say of a piece of work, by OpenTelemetry's names where it has any. */
export type Details = Attributes;

/** A place in a trace: what is done later, or for several, can be put below it. */
export type Trail = Context;

/** A span that is open, and must be ended once. */
export interface OpenSpan {
  /** Calls something so that what it begins is below this span, and returns what that returns. */
  readonly within: <T>(work: () => T) => T;
  /** @param failure a word for what went wrong, such as the code of an error; null: nothing did */
  readonly end: (failure: string | null, details?: Details) => void;
}

/** Null: nobody wants spans. */
let tracer: Tracer | null = null;

/** From now on spans are made, of whatever OpenTelemetry's API was given. */
export function beginTracing(): void {
  tracer = trace.getTracer('lavalamp');
}

export function endTracing(): void {
  tracer = null;
}

export function isTracing(): boolean {
  return tracer !== null;
}

/** Where the caller is. */
export function here(): Trail {
  return tracer === null ? ROOT_CONTEXT : context.active();
}

/** Where the sender of a request says that it is (https://www.w3.org/TR/trace-context); the beginning of a trace when it does not say. */
export function trailOf(headers: Readonly<Record<string, unknown>>): Trail {
  return propagation.extract(ROOT_CONTEXT, headers);
}

/** Does something for nobody who asked: what it begins is below no span. */
export function apart<T>(work: () => T): T {
  return tracer === null ? work() : context.with(ROOT_CONTEXT, work);
}

/** A callback that will be below what its caller is below now, whoever calls it and from where. */
export function bound<F extends (...args: never[]) => unknown>(callback: F): F {
  return tracer === null ? callback : context.bind(context.active(), callback);
}

/** Does a piece of work in a span below where the caller is. */
export function traced<T>(name: string, details: Details, work: () => Promise<T>): Promise<T> {
  return tracer === null ? work() : inSpan(tracer, name, details, context.active(), work);
}

/** Does a piece of work in a span below a place that was kept; undefined: at the beginning of a trace. */
export function tracedAt<T>(
  trail: Trail | undefined,
  name: string,
  details: Details,
  work: () => Promise<T>,
): Promise<T> {
  return tracer === null ? work() : inSpan(tracer, name, details, trail ?? ROOT_CONTEXT, work);
}

/** Does a piece of work for several at once: below the first of them. The span and those of the others name each other. */
export function tracedTogether<T>(
  trails: readonly Trail[],
  name: string,
  details: Details,
  work: () => Promise<T>,
): Promise<T> {
  if (tracer === null) return work();
  const [first = ROOT_CONTEXT, ...others] = trails;
  const spans = others.flatMap((trail) => trace.getSpan(trail) ?? []);
  return inSpan(tracer, name, details, first, () => {
    const own = trace.getActiveSpan();
    for (const other of spans) {
      own?.addLink({ context: other.spanContext() });
      if (own !== undefined) other.addLink({ context: own.spanContext() });
    }
    return work();
  });
}

/** Tells of a piece of work that has just been done and only now proved worth telling. @returns its place. */
export function tracedSince(start: number, name: string, details: Details): Trail | undefined {
  if (tracer === null) return undefined;
  const span = tracer.startSpan(name, { root: true, startTime: start, attributes: details });
  span.end();
  return trace.setSpan(ROOT_CONTEXT, span);
}

/** Opens a span for what a request asks, below where its sender is. Null: nobody wants spans. */
export function openRequest(trail: Trail, name: string, details: Details): OpenSpan | null {
  return tracer === null ? null : open(tracer, name, SpanKind.SERVER, details, trail);
}

/** Opens a span for what another program is asked. Null: nobody wants spans, or the caller works for nobody who asked. */
export function openCall(name: string, details: Details): OpenSpan | null {
  const trail = context.active();
  return tracer === null || trace.getSpan(trail) === undefined
    ? null
    : open(tracer, name, SpanKind.CLIENT, details, trail);
}

function open(by: Tracer, name: string, kind: SpanKind, details: Details, trail: Trail): OpenSpan {
  const span = by.startSpan(name, { kind, attributes: details }, trail);
  const inside = trace.setSpan(trail, span);
  return {
    within: (work) => context.with(inside, work),
    end: (failure, more = {}) => {
      span.setAttributes(more);
      if (failure !== null) fail(span, failure);
      span.end();
    },
  };
}

async function inSpan<T>(by: Tracer, name: string, details: Details, trail: Trail, work: () => Promise<T>): Promise<T> {
  const span = by.startSpan(name, { attributes: details }, trail);
  try {
    return await context.with(trace.setSpan(trail, span), work);
  } catch (error) {
    // Not its message, which can hold what a client sent.
    fail(span, error instanceof Error ? error.name : 'error');
    throw error;
  } finally {
    span.end();
  }
}

/** Says of the span that is open here that what it is of went wrong. */
export function failed(failure: string): void {
  const span = tracer === null ? undefined : trace.getActiveSpan();
  if (span !== undefined) fail(span, failure);
}

function fail(span: Span, failure: string): void {
  span.setAttribute('error.type', failure);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
