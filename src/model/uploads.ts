// Files of test results that are sent here.

/** What a file is of. */
export interface UploadTarget {
  /** As its reporter names it. */
  readonly build: { readonly origin: string; readonly key: string };
  /** The key of the step that ran the tests; null when none is told. */
  readonly step: string | null;
  /** The name of the report. */
  readonly report: string;
}

/** How many results were taken: those that were kept now, and those that were there already. */
export interface UploadCounts {
  readonly results: number;
  readonly added: number;
  readonly repeated: number;
}

/** What the sender is answered. */
export interface UploadAnswer {
  /** Of HTTP. */
  readonly status: number;
  /** `problems`: why no more was taken. */
  readonly body: UploadCounts & { readonly problems: readonly string[] };
}
