// Lists that are read to their end.

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** How many to ask for at a time. */
const PAGE = 100;

/** @param read reads the page after a cursor; null: the first. Throws what it throws. */
export async function* everyPage<T>(
  read: (page: { readonly first: number; readonly after: string | null }) => Promise<Page<T>>,
): AsyncGenerator<T> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Page<T> = await read({ first: PAGE, after });
    yield* nodes;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

/** @returns the whole list. */
export async function collected<T>(list: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of list) all.push(one);
  return all;
}
