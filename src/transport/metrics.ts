// `GET /metrics`: what all rooms measure, in the text format of Prometheus.

import type { FastifyInstance } from 'fastify';
import {
  collectDefaultMetrics,
  type Metric,
  type MetricObjectWithValues,
  type MetricValue,
  Registry,
} from 'prom-client';
import type { Distribution, Measure, Reading, Sample } from '../measures.ts';
import type { Authentication } from './authentication.ts';
import { requiring } from './routes.ts';

/** Serves the measures, and those of the process itself, to those who may read. */
export function serveMetrics(app: FastifyInstance, authentication: Authentication, measures: readonly Measure[]): void {
  // Not the one that prom-client keeps for the whole process: several servers can run in one, as in the tests.
  const registry = new Registry();
  for (const measure of measures) registry.registerMetric(metricOf(measure));
  let ofProcess = false;
  app.get('/metrics', { onRequest: requiring(authentication, 'READ', 'bearer') }, async (_request, reply) => {
    // With the first question: these watch the event loop and the garbage collector for as long as the process lives.
    if (!ofProcess) collectDefaultMetrics({ register: registry });
    ofProcess = true;
    reply.header('content-type', registry.contentType).header('cache-control', 'no-store');
    return registry.metrics();
  });
}

/** All that the registry asks of a metric: its name, and its values when it is scraped. */
function metricOf(measure: Measure): Metric {
  const { kind, name, help } = measure;
  const get = async () => ({ name, help, type: kind, values: await valuesOf(measure), aggregator: 'sum' });
  return { name, get } as { get: () => Promise<unknown> } as Metric;
}

async function valuesOf(measure: Measure): Promise<MetricObjectWithValues<MetricValue<string>>['values']> {
  if (measure.kind === 'histogram') return samplesOf(measure.read()).flatMap((sample) => buckets(measure.name, sample));
  return samplesOf(await measure.read()).map(({ labels, value }) => ({ labels, value }));
}

function samplesOf<V extends object | number>(reading: Reading<V>): readonly Sample<V>[] {
  if (reading === null) return [];
  return Array.isArray(reading) ? reading : [{ labels: {}, value: reading as V }];
}

/** A histogram's series: how many values there were up to each bound. */
function buckets(name: string, { labels, value }: Sample<Distribution>) {
  let count = 0;
  const series = value.counts.map((more, i) => {
    count += more;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: value.bounds[i] ?? '+Inf' }, value: count };
  });
  return [
    ...series,
    { metricName: `${name}_sum`, labels, value: value.sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
