import type { Blocker, TicketPart, TicketStatus } from '@mechanic-shop/shared';

/** The moves of this caller's role that would be rejected now. */
export function blockersOf(allowed: readonly TicketStatus[], parts: readonly TicketPart[]): Blocker[] {
  const isMissing = parts.some(({ missing }) => missing > 0);
  return isMissing && allowed.includes('completed') ? [{ to: 'completed', reason: 'PARTS_MISSING' }] : [];
}
