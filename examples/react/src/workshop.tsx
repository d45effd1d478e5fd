import { type Ticket, isShopError } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useShop } from './shop.tsx';

/** The newest tickets for staff, who add parts to them and set their status. */
export function Workshop() {
  const shop = useShop();
  const tickets = useQuery(shop.tickets.list.queryOptions({ limit: 10 }));
  return (
    <section aria-label="Workshop">
      <ul>
        {tickets.data?.items.map((ticket) => (
          <Job key={ticket.id} ticket={ticket} />
        ))}
      </ul>
    </section>
  );
}

function Job({ ticket }: { ticket: Ticket }) {
  const { id, version, status, description, parts, allowedStatuses } = ticket;
  const shop = useShop();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const found = useQuery(shop.inventory.list.queryOptions({ search, limit: 5 }, { enabled: search.trim() !== '' }));
  // After an error too: the ticket may have changed in the meantime.
  const afterwards = {
    onSettled: async () => {
      await queries.invalidateQueries(shop.tickets.pathFilter());
      await queries.invalidateQueries(shop.inventory.pathFilter());
    },
  };
  const addPart = useMutation(shop.tickets.addPart.mutationOptions(afterwards));
  const setStatus = useMutation(shop.tickets.setStatus.mutationOptions(afterwards));
  return (
    <li aria-label={`Ticket ${id}`}>
      {id} {status}: {description}
      <ul>
        {parts.map(({ partId, quantity, name }) => (
          <li key={partId}>
            {quantity} {name}
          </li>
        ))}
      </ul>
      <input aria-label="Part" value={search} onChange={(event) => setSearch(event.target.value)} />
      {found.data?.items.map((part) => (
        <button key={part.id} onClick={() => addPart.mutate({ id, partId: part.id })}>
          Add {part.name}
        </button>
      ))}
      {/* The version that is shown goes along: what somebody else changed meanwhile is seen before it is overwritten. */}
      {allowedStatuses.map((next) => (
        <button
          key={next}
          disabled={setStatus.isPending}
          onClick={() => setStatus.mutate({ id, version, status: next })}
        >
          {next}
        </button>
      ))}
      {[addPart.error, setStatus.error].map(
        (error, at) =>
          error && (
            <p role="alert" key={at}>
              {textOf(error)}
            </p>
          ),
      )}
    </li>
  );
}

/** Some reasons have details that make a better message. */
function textOf(error: { message: string }): string {
  if (isShopError(error, 'INSUFFICIENT_STOCK')) return `Only ${error.data.details.available} left.`;
  if (isShopError(error, 'VERSION_MISMATCH') && error.data.path === 'tickets.setStatus') {
    return `It is ${error.data.details.current.status} by now.`;
  }
  return error.message;
}
