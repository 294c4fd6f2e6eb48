// What a test leaves behind, taken away in the end.

const steps: (() => Promise<unknown>)[] = [];

/** Notes what takes something away again. */
export function toCleanUp(step: () => Promise<unknown>): void {
  steps.push(step);
}

/** To be called after all tests of a file: takes everything away, what came last first. */
export async function cleanUp(): Promise<void> {
  for (const step of steps.splice(0).reverse()) await step();
}
