import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { OrderBy, SEARCH_OR_ORDER, searchOrOrder } from './order.ts';
import { MAX_DECIMALS } from './values/exact.ts';
import { type ImportInput, type ImportResult, importInput, importRow } from './values/import.ts';
import {
  Count,
  type Deleted,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  Version,
  namesAChange,
  orElse,
} from './values/input.ts';
import { Cents } from './values/money.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Quantity, SignedQuantity, quantity } from './values/quantity.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** A part in stock. */
export interface Part {
  id: number;
  sku: string | null;
  name: string;
  /** Integer cents. */
  priceCents: number;
  /** The unit of its quantities, such as `piece` or `l`. */
  unit: string;
  /** How many decimals its quantities may have, 0 to 3. */
  decimals: number;
  /** How many are on the shelf. Like every quantity of this part, it has at most `decimals` decimals. */
  quantity: number;
  /** How many of those are reserved for open and in-progress tickets. */
  reserved: number;
  /** How many can still be reserved: `quantity - reserved`, never below 0. */
  available: number;
  /** False if the part is retired: it stays on existing tickets, but new lines cannot use it. */
  active: boolean;
  /** Increases by one with every change, including changes of `quantity` and `reserved`. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
  /** ISO 8601 in UTC. */
  updatedAt: string;
}
const partMembers = {
  id: Id,
  sku: z.string().nullable(),
  name: z.string(),
  priceCents: Count,
  unit: z.string(),
  decimals: Count,
  quantity: Quantity,
  reserved: Quantity,
  available: Quantity,
  active: z.boolean(),
  version: Version,
  createdAt: Instant,
  updatedAt: Instant,
};
/** @internal */
export const Part: z.ZodType<Part> = z.object(partMembers);

/** A part as staff see it: with what it costs, when to buy it, and where it lies. */
export interface PartRecord extends Part {
  /** What the shop pays for a unit, in integer cents; null if unknown. */
  costCents: number | null;
  /** The part is low while `available + onOrder - missing` is below it; null: never. */
  minQuantity: number | null;
  /** What it is reordered up to; null: up to `minQuantity`. */
  maxQuantity: number | null;
  /** The supplier that it is bought from. */
  supplierId: number | null;
  /** Its place in the shop, such as a shelf. */
  location: string | null;
  /** What is ordered and has not arrived yet. */
  onOrder: number;
  /** What lines of tickets wait for. */
  missing: number;
}
/** @internal */
export const PartRecord: z.ZodType<PartRecord> = z.object({
  ...partMembers,
  costCents: Count.nullable(),
  minQuantity: Quantity.nullable(),
  maxQuantity: Quantity.nullable(),
  supplierId: Id.nullable(),
  location: z.string().nullable(),
  onOrder: Quantity,
  missing: Quantity,
});

/**
 * What changed the stock. `receive`, `adjust`, `consume` and `return` change `quantity`; `reserve`, `release` and
 * `consume` change `reserved`. An open list: later versions may add values.
 */
export const MovementKind = z.enum(['receive', 'adjust', 'reserve', 'release', 'consume', 'return']);
export type MovementKind = z.infer<typeof MovementKind>;

/** One entry in a part's stock ledger. */
export interface StockMovement {
  id: number;
  partId: number;
  kind: MovementKind;
  /** The change, signed. `consume` lowers `quantity` and `reserved` by the same number. */
  delta: number;
  quantityAfter: number;
  reservedAfter: number;
  ticketId: number | null;
  /** The purchase that it arrived with. */
  purchaseId: number | null;
  accountId: number | null;
  note: string | null;
  /** ISO 8601 in UTC. */
  at: string;
}
/** @internal */
export const StockMovement: z.ZodType<StockMovement> = z.object({
  id: Id,
  partId: Id,
  kind: MovementKind,
  delta: SignedQuantity,
  quantityAfter: Quantity,
  reservedAfter: Quantity,
  ticketId: Id.nullable(),
  purchaseId: Id.nullable(),
  accountId: Id.nullable(),
  note: z.string().nullable(),
  at: Instant,
});

/** The highest `quantity` of a part. */
export const MAX_STOCK = 1_000_000_000;
const Stock = quantity(0, MAX_STOCK);
const Unit = Line(1, 20);
const Decimals = z.int().min(0).max(MAX_DECIMALS);
const PartName = Line(1, 100);
const Sku = Line(1, 64);
const Location = Line(1, 40);

export interface PartFilters extends PageInput {
  search?: string | undefined;
  /** `true`: only parts with some available; `false`: only parts with none. */
  inStock?: boolean | undefined;
  /** Default true; `false`: only retired parts. */
  active?: boolean | undefined;
  /** Default `newest`; `name` cannot be combined with `search`. */
  orderBy?: OrderBy | undefined;
}
export type ListPartsInput = PartFilters | void;
/** @internal */
export const ListPartsInput = z
  .strictObject({
    ...pageInput,
    search: Search.optional(),
    /** `true`: only parts with some available; `false`: only parts with none. */
    inStock: z.boolean().optional(),
    active: z.boolean().default(true),
    orderBy: OrderBy.default('newest'),
  })
  .refine(searchOrOrder, SEARCH_OR_ORDER)
  .prefault({});

