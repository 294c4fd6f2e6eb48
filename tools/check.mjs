// npm run check: everything but the tests. Each check that fails prints the command that mends it.
import { spawnSync } from 'node:child_process';
import { generatePrisma } from './generate.mjs';

const CHECKS = [
  {
    name: 'format and lint',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    mend: 'npm run format   (what it cannot mend by itself, it names)',
  },
  {
    name: 'generated code is fresh',
    command: ['tools/generate.mjs', '--check'],
    mend: 'npm run generate   (and commit what it changes)',
  },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', '.'], mend: 'mend the errors above' },
  {
    name: "types of GraphiQL's page",
    command: ['node_modules/typescript/bin/tsc', '-p', 'src/transport/graphiql'],
    mend: 'mend the errors above',
  },
];

generatePrisma();
const failed = CHECKS.filter(({ name, command, mend }) => {
  const start = Date.now();
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(status === 0 ? `ok    ${name} (${seconds} s)` : `FAIL  ${name} (${seconds} s). Mend it with: ${mend}`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
