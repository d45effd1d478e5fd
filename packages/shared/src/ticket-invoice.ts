import * as z from 'zod';
import { Id } from './values/input.ts';

/**
 * The status of an invoice: `paid` while the balance of its ticket is at most 0. An open list: later versions may add
 * values.
 */
export const InvoiceStatus = z.enum(['open', 'paid', 'void']);
export type InvoiceStatus = z.infer<typeof InvoiceStatus>;

/** The live invoice of a ticket. */
export interface TicketInvoice {
  id: number;
  number: string;
  status: InvoiceStatus;
}
/** @internal */
export const TicketInvoice: z.ZodType<TicketInvoice> = z.object({ id: Id, number: z.string(), status: InvoiceStatus });
