// Whether the database answers, asked by those who watch over processes.

import { cut } from './connections.ts';
import { type Database, reached } from './database.ts';

/** How long the database may take to answer. Whoever asks has little patience, and asks again soon. */
const PATIENCE_MS = 2_000;

/**
 * Resolves when the database answers. Rejects with LavalampError UNAVAILABLE when it is away, or does not answer for a few seconds:
 * its connection is then cut, for the next who ask would each leave another one waiting.
 */
export function probe({ pool, embedded }: Pick<Database, 'pool' | 'embedded'>): Promise<void> {
  return reached(async () => {
    const client = await pool.connect();
    // The embedded database works in this process: it is busy when it is late, and has no connection to lose.
    const late = embedded ? undefined : setTimeout(() => cut(client), PATIENCE_MS);
    try {
      await client.query('select log_id from event_log where id = 1');
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    } finally {
      clearTimeout(late);
    }
  });
}
