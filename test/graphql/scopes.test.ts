import { describe, expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { mayUse, neededScope, requireScope, scopesOf } from '../../src/graphql/scopes.ts';
import type { Scope, Viewer } from '../../src/model.ts';

const schema = createSchema();
const viewer = (tokenName: string | null, ...scopes: Scope[]): Viewer => ({ tokenName, scopes: new Set(scopes) });
const fields = (type: ReturnType<typeof schema.getQueryType>) => Object.keys(type?.getFields() ?? {});

describe('the scope that is needed', () => {
  test.each(fields(schema.getQueryType()).map((field) => [field]))('to query %s is READ, but for some', (field) => {
    const exceptions: Record<string, Scope | null> = {
      viewer: null,
      tokens: 'ADMIN',
      webhook: 'ADMIN',
      webhooks: 'ADMIN',
      hooks: 'ADMIN',
      hookDeliveries: 'ADMIN',
    };
    expect(neededScope('query', field)).toBe(field in exceptions ? exceptions[field] : 'READ');
  });

  test.each(fields(schema.getSubscriptionType()).map((field) => [field]))('to subscribe to %s is READ', (field) => {
    expect(neededScope('subscription', field)).toBe('READ');
  });

  test.each(fields(schema.getMutationType()).map((field) => [field]))(
    'to mutate by %s is REPORT, but for tokens, webhooks, hooks and retention',
    (field) => {
      expect(neededScope('mutation', field)).toBe(/Token$|Webhook|Hook|Retention/.test(field) ? 'ADMIN' : 'REPORT');
    },
  );

  test.each(['__schema', '__type', '__typename'])('to query %s is none', (field) => {
    expect(neededScope('query', field)).toBeNull();
  });
});

describe('a viewer', () => {
  test('with ADMIN may do everything', () => {
    expect(scopesOf(viewer('t', 'ADMIN'))).toEqual(['READ', 'REPORT', 'ADMIN']);
  });

  test('with REPORT may not read', () => {
    expect(mayUse(viewer('t', 'REPORT'), 'READ')).toBe(false);
  });

  const refusal = (who: Viewer, scope: Scope): LavalampError => {
    try {
      requireScope(who, scope, '`builds`');
    } catch (error) {
      if (error instanceof LavalampError) return error;
    }
    throw new Error('It was let through.');
  };

  test('without a token is told to send one, and which', () => {
    const { code, message, details } = refusal(viewer(null), 'READ');
    expect([code, details]).toEqual(['UNAUTHENTICATED', { scope: 'READ' }]);
    expect(message).toContain('a token with the scope READ');
  });

  test('with a token of another scope is told what it lacks and what it has', () => {
    const { code, message, details } = refusal(viewer('t', 'READ'), 'REPORT');
    expect([code, details]).toEqual(['FORBIDDEN', { scope: 'REPORT' }]);
    expect(message).toBe('`builds` needs the scope REPORT; the token that was sent has READ.');
  });
});
