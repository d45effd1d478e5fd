import type { HoldReason, ShopClient, Ticket } from '@mechanic-shop/client';
import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
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

interface UnderWay {
  move: Move;
  played: Promise<Ticket>;
}

/**
 * Moves a card. Until the board has been read again, the move counts as done; a refused one goes back. A card that is
 * moved again before that continues from the answer to its last move.
 */
export function useMove(onRefused: (move: Move, error: unknown) => void) {
  const client = useShopClient();
  const shop = useShop();
  const queries = useQueryClient();
  const underWay = useRef(new Map<number, UnderWay>());
  const start = async (move: Move): Promise<Ticket> => {
    const before = underWay.current.get(move.ticket.id);
    return play(client, before ? { ...move, ticket: await before.played } : move);
  };
  const forget = (move: Move): void => {
    if (underWay.current.get(move.ticket.id)?.move === move) underWay.current.delete(move.ticket.id);
  };
  const { mutate, isPending } = useMutation({
    mutationKey: MOVE,
    mutationFn: (move: Move) => {
      const played = start(move);
      underWay.current.set(move.ticket.id, { move, played });
      return played;
    },
    onError: (error, move) => {
      forget(move);
      onRefused(move, error);
    },
    onSettled: async (_ticket, _error, move) => {
      await queries.invalidateQueries(shop.tickets.pathFilter());
      forget(move);
    },
  });
  /** Where a card is moving to; undefined if it is not. */
  const targetOf = useCallback((id: number) => underWay.current.get(id)?.move.target, []);
  return { mutate, isPending, targetOf };
}

/** The moves that are under way. */
export function usePendingMoves(): ReadonlyMap<number, Target> {
  const moves = useMutationState({
    filters: { mutationKey: MOVE, status: 'pending' },
    select: ({ state }) => state.variables as Move,
  });
  return useMemo(() => new Map(moves.map(({ ticket, target }) => [ticket.id, target])), [moves]);
}
