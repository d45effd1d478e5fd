import { isShopError } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { useShop } from './shop.tsx';

/** A customer's own tickets, live, and a form to open another. */
export function MyTickets() {
  const shop = useShop();
  const queries = useQueryClient();
  const [description, setDescription] = useState('');
  const tickets = useQuery(shop.tickets.mine.queryOptions());
  // What the shop or anybody else changes is shown at once.
  useSubscription(
    shop.events.live.subscriptionOptions(
      { kinds: ['ticket.*'] },
      { onData: () => void queries.invalidateQueries(shop.tickets.mine.queryFilter()) },
    ),
  );
  const open = useMutation(
    shop.tickets.create.mutationOptions({
      onSuccess: async () => {
        setDescription('');
        await queries.invalidateQueries(shop.tickets.mine.queryFilter());
      },
    }),
  );
  // Each reason has typed details: here, which member of the input was rejected.
  const refused = isShopError(open.error, 'INVALID_INPUT') ? open.error.data.details.issues : [];
  return (
    <section aria-label="My tickets">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open.mutate({ description });
        }}
      >
        <input aria-label="Description" value={description} onChange={(event) => setDescription(event.target.value)} />
        <button disabled={open.isPending}>Open a ticket</button>
        {refused.map(({ path, message }) => (
          <p role="alert" key={path.join('.')}>
            {path.join('.')}: {message}
          </p>
        ))}
      </form>
      <ul>
        {tickets.data?.items.map(({ id, status, description: text }) => (
          <li key={id}>
            {id} {status}: {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
