import { post } from './http.ts';
import { authorization } from './token.ts';

/** What the examples name, as far as the server has it. */
export interface Newest {
  readonly buildId?: string | undefined;
  readonly logId?: string | undefined;
  readonly eventCursor?: string | undefined;
}

interface NewestData {
  readonly eventCursor?: string;
  readonly builds?: { readonly nodes?: readonly NewestBuild[] };
}

interface NewestBuild {
  readonly id: string;
  readonly steps?: { readonly nodes?: readonly { readonly logs?: readonly { readonly id: string }[] }[] };
}

/** More than one build, since the newest may not have written a log yet. */
const QUERY = `query NewestBuilds {
  eventCursor
  builds(first: 10, orderBy: { field: STARTED_AT, direction: DESC }) {
    nodes { id steps(first: 5) { nodes { logs { id } } } }
  }
}`;

/** The page waits for this look-up, so that it must not take long. */
const PATIENCE_MS = 2000;

/** The newest build, the newest log and the present event cursor. What is absent, forbidden or too slow is left out. */
export async function findNewest(token: string): Promise<Newest> {
  const { data } = await post({ query: QUERY }, authorization(token), AbortSignal.timeout(PATIENCE_MS));
  const { eventCursor, builds } = (data ?? {}) as NewestData;
  const nodes = builds?.nodes ?? [];
  const logs = nodes.flatMap((build) => build.steps?.nodes ?? []).flatMap((step) => step.logs ?? []);
  return { buildId: nodes[0]?.id, logId: logs[0]?.id, eventCursor };
}
