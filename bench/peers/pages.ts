import type { Tokens } from './data.ts';

/** A page of a list for each server: its cursor at ours, and the id before which it begins at the peer. */
export interface PageStart {
  token: string;
  cursor: string | undefined;
  before: number | undefined;
}

/** Pages spread over the lists that users look through. */
export interface Pages {
  customers: PageStart[];
  mine: PageStart[];
}

interface Answer {
  result: { data: { items: { id: number }[]; nextCursor: string | null } };
}

/** The starts of the pages of a list, at most so many. */
async function pagesOf(url: string, path: string, token: string, most: number): Promise<PageStart[]> {
  const found: PageStart[] = [{ token, cursor: undefined, before: undefined }];
  while (found.length < most) {
    const input = encodeURIComponent(JSON.stringify({ limit: 100, cursor: found.at(-1)?.cursor }));
    const response = await fetch(`${url}/trpc/${path}?input=${input}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items, nextCursor } = ((await response.json()) as Answer).result.data;
    if (nextCursor === null) break;
    found.push({ token, cursor: nextCursor, before: items.at(-1)?.id });
  }
  return found;
}

/** Reads where pages begin from our server: all pages of the customers, and each mechanic's own tickets. */
export async function findPages(url: string, { mechanics }: Tokens): Promise<Pages> {
  const customers = await pagesOf(url, 'customers.list', mechanics[0] ?? '', Number.POSITIVE_INFINITY);
  const mine: PageStart[][] = [];
  for (const token of mechanics) mine.push(await pagesOf(url, 'tickets.mine', token, 4));
  return {
    // Each user looks at another page each time.
    customers: Array.from({ length: 20 * mechanics.length + 20 }, (_, n) => ({
      ...(customers[n % customers.length] ?? { cursor: undefined, before: undefined }),
      token: mechanics[Math.floor(n / 3) % mechanics.length] ?? '',
    })),
    mine: [0, 1, 2, 3].flatMap((page) => mine.flatMap((own) => own[page] ?? [])),
  };
}