export interface PartRecordFilters extends PageInput {
  search?: string | undefined;
  /** Only parts that are bought from this supplier. */
  supplierId?: number | undefined;
  /** `true`: only parts below their minimum; `false`: only the others. */
  low?: boolean | undefined;
}
export type ListPartRecordsInput = PartRecordFilters | void;
/** @internal */
export const ListPartRecordsInput = z
  .strictObject({
    ...pageInput,
    search: Search.optional(),
    supplierId: Id.optional(),
    low: z.boolean().optional(),
  })
  .prefault({});

export const CreatePartInput = z.strictObject({
  name: PartName,
  priceCents: Cents,
  quantity: orElse(Stock, 0),
  sku: Sku.nullish(),
  /** The unit of its quantities, such as `piece` or `l`. Default `piece`. */
  unit: orElse(Unit, 'piece'),
  /** How many decimals its quantities may have, 0 to 3. Default 0. */
  decimals: orElse(Decimals, 0),
  /** What the shop pays for a unit, in integer cents. Only staff see it, like all that follows. */
  costCents: Cents.nullish(),
  /** Not above `maxQuantity`. */
  minQuantity: Stock.nullish(),
  maxQuantity: Stock.nullish(),
  supplierId: Id.nullish(),
  /** Its place in the shop, 1 to 40 characters. */
  location: Location.nullish(),
});
export type CreatePartInput = z.input<typeof CreatePartInput>;

export const UpdatePartInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    name: PartName.optional(),
    sku: Sku.nullable().optional(),
    priceCents: Cents.optional(),
    quantity: Stock.optional(),
    unit: Unit.optional(),
    /** At least as many as the stock, its bounds, reservations, open tickets and open purchases use. */
    decimals: Decimals.optional(),
    costCents: Cents.nullable().optional(),
    /** Not above `maxQuantity`. */
    minQuantity: Stock.nullable().optional(),
    maxQuantity: Stock.nullable().optional(),
    supplierId: Id.nullable().optional(),
    location: Location.nullable().optional(),
    /** False retires the part. */
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdatePartInput = z.input<typeof UpdatePartInput>;

/** A part to import. Parts match by `sku`; a row without one always creates a part. */
export type ImportPartRow = CreatePartInput;
export type ImportPartsInput = ImportInput<ImportPartRow>;
/** @internal */
export const ImportPartsInput = importInput(importRow(CreatePartInput));

export const AdjustPartInput = z.strictObject({
  id: Id,
  /** The change: positive for arrivals, negative for removals, not 0. */
  delta: quantity(-MAX_STOCK, MAX_STOCK).refine((delta) => delta !== 0, 'Use a number other than 0.'),
  note: Lines(1, 1000).optional(),
});
export type AdjustPartInput = z.input<typeof AdjustPartInput>;

export interface ListMovementsInput extends PageInput {
  partId: number;
}
/** @internal */
export const ListMovementsInput = z.strictObject({ ...pageInput, partId: Id });

/** The shop's parts and the ledger of their stock. */
export interface InventoryApi {
  /** Lists parts; `search` searches name and SKU. Public. */
  list: Query<ListPartsInput, Page<Part>>;
  /** Returns one part. Public. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Part>;
  /** Returns one part as staff see it, retired or not. Mechanics only. Errors: `NOT_FOUND`. */
  record: Query<IdInput, PartRecord>;
  /** Lists parts as staff see them, newest first and with retired ones. Mechanics only. */
  records: Query<ListPartRecordsInput, Page<PartRecord>>;
  /**
   * Creates a part; an initial `quantity` is recorded as `receive`. Mechanics only. Errors: `SKU_TAKEN`, `NOT_FOUND`
   * (supplier).
   */
  create: Mutation<CreatePartInput, Part>;
  /**
   * Updates a part; a new `quantity` is recorded as `adjust`. Mechanics only.
   * Errors: `NOT_FOUND` (part, supplier), `VERSION_MISMATCH`, `SKU_TAKEN`, `INSUFFICIENT_STOCK` if `quantity` is less than `reserved`.
   */
  update: Mutation<UpdatePartInput, Part>;
  /**
   * Imports up to 200 parts, which match by `sku`; the `quantity` of a match becomes its stock. A rejected row is an
   * issue at `['rows', index, member]` and rejects all, unless `partial` is set. Mechanics only.
   * Errors: `INVALID_INPUT`.
   */
  import: Mutation<ImportPartsInput, ImportResult>;
  /**
   * Adds `delta` to the quantity on the shelf. Mechanics only.
   * Errors: `NOT_FOUND`, `INSUFFICIENT_STOCK`, `INVALID_INPUT` if the quantity would exceed 1,000,000,000.
   */
  adjust: Mutation<AdjustPartInput, Part>;
  /** Deletes a part that was never on a ticket or a purchase. Mechanics only. Errors: `NOT_FOUND`, `IN_USE`. */
  delete: Mutation<IdInput, Deleted>;
  /** Lists a part's stock movements, newest first. Mechanics only. Errors: `NOT_FOUND`. */
  movements: Query<ListMovementsInput, Page<StockMovement>>;
}

/** The error reasons of parts and stock, with their details. */
export interface InventoryReasons {
  SKU_TAKEN: undefined;
  INSUFFICIENT_STOCK: { partId: number; requested: number; available: number };
}
/** The resources that `NOT_FOUND` names here. */
export type InventoryResource = 'part';
/** The rows with a `version` here, by the procedure that checks it. */
export interface InventoryRows {
  'inventory.update': Part;
}
