// The one line that `lavalamp run` says of its own.

import { BuildByKeyDocument, type BuildByKeyQuery, type Client } from '../../client/index.ts';
import { plain } from '../terminal.ts';
import type { Facts } from './record.ts';
import type { Delivery, Done } from './run.ts';

/** How long to wait for the build's number, in milliseconds. It is not worth more. */
const PATIENCE_MS = 2_000;

/** @returns what became of the build and its reports, without line feeds. */
export async function summaryOf(
  { outcome: { result }, delivery }: Done,
  facts: Facts,
  client: Client,
  url: string,
): Promise<string> {
  const refused = delivery.refused.length === 0 ? '' : `; the server refused ${refusals(delivery.refused)}`;
  if (!delivery.complete) return plain(`${facts.builder}: ${result}${refused}; ${undelivered(delivery)}`);
  const build = await find(facts, client);
  if (build === null) return plain(`${facts.builder}: ${result}${refused}`);
  const log = build.steps.nodes[0]?.logs[0];
  const address = log === undefined ? '' : `  ${url.replace(/\/+$/, '')}${log.rawUrl}`;
  return plain(`build ${build.number} of ${facts.builder}: ${result}${refused}${address}`);
}

function undelivered({ problem, keptIn, loss }: Delivery): string {
  const why = (problem?.message ?? 'its output did not fit into memory').replace(/\.$/, '');
  if (loss !== null) return `not all of it was reported (${why}), and the rest is lost (${loss.message})`;
  return `not all of it was reported yet (${why}); the rest is kept in ${keptIn} and sent by the next \`lavalamp run\`, or by \`lavalamp send\``;
}

function refusals(sentences: readonly string[]): string {
  const [first = ''] = sentences;
  return sentences.length === 1 ? `a report: ${first}` : `${sentences.length} reports, the first: ${first}`;
}

/** @returns null when the build cannot be read, as with a token that only allows to report. */
async function find({ origin, key }: Facts, client: Client): Promise<BuildByKeyQuery['buildByKey']> {
  try {
    return (await client.execute(BuildByKeyDocument, { origin, key }, { timeoutMs: PATIENCE_MS })).buildByKey;
  } catch {
    return null;
  }
}
