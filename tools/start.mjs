// npm start: builds what is stale, then serves, in this one process, so that signals reach the server.
import { build } from './build.mjs';

try {
  await build({ ifStale: true });
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}
process.argv.splice(2, process.argv.length, 'serve', ...process.argv.slice(2));
await import('../dist/cli/main.js');
