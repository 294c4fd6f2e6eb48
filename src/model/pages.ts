// Which part of a list is asked for.

/** Which page: at most one of `first` and `last` is given; with neither, a default size applies. */
export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}
