import type { Ticket } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { invalidInput, notFound } from '../../core/errors.ts';
import type { Queries } from '../../platform/db/database.ts';
import { assertDecimals } from '../inventory/quantities.ts';
import { getPartRow } from '../inventory/rows.ts';
import { readSettings } from '../shop/rows.ts';
import { holdingOn } from './holding.ts';
import { putPart } from './parts.ts';

interface Copied {
  partId: number;
  quantity: number;
  taxable?: boolean;
}
interface Target {
  /** A job that is new on the ticket. */
  jobId: number;
  backorder: boolean;
  /** The member of the input that names what is copied. */
  at: string;
  ifRetired: (partId: number) => string;
}

/** Puts copied parts in a new job, at the prices that they have now. */
export async function copyParts(
  call: SignedInCall,
  tx: Queries,
  ticket: Ticket,
  parts: readonly Copied[],
  { jobId, backorder, at, ifRetired }: Target,
): Promise<void> {
  const holding = holdingOn(await readSettings(tx), ticket);
  // In one order for everybody, so that two tickets with the same parts never wait for each other.
  for (const { partId, quantity, taxable } of parts.toSorted((a, b) => a.partId - b.partId)) {
    const part = await getPartRow(tx, partId);
    if (!part) throw notFound('part');
    if (!part.active) throw invalidInput([at], ifRetired(partId));
    assertDecimals(quantity, part.decimals, at);
    await putPart(call, tx, ticket, part, { jobId, quantity, taxable, backorder }, holding);
  }
}
