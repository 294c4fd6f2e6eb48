// Whether what was imported before is of the same Buildbot, and still there.

import type { Reading } from '../../buildbot/index.ts';
import { BuildByKeyDocument, type Client } from '../../client/index.ts';
import { CliError } from '../exit.ts';
import { plain } from '../terminal.ts';
import { freshState, type State } from './state.ts';

/** The state, when Buildbot and server are those that it speaks of; else a fresh one. Throws CliError when it is another Buildbot. */
export async function resumable(client: Client, history: Reading, state: State, origin: string): Promise<State> {
  const { witness } = state;
  if (witness === null) return freshState();
  await expectSameHistory(history, state, origin);
  const { buildByKey } = await client.execute(BuildByKeyDocument, { origin, key: `build/${witness.id}` });
  return buildByKey === null || buildByKey === undefined ? freshState() : state;
}

/** Throws CliError when it is another Buildbot than the one that the state speaks of. */
export async function expectSameHistory(history: Reading, { witness }: State, origin: string): Promise<void> {
  if (witness === null) return;
  const build = await history.build(witness.id);
  const isOther = build !== undefined && (build.number !== witness.number || build.started_at !== witness.startedAt);
  if (isOther) {
    throw new CliError(
      `Build ${witness.id} of this Buildbot is not the one that was imported for ${plain(origin)} before. ` +
        'Give another --origin to another Buildbot; or, if it is the same one after all, add --again.',
    );
  }
}
