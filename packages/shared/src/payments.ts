import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Person } from './people.ts';
import { Count, Id } from './values/input.ts';
import { MAX_CENTS } from './values/money.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Day, Instant, InstantInput } from './values/time.ts';

/** How money was paid. An open list: later versions may add values. */
export const PaymentMethod = z.enum(['cash', 'card', 'transfer', 'check', 'other']);
export type PaymentMethod = z.infer<typeof PaymentMethod>;

/** Whether money came in or was paid back. */
export const PaymentKind = z.enum(['payment', 'refund']);
export type PaymentKind = z.infer<typeof PaymentKind>;

/** Money that a customer paid for a ticket, or got back. Payments are never changed or deleted. */
export interface Payment {
  id: number;
  ticketId: number;
  kind: PaymentKind;
  method: PaymentMethod;
  /** Always above 0, also for a refund. Integer cents. */
  amountCents: number;
  /** The refunded payment; null for a payment. */
  refundOf: number | null;
  reference: string | null;
  /** The reason of a refund. */
  note: string | null;
  /** ISO 8601 in UTC. */
  receivedAt: string;
  by: Person | null;
}
/** @internal */
export const Payment: z.ZodType<Payment> = z.object({
  id: Id,
  ticketId: Id,
  kind: PaymentKind,
  method: PaymentMethod,
  amountCents: Count,
  refundOf: Id.nullable(),
  reference: z.string().nullable(),
  note: z.string().nullable(),
  receivedAt: Instant,
  by: Person.nullable(),
});

const Amount = z.int().min(1).max(MAX_CENTS);
const Note = Lines(1, 1000);

export const RecordPaymentInput = z.strictObject({
  ticketId: Id,
  /** Integer cents, 1 to 10,000,000,000. */
  amountCents: Amount,
  method: PaymentMethod,
  /** The number of a transfer, a card slip or a check. */
  reference: Line(1, 100).nullish(),
  note: Note.nullish(),
  /** ISO 8601 in UTC, not in the future. Default now. */
  receivedAt: InstantInput.nullish(),
});
export type RecordPaymentInput = z.input<typeof RecordPaymentInput>;

export const RefundPaymentInput = z.strictObject({
  id: Id,
  /** Integer cents. Default: all that is left of the payment. */
  amountCents: Amount.nullish(),
  /** Becomes the note of the refund. */
  reason: Note,
  /** Default: the method of the payment. */
  method: PaymentMethod.nullish(),
});
export type RefundPaymentInput = z.input<typeof RefundPaymentInput>;

export interface PaymentFilters extends PageInput {
  ticketId?: number | undefined;
  method?: PaymentMethod | undefined;
  /** The first day of `receivedAt` in the shop's time zone, `YYYY-MM-DD`. */
  from?: string | undefined;
  /** The last day of `receivedAt` in the shop's time zone, `YYYY-MM-DD`. */
  to?: string | undefined;
}
export type ListPaymentsInput = PaymentFilters | void;
/** @internal */
export const ListPaymentsInput = z
  .strictObject({
    ...pageInput,
    ticketId: Id.optional(),
    method: PaymentMethod.optional(),
    from: Day.optional(),
    to: Day.optional(),
  })
  .prefault({});

/** Payments, deposits and refunds of tickets. */
export interface PaymentsApi {
  /**
   * Records money that a customer paid for a ticket; before the invoice, it is a deposit. Mechanics only.
   * Errors: `NOT_FOUND` (ticket), `TICKET_CLOSED` (cancelled), `OVERPAID`, `INVALID_INPUT`.
   */
  record: Mutation<RecordPaymentInput, Payment>;
  /**
   * Pays back a payment, all or a part of what is left of it; also for cancelled tickets. Admins only.
   * Errors: `NOT_FOUND`, `REFUND_TOO_LARGE`, `INVALID_INPUT` (a refund of a refund).
   */
  refund: Mutation<RefundPaymentInput, Payment>;
  /**
   * Lists payments and refunds, most recently received first; customers see only their own. `from` and `to` are
   * inclusive.
   */
  list: Query<ListPaymentsInput, Page<Payment>>;
}

/** The error reasons of payments, with their details. */
export interface PaymentReasons {
  /** `balanceCents`: what is left to pay. */
  OVERPAID: { balanceCents: number };
  /** `refundableCents`: what is left of the payment. */
  REFUND_TOO_LARGE: { refundableCents: number };
}
/** The resources that `NOT_FOUND` names here. */
export type PaymentResource = 'payment';
