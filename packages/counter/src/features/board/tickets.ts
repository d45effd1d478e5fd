import type { RouterInputs, Ticket } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useShop } from '../../shop/shop.ts';
import { type Column, type Target, columnOf, columns } from './columns.ts';

export interface BoardFilters {
  search?: string | undefined;
  mechanic?: number | undefined;
}

type Filter = Exclude<RouterInputs['tickets']['list'], void>;

const inColumn: Record<Column, Filter> = {
  open: { status: 'open', onHold: false },
  in_progress: { status: 'in_progress', onHold: false },
  hold: { status: ['open', 'in_progress'], onHold: true },
  completed: { status: 'completed', invoiced: false },
};

const PAGE = 100;

/** The tickets of one column, newest first, a hundred at a time. */
export function useColumn(column: Column, { search, mechanic }: BoardFilters) {
  const shop = useShop();
  return useInfiniteQuery(
    shop.tickets.list.infiniteQueryOptions(
      { ...inColumn[column], limit: PAGE, search, mechanicId: mechanic },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  );
}

/** Puts tickets into columns, with those that are being moved where they go. */
export function arrange(tickets: readonly Ticket[], moving: ReadonlyMap<number, Target>): Record<Column, Ticket[]> {
  const placed: Record<Column, Ticket[]> = { open: [], in_progress: [], hold: [], completed: [] };
  const newest = new Map<number, Ticket>();
  // Columns are read one after the other: a ticket that moved in between is in two of them.
  for (const ticket of tickets) {
    if ((newest.get(ticket.id)?.version ?? 0) < ticket.version) newest.set(ticket.id, ticket);
  }
  for (const ticket of [...newest.values()].toSorted((a, b) => b.id - a.id)) {
    const target = moving.get(ticket.id) ?? columnOf(ticket);
    if (columns.some((column) => column === target)) placed[target as Column].push(ticket);
  }
  return placed;
}
