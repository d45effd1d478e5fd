import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { PartRecord } from './inventory.ts';
import { MAX_LINE_QUANTITY } from './ticket-work.ts';
import { Count, type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { Cents } from './values/money.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Quantity, quantity } from './values/quantity.ts';
import { Line, Lines } from './values/text.ts';
import { Day, Instant } from './values/time.ts';

/**
 * `draft` can still change, `ordered` awaits delivery, `partly_received` awaits the rest. `received` and `cancelled` are
 * final.
 */
export const PurchaseStatus = z.enum(['draft', 'ordered', 'partly_received', 'received', 'cancelled']);
export type PurchaseStatus = z.infer<typeof PurchaseStatus>;

/** A part on a purchase. */
export interface PurchaseLine {
  id: number;
  partId: number;
  sku: string | null;
  name: string;
  unit: string;
  /** What was ordered. */
  quantity: number;
  /** What has arrived of it so far. */
  received: number;
  /** Integer cents per unit; null if unknown. */
  unitCostCents: number | null;
  /** `quantity` times `unitCostCents`, rounded; 0 if the cost is unknown. */
  totalCents: number;
}
/** Parts that the shop buys from one supplier. */
export interface Purchase {
  id: number;
  /** `PO-` and a number padded to 6 digits; never used twice, not even after a draft is deleted. */
  number: string;
  supplier: { id: number; name: string };
  status: PurchaseStatus;
  lines: PurchaseLine[];
  /** The supplier's own number for it. */
  reference: string | null;
  /** The day on which the delivery is expected, `YYYY-MM-DD`. */
  expectedOn: string | null;
  note: string | null;
  /** The sum of the lines, in integer cents. */
  totalCents: number;
  /** ISO 8601 in UTC; null before it is ordered. */
  orderedAt: string | null;
  /** When the last of it arrived, ISO 8601 in UTC; null before. */
  receivedAt: string | null;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Purchase: z.ZodType<Purchase> = z.object({
  id: Id,
  number: z.string(),
  supplier: z.object({ id: Id, name: z.string() }),
  status: PurchaseStatus,
  lines: z.array(
    z.object({
      id: Id,
      partId: Id,
      sku: z.string().nullable(),
      name: z.string(),
      unit: z.string(),
      quantity: Quantity,
      received: Quantity,
      unitCostCents: Count.nullable(),
      totalCents: Count,
    }),
  ),
  reference: z.string().nullable(),
  expectedOn: Day.nullable(),
  note: z.string().nullable(),
  totalCents: Count,
  orderedAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  version: Version,
  createdAt: Instant,
});

/** What a waiting line of a ticket got from a delivery. */
export interface FilledLine {
  ticketId: number;
  lineId: number;
  partId: number;
  quantity: number;
  /** Whether the line misses nothing any more. */
  complete: boolean;
}
/** A delivery: the purchase afterwards, and what it did for tickets that waited. */
export interface Receipt {
  purchase: Purchase;
  filled: FilledLine[];
  /** The tickets that miss no part any more. */
  ready: number[];
}
/** @internal */
export const Receipt: z.ZodType<Receipt> = z.object({
  purchase: Purchase,
  filled: z.array(z.object({ ticketId: Id, lineId: Id, partId: Id, quantity: Quantity, complete: z.boolean() })),
  ready: z.array(Id),
});

/** A part to buy, and how much of it. */
export interface ReorderItem {
  part: PartRecord;
  suggested: number;
}
/** What to buy. */
export interface Reorder {
  items: ReorderItem[];
}
/** @internal */
export const Reorder: z.ZodType<Reorder> = z.object({
  items: z.array(z.object({ part: PartRecord, suggested: Quantity })),
});

/** The most lines of one purchase. */
export const MAX_PURCHASE_LINES = 200;
/** The most parts that `purchases.reorder` returns. */
export const MAX_REORDER = 1000;

const LineQuantity = quantity(0.001, MAX_LINE_QUANTITY);
function isEachOnce<K extends string>(key: K) {
  return (lines: readonly Record<K, number>[]): boolean =>
    new Set(lines.map((line) => line[key])).size === lines.length;
}
const PurchaseLineInput = z.strictObject({
  partId: Id,
  quantity: LineQuantity,
  /** Integer cents per unit; null: unknown. Default: the part's cost. */
  unitCostCents: Cents.nullable().optional(),
});
const LinesInput = z
  .array(PurchaseLineInput)
  .min(1)
  .max(MAX_PURCHASE_LINES)
  .refine(isEachOnce('partId'), 'Name each part once.');
const Reference = Line(1, 100);
const Note = Lines(1, 1000);

export interface PurchaseFilters extends PageInput {
  status?: PurchaseStatus | undefined;
  supplierId?: number | undefined;
  /** Only purchases of this part. */
  partId?: number | undefined;
}
export type ListPurchasesInput = PurchaseFilters | void;
/** @internal */
export const ListPurchasesInput = z
  .strictObject({
    ...pageInput,
    status: PurchaseStatus.optional(),
    supplierId: Id.optional(),
    partId: Id.optional(),
  })
  .prefault({});

export const CreatePurchaseInput = z.strictObject({
  supplierId: Id,
  /** Each part once. */
  lines: LinesInput,
  reference: Reference.nullish(),
  expectedOn: Day.nullish(),
  note: Note.nullish(),
});
export type CreatePurchaseInput = z.input<typeof CreatePurchaseInput>;

export const UpdatePurchaseInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    /** Drafts only. */
    supplierId: Id.optional(),
    /** Drafts only; replaces all lines, each part once. */
    lines: LinesInput.optional(),
    reference: Reference.nullable().optional(),
    expectedOn: Day.nullable().optional(),
    note: Note.nullable().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdatePurchaseInput = z.input<typeof UpdatePurchaseInput>;

export const OrderPurchaseInput = z.strictObject({ id: Id, version: Version.optional() });
export type OrderPurchaseInput = z.input<typeof OrderPurchaseInput>;

export const ReceivePurchaseInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** What has arrived, each line once. Default: all that is left. */
  lines: z
    .array(z.strictObject({ lineId: Id, quantity: LineQuantity }))
    .min(1)
    .max(MAX_PURCHASE_LINES)
    .refine(isEachOnce('lineId'), 'Name each line once.')
    .optional(),
});
export type ReceivePurchaseInput = z.input<typeof ReceivePurchaseInput>;

