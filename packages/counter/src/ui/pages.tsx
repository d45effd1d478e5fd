import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';

interface Paged<T> {
  data: { pages: { items: T[] }[] } | undefined;
  hasNextPage: boolean;
  fetchNextPage(): unknown;
}

/** How pages of a list continue; for `infiniteQueryOptions`. */
export const paged = { getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor };

export function rowsOf<T>({ data }: Pick<Paged<T>, 'data'>): T[] {
  return data?.pages.flatMap(({ items }) => items) ?? [];
}

/** Loads the next page of a list, while there is one. */
export function More({ list }: { list: Pick<Paged<unknown>, 'hasNextPage' | 'fetchNextPage'> }) {
  const { app } = useTexts();
  return list.hasNextPage && <Button onPress={() => void list.fetchNextPage()}>{app.more}</Button>;
}
