// How Node runs what the tests start.

/**
 * Options for whatever opens PGlite. It is 10 MB of WebAssembly, which V8 would compile a second time, to run it faster later on:
 * that costs each process a second of CPU, and pays off for those that live longer than a test.
 */
export const SHORT_LIVED = ['--liftoff-only'];
