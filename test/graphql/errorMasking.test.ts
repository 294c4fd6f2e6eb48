import { GraphQLError, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { LavalampError } from '../../src/errors.ts';
import { maskErrors, maskResult } from '../../src/graphql/errorMasking.ts';

function incident() {
  const lines: { readonly details: object; readonly message: string }[] = [];
  return {
    lines,
    requestId: 'request-1',
    log: { error: (details: object, message: string) => void lines.push({ details, message }) },
  };
}

const located = (originalError: Error) =>
  new GraphQLError(originalError.message, { nodes: parse('{ a }').definitions, path: ['a'], originalError });

describe('what clients are told of', () => {
  test('an error that is meant for them is its message, code and details', () => {
    const where = incident();
    const lagged = new LavalampError('LAGGED', 'Too slow.', { cursor: 'c' });
    for (const error of [lagged, located(lagged), located(located(lagged))]) {
      const [shown] = maskErrors([error], where);
      expect([shown?.message, shown?.extensions]).toEqual(['Too slow.', { code: 'LAGGED', cursor: 'c' }]);
    }
    expect(where.lines).toEqual([]);
  });

  test('a mistake in an argument is what GraphQL says of it', () => {
    const [shown] = maskErrors([located(new GraphQLError('Argument "x" must not be null.'))], incident());
    expect([shown?.message, shown?.extensions]).toEqual(['Argument "x" must not be null.', { code: 'BAD_USER_INPUT' }]);
  });

  test.each([new Error('secret: /etc/passwd'), new TypeError('x is not a function'), 'a string', undefined])(
    'anything else is the id of the request, and where it happened',
    (thrown) => {
      const where = incident();
      const error = thrown instanceof Error ? located(thrown) : thrown;
      const [shown] = maskErrors([error], where);
      expect(shown?.message).toBe('Something went wrong here');
      expect(shown?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' });
      expect(JSON.stringify(shown)).not.toMatch(/stack|secret|function/);
      expect(where.lines).toEqual([
        { details: { requestId: 'request-1', err: thrown }, message: 'An operation failed unexpectedly' },
      ]);
    },
  );
});

test('one cause that hits many fields is logged once, and shown at each', () => {
  const where = incident();
  const cause = new Error('the database said no');
  const errors = Array.from({ length: 50 }, () => located(cause));
  expect(maskErrors(errors, where)).toHaveLength(50);
  expect(where.lines).toHaveLength(1);
});

test('a result without errors is left as it is', () => {
  const result = { data: { a: 1 } };
  expect(maskResult(result, incident())).toBe(result);
});
