import type { HoldReason, ShopClient, Ticket } from '@mechanic-shop/client';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { type Target, stepsTo } from './columns.ts';

export interface Move {
  ticket: Ticket;
  target: Target;
  /** Why, for a move to hold. */
  reason?: HoldReason | undefined;
  /** Required to reopen. */
  note?: string | undefined;
}

const MOVE = ['move'];

async function play(shop: ShopClient, { ticket, target, reason, note }: Move): Promise<Ticket> {
  const noted = note === undefined ? {} : { note };
  const { id, version } = ticket;
  if (target === 'hold') {
    return await shop.tickets.setHold.mutate({ id, version, hold: { reason: reason ?? 'other', ...noted } });
  }
  const { liftHold, status } = stepsTo(ticket, target);
  const lifted = liftHold ? await shop.tickets.setHold.mutate({ id, version, hold: null }) : ticket;
  if (status === undefined) return lifted;
  return await shop.tickets.setStatus.mutate({ id, version: lifted.version, status, ...noted });
}

/** Moves a card. Until the board has been read again, the move counts as done; a refused one goes back. */
export function useMove(onRefused: (move: Move, error: unknown) => void) {
  const client = useShopClient();
  const shop = useShop();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: MOVE,
    mutationFn: (move: Move) => play(client, move),
    onError: (error, move) => onRefused(move, error),
    onSettled: () => queries.invalidateQueries(shop.tickets.pathFilter()),
  });
}

/** The moves that are under way. */
export function usePendingMoves(): ReadonlyMap<number, Target> {
  const moves = useMutationState({
    filters: { mutationKey: MOVE, status: 'pending' },
    select: ({ state }) => state.variables as Move,
  });
  return useMemo(() => new Map(moves.map(({ ticket, target }) => [ticket.id, target])), [moves]);
}
