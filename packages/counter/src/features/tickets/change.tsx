import { type ShopClient, type Ticket, isShopError } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Conflict } from '../../ui/conflict.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { differencesOf } from './differences.ts';

/** One change of a ticket: the call, and the ticket as it was when the change was begun. */
export interface Change {
  base: Ticket;
  call(tickets: ShopClient['tickets'], about: { id: number; version: number }): Promise<Ticket>;
  /** Called once it is saved, or given up for what somebody else saved, with the ticket as it is then. */
  onDone?: ((ticket: Ticket) => void) | undefined;
}

export interface TicketChange {
  run(change: Change): void;
  isPending: boolean;
  error: unknown;
  /** The change that met a newer version, and that version. */
  conflict: { change: Change; current: Ticket } | undefined;
  /** Saves the change over what somebody else saved. */
  keep(): void;
  /** Gives the change up. */
  take(): void;
}

function currentOf(error: unknown): Ticket | undefined {
  // The change of a ticket is refused with the ticket as it is now.
  return isShopError(error, 'VERSION_MISMATCH') ? (error.data.details.current as Ticket) : undefined;
}

/** Changes a ticket under the version that was shown, and shows the answer everywhere. */
export function useTicketChange(): TicketChange {
  const shop = useShop();
  const client = useShopClient();
  const queries = useQueryClient();
  const show = (ticket: Ticket): void => {
    queries.setQueryData(shop.tickets.get.queryKey({ id: ticket.id }), ticket);
    // Lists, histories and stock follow.
    void queries.invalidateQueries(shop.tickets.pathFilter());
    void queries.invalidateQueries(shop.inventory.pathFilter());
  };
  const mutation = useMutation({
    mutationFn: ({ change, version }: { change: Change; version: number }) =>
      change.call(client.tickets, { id: change.base.id, version }),
    onSuccess: (ticket, { change }) => {
      show(ticket);
      change.onDone?.(ticket);
    },
  });
  const current = currentOf(mutation.error);
  const change = mutation.variables?.change;
  return {
    run: (next) => mutation.mutate({ change: next, version: next.base.version }),
    isPending: mutation.isPending,
    error: mutation.error,
    conflict: current && change ? { change, current } : undefined,
    keep: () => {
      if (current && change) mutation.mutate({ change: { ...change, base: current }, version: current.version });
    },
    take: () => {
      if (!current) return;
      show(current);
      change?.onDone?.(current);
      mutation.reset();
    },
  };
}

/** Why a change was refused; if somebody else was faster, what they changed and what to do. */
export function ChangeRefusal({ change }: { change: TicketChange }) {
  const texts = useTexts();
  const format = useFormat();
  if (!change.conflict) return <Refusal error={change.error} />;
  const { change: mine, current } = change.conflict;
  return (
    <Conflict lines={differencesOf(mine.base, current, texts, format)} onKeep={change.keep} onTake={change.take} />
  );
}
