// The plainest of what records are made of.

export type Id = string;
export type Time = string;
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
