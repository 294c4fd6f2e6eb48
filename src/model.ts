// The plain records: what the rooms of the house hand to each other. They import nothing but each other.
//
// Shapes: ids are decimal strings of 64-bit integers (see store/ids.ts). Times are strings, ISO 8601 in UTC with milliseconds,
// and so compare as they sort. `null` means "not so, or not known"; nothing is ever undefined.

export type * from './model/access.ts';
export * from './model/builds.ts';
export type * from './model/hooks.ts';
export type * from './model/origins.ts';
export type * from './model/pages.ts';
export type * from './model/requests.ts';
export * from './model/results.ts';
export type * from './model/retention.ts';
export type * from './model/sources.ts';
export type * from './model/steps.ts';
export type * from './model/tests.ts';
export type * from './model/uploads.ts';
export type * from './model/values.ts';
export type * from './model/webhooks.ts';
