import type { RouterInputs, Ticket } from '@mechanic-shop/client';
import { type QueryClient, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
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
const FRESH_MS = 5_000;

/** The query of one column, newest first, a hundred at a time. */
function columnQuery(shop: ReturnType<typeof useShop>, column: Column, { search, mechanic }: BoardFilters) {
  return shop.tickets.list.infiniteQueryOptions(
    { ...inColumn[column], limit: PAGE, search, mechanicId: mechanic },
    // What was read while the page started is not read again; an event reads it again at once.
    { getNextPageParam: ({ nextCursor }) => nextCursor, staleTime: FRESH_MS },
  );
}

/** The tickets of one column. */
export function useColumn(column: Column, filters: BoardFilters) {
  return useInfiniteQuery({ ...columnQuery(useShop(), column, filters), placeholderData: keepPreviousData });
}

/** Reads the board before it is drawn, which shows what fails. */
export async function readBoard(shop: ReturnType<typeof useShop>, queries: QueryClient): Promise<void> {
  await Promise.allSettled(columns.map((column) => queries.infiniteQuery(columnQuery(shop, column, {}))));
}

/** The tickets of each column, newest first. */
export type Arranged = Readonly<Record<Column, readonly Ticket[]>>;

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
