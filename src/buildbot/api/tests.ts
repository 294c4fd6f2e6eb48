// The results of tests, as a master's API tells them: by build and by set.

import type { Named, StoredTestResult } from '../stored.ts';
import type { Row } from '../tables.ts';
import type { Master, Told } from './master.ts';
import { TooLarge } from './problem.ts';
import * as rows from './rows.ts';
import { expectAlive, isTooMuch, unlessUntold } from './untold.ts';

const PAGE = 1_000;
/** How long before a builder was asked a build of it may have ended without having been seen, in seconds. */
const MARGIN = 3_600;

/** Few builders have any. Those that have none are not asked again for each of the builds that they had until then. */
export class TestResults {
  readonly #master: Master;
  readonly #askedAt: number;
  readonly #builders: Set<number>;

  private constructor(master: Master, askedAt: number, builders: Set<number>) {
    this.#master = master;
    this.#askedAt = askedAt;
    this.#builders = builders;
  }

  /** Throws MasterProblem. */
  static async open(master: Master, { builders }: Named): Promise<TestResults> {
    const askedAt = master.now;
    const found = await Promise.all(
      builders.map(async ({ builder: { id } }) => {
        const mayHave = await unlessUntold(
          master,
          async () =>
            ((await master.things(`builders/${id}/test_result_sets`, 'test_result_sets', [['limit', 1]])) ?? [])
              .length > 0,
          () => true,
        );
        return mayHave ? id : null;
      }),
    );
    return new TestResults(master, askedAt, new Set(found.filter((id) => id !== null)));
  }

  /** Those of one build, by set and id. @param untold told when some of them cannot be told. Throws MasterProblem. */
  async *of(build: Row<'builds'>, untold: (why: string) => void): AsyncGenerator<readonly StoredTestResult[]> {
    const mayHave =
      this.#builders.has(build.builderid ?? -1) ||
      build.complete_at === null ||
      build.complete_at >= this.#askedAt - MARGIN;
    if (!mayHave) return;
    try {
      yield* this.#of(build);
    } catch (error) {
      if (!isTooMuch(error)) throw error;
      await expectAlive(this.#master);
      untold(error.message);
    }
  }

  async *#of(build: Row<'builds'>): AsyncGenerator<readonly StoredTestResult[]> {
    const told = (await this.#master.things(`builds/${build.id}/test_result_sets`, 'test_result_sets')) ?? [];
    for (const set of told.map(rows.testSetRow).sort((a, b) => (a.id ?? 0) - (b.id ?? 0))) {
      if (set.id === null) continue;
      for await (const results of this.#resultsOf(set.id)) {
        yield results.map((result) => ({
          result: rows.testResultRow(result),
          set,
          build,
          test: rows.nameOf(result.test_name),
          path: rows.nameOf(result.test_code_path),
        }));
      }
    }
  }

  /** The master reads all of them for every page of them: they are asked for in pages only where they are too many for one. */
  async *#resultsOf(set: number): AsyncGenerator<readonly Told[]> {
    const path = `test_result_sets/${set}/results`;
    const key = 'test_resultid';
    try {
      const all = [...((await this.#master.things(path, 'test_results')) ?? [])];
      yield all.sort((a, b) => (rows.int(a[key]) ?? 0) - (rows.int(b[key]) ?? 0));
      return;
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
    }
    for (let after = 0; ; ) {
      const parameters = [
        [`${key}__gt`, after],
        ['order', key],
        ['limit', PAGE],
      ] as const;
      const results = (await this.#master.things(path, 'test_results', parameters)) ?? [];
      yield results;
      const last = rows.int(results.at(-1)?.[key]) ?? after;
      if (last <= after) return;
      after = last;
    }
  }
}
