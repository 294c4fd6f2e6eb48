// Who may do what.

import type { Id, Time } from './values.ts';

export type Scope = 'READ' | 'REPORT' | 'ADMIN';

export interface Token {
  readonly id: Id;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Time;
  readonly revokedAt: Time | null;
}

/** Who is asking. */
export interface Viewer {
  readonly tokenName: string | null;
  readonly scopes: ReadonlySet<Scope>;
}
