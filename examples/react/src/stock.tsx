import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useShop } from './shop.tsx';

const euros = (cents: number) => (cents / 100).toFixed(2);

/** The parts on the shelf, page by page. Needs no login. */
export function Stock() {
  const shop = useShop();
  const [search, setSearch] = useState('');
  const parts = useInfiniteQuery(
    shop.inventory.list.infiniteQueryOptions(search.trim() ? { search } : {}, {
      getNextPageParam: ({ nextCursor }) => nextCursor,
    }),
  );
  return (
    <section aria-label="Stock">
      <input aria-label="Search parts" value={search} onChange={(event) => setSearch(event.target.value)} />
      {parts.error && <p role="alert">{parts.error.message}</p>}
      <ul>
        {parts.data?.pages.flatMap(({ items }) =>
          items.map(({ id, name, available, priceCents }) => (
            <li key={id}>
              {name}: {available} at {euros(priceCents)}
            </li>
          )),
        )}
      </ul>
      {parts.hasNextPage && <button onClick={() => void parts.fetchNextPage()}>More</button>}
    </section>
  );
}
