import { expect, test } from 'vitest';
import { planOf } from '../../src/cli/run/plan.ts';

const words = (text: string) => text.split(' ').filter((word) => word !== '');
const said = (text: string, name?: string) =>
  planOf(words(text), name).map((step) => `${step.name}: ${step.command.join(' ')}`);

test('without a name for the first step, all words are one command, whatever they are', () => {
  expect(said('/usr/bin/make --step test -- x')).toEqual(['make: /usr/bin/make --step test -- x']);
  expect(said('lavalamp run -b inner --step a -- true')).toHaveLength(1);
});

test('each `--step NAME --` begins a step, once the first has a name', () => {
  expect(said('make -j8 --step test -- make test --step=lint -- npm run -s lint -- --fix', 'build')).toEqual([
    'build: make -j8',
    'test: make test',
    'lint: npm run -s lint -- --fix',
  ]);
});

test('a command may have an option --step of its own', () => {
  expect(said('tool --step 3 --all -- --step=x y --step', 'one')).toEqual([
    'one: tool --step 3 --all -- --step=x y --step',
  ]);
});

test.each(['--step b -- true', 'true --step b --', 'true --step b -- --step c -- true'])(
  'a step without a command is refused: %s',
  (text) => {
    expect(() => said(text, 'a')).toThrow(/^The step "[abc]" has no command\.$/);
  },
);

test('a step without a name is refused', () => {
  expect(() => said('true --step= -- true', 'a')).toThrow('A step has no name.');
});
