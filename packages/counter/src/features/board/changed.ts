import type { Ticket } from '@mechanic-shop/client';
import { useState } from 'react';

/** Remembers which version of each ticket was seen first; later ones count as changed. */
export function createChangeWatch(): (ticket: Pick<Ticket, 'id' | 'version'>) => boolean {
  const first = new Map<number, number>();
  return ({ id, version }) => {
    const seen = first.get(id);
    if (seen === undefined) first.set(id, version);
    return seen !== undefined && seen !== version;
  };
}

/** Whether a ticket has changed since this page showed it first. */
export function useChangeWatch(): ReturnType<typeof createChangeWatch> {
  const [watch] = useState(createChangeWatch);
  return watch;
}