export const CancelPurchaseInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** Added to the note of the purchase. */
  reason: Note.optional(),
});
export type CancelPurchaseInput = z.input<typeof CancelPurchaseInput>;

export interface ReorderFilters {
  /** Only parts of this supplier. */
  supplierId?: number | undefined;
}
export type ReorderInput = ReorderFilters | void;
/** @internal */
export const ReorderInput = z.strictObject({ supplierId: Id.optional() }).prefault({});

export const CreateFromReorderInput = z.strictObject({ supplierId: Id });
export type CreateFromReorderInput = z.input<typeof CreateFromReorderInput>;

/** What the shop buys: from a draft to its deliveries. */
export interface PurchasesApi {
  /** Lists purchases, newest first. Mechanics only. */
  list: Query<ListPurchasesInput, Page<Purchase>>;
  /** Returns one purchase. Mechanics only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Purchase>;
  /**
   * Creates a draft with 1 to 200 lines. Mechanics only. Errors: `NOT_FOUND` (supplier, part), `INVALID_INPUT` for a
   * retired supplier or part.
   */
  create: Mutation<CreatePurchaseInput, Purchase>;
  /**
   * Updates a purchase; supplier and lines only of a draft. Mechanics only.
   * Errors: `NOT_FOUND` (purchase, supplier, part), `VERSION_MISMATCH`, `PURCHASE_CLOSED`.
   */
  update: Mutation<UpdatePurchaseInput, Purchase>;
  /** Orders a draft. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `PURCHASE_CLOSED`. */
  order: Mutation<OrderPurchaseInput, Purchase>;
  /**
   * Receives a delivery: raises the stock, takes over the costs, and gives the parts to the lines that wait for them,
   * oldest ticket first. Mechanics only. Errors: `NOT_FOUND` (purchase, line), `VERSION_MISMATCH`, `PURCHASE_CLOSED`
   * unless ordered, `INVALID_INPUT` for more than is left.
   */
  receive: Mutation<ReceivePurchaseInput, Receipt>;
  /**
   * Cancels a purchase; what it has delivered stays. Mechanics only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `PURCHASE_CLOSED`.
   */
  cancel: Mutation<CancelPurchaseInput, Purchase>;
  /** Deletes a draft. Mechanics only. Errors: `NOT_FOUND`, `IN_USE` unless it is a draft. */
  delete: Mutation<IdInput, Deleted>;
  /**
   * Suggests what to buy: parts below their minimum, up to their maximum, and parts that tickets wait for. At most 1,000
   * parts by name; retired ones are left out. Mechanics only.
   */
  reorder: Query<ReorderInput, Reorder>;
  /**
   * Creates a draft for what `reorder` suggests to buy from a supplier, the first 200 parts by name. Mechanics only.
   * Errors: `NOT_FOUND` (supplier), `INVALID_INPUT` if there is nothing to buy.
   */
  createFromReorder: Mutation<CreateFromReorderInput, Purchase>;
}

/** The error reasons of purchases, with their details. */
export interface PurchaseReasons {
  PURCHASE_CLOSED: { status: PurchaseStatus };
}
/** The resources that `NOT_FOUND` names here. */
export type PurchaseResource = 'purchase' | 'line';
/** The rows with a `version` here, by the procedure that checks it. */
export interface PurchaseRows {
  'purchases.update': Purchase;
  'purchases.order': Purchase;
  'purchases.receive': Purchase;
  'purchases.cancel': Purchase;
}
