// What a CDEvent is, as far as it is read: alike in the versions 0.1 to 0.6. What differs between them may be left out.

import { z } from 'zod';
import { name, text } from '../reading.ts';

const reference = z.looseObject({ id: name, source: text });

const content = z.looseObject({
  pipelineName: text,
  taskName: text,
  /** Called `url` before 0.4. */
  uri: text,
  url: text,
  outcome: text,
  errors: text,
  pipelineRun: reference.nullish(),
  artifactId: text,
  /** Why a run of tests ended so. */
  reason: text,
  testSuite: z.looseObject({ id: text, name: text }).nullish(),
  testCase: z.looseObject({ id: text, name: text }).nullish(),
  testSuiteRun: reference.nullish(),
  description: text,
  repository: z.looseObject({ id: text, source: text, url: text, name: text }).nullish(),
});

export const event = z.looseObject({
  context: z.looseObject({
    id: name,
    source: name,
    type: z.string().max(200),
    timestamp: text,
  }),
  subject: z.looseObject({ id: name, source: text, content: content.nullish() }),
});

export type PostedEvent = z.infer<typeof event>;
export type PostedContent = z.infer<typeof content>;
