// How PostgreSQL would run the statements that this process sends.

import pg from 'pg';
import type { Database } from '../../src/store/database.ts';

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Runs `work`. @returns the plans of the statements that were sent meanwhile, each with its text. */
export async function plansOf(
  { pool }: Database,
  work: () => Promise<unknown>,
): Promise<{ readonly text: string; readonly plan: string }[]> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function noted(this: pg.Client, ...args: unknown[]) {
    const [first] = args as [Sent | string];
    if (typeof first !== 'string' && first.values?.length > 0) sent.push({ text: first.text, values: first.values });
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  const plans: { text: string; plan: string }[] = [];
  for (const { text, values } of sent) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...values]);
    plans.push({ text, plan: rows.map((row) => row['QUERY PLAN']).join('\n') });
  }
  return plans;
}
