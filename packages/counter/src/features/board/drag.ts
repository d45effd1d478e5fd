import type { DragEvent } from 'react';

/** The type of what is dragged: no other page or file is taken for a ticket. */
const TICKET = 'application/x-mechanic-shop-ticket';

export function startDrag({ dataTransfer }: DragEvent, id: number): void {
  dataTransfer.effectAllowed = 'move';
  dataTransfer.setData(TICKET, String(id));
  dataTransfer.setData('text/plain', `#${id}`);
}

export function isTicketDrag({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes(TICKET);
}

/** The ticket that was dropped; undefined if it was something else. */
export function draggedTicket({ dataTransfer }: DragEvent): number | undefined {
  const id = dataTransfer.getData(TICKET);
  return id === '' ? undefined : Number(id);
}
