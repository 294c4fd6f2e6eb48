// Who asks, and the tokens.

import type { TokenResolvers, ViewerResolvers } from '../../generated/resolvers.ts';
import { scopesOf } from '../scopes.ts';
import { idOf } from './things.ts';

const Viewer: ViewerResolvers = { scopes: scopesOf };

const Token: TokenResolvers = { id: idOf('Token') };

export const access = { Viewer, Token };
