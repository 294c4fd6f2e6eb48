import { test } from 'vitest';
import { startServer } from '../support/server.ts';
test('x', async () => {
  const s = await startServer({ LAVALAMP_LOG_LEVEL: 'error' });
  for (let i = 0; i < 3; i++) console.log(JSON.stringify(await s.graphql('{ viewer { scopes } eventCursor __type(name: "Build") { kind } builds { nodes { id } } }')));
  await s.stop();
});
