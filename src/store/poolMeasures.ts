// What is measured of the connections to the database.

import type { Measure } from '../measures.ts';
import type { Database } from './database.ts';

export function poolMeasures({ pool }: Pick<Database, 'pool'>): readonly Measure[] {
  return [
    {
      kind: 'gauge',
      name: 'lavalamp_database_connections',
      help: 'Connections to the database, by state: used or idle.',
      read: () => [
        { labels: { state: 'used' }, value: pool.totalCount - pool.idleCount },
        { labels: { state: 'idle' }, value: pool.idleCount },
      ],
    },
    {
      kind: 'gauge',
      name: 'lavalamp_database_waiting',
      help: 'How many wait for a connection to the database.',
      read: () => pool.waitingCount,
    },
  ];
}
