// Tokens by their secrets. Every call of the API asks, so this is not left to Prisma.

import type { Token } from '../model.ts';
import { type Reader, Row } from './reader.ts';
import { TOKENS } from './records.ts';

const BY_HASH = `select ${TOKENS.columns} from token t where t.hash = $1::bytea`;

/** @returns the token whose secret has this hash, revoked or not; null when there is none. */
export async function tokenOfHash(reader: Reader, hash: Uint8Array): Promise<Token | null> {
  const [cells] = await reader.rows(BY_HASH, [Buffer.from(hash)]);
  return cells === undefined ? null : TOKENS.read(new Row(cells));
}
