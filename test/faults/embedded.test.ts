// The embedded database belongs to one process, and to the next one when that has died, however it died.

import { afterAll, describe, expect, inject, test } from 'vitest';
import { ADMIN_TOKEN } from '../support/server.ts';
import { cleanUp } from './support/cleanUp.ts';
import { answered } from './support/events.ts';
import { createDirectory } from './support/home.ts';
import { failToStart, SLOW, startProcess } from './support/processes.ts';

afterAll(cleanUp);

const START = `mutation { startBuild(input: { origin: "ci", key: "1", builder: "linux" }) { userErrors { message } } }`;

describe.runIf(inject('template').kind === 'pglite')('The embedded database', () => {
  test(
    'is refused to a second process with a sentence that says what to do, and is free when the first was killed',
    async () => {
      const settings = { LAVALAMP_DATA: await createDirectory(), LAVALAMP_ADMIN_TOKEN: ADMIN_TOKEN };
      const first = await startProcess(settings);
      await answered(first.graphql, START);

      const second = await failToStart(settings);
      expect(second).toMatchObject({ code: 1, stdout: '' });
      expect(second.stderr).toMatch(/^lavalamp: Another process uses .*LAVALAMP_DATA.*DATABASE_URL.*\.\n$/);
      // The first one has not noticed.
      await answered(first.graphql, START);

      await first.kill('SIGKILL');
      const third = await startProcess(settings);
      const { buildByKey } = await answered(third.graphql, '{ buildByKey(origin: "ci", key: "1") { number } }');
      expect(buildByKey).toEqual({ number: 1 });
      expect(await third.kill('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
    },
    SLOW,
  );
});
