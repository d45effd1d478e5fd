import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Address, Email, Phone } from './people.ts';
import { type ImportInput, type ImportResult, importInput, importRow } from './values/import.ts';
import {
  type Deleted,
  ExternalId,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  Version,
  namesAChange,
} from './values/input.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** A business that the shop buys parts from. */
export interface Supplier {
  id: number;
  name: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  note: string | null;
  /** The id in another system, unique among suppliers. */
  externalId: string | null;
  /** False if the supplier is retired: its purchases stay, but new ones cannot name it. */
  active: boolean;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Supplier: z.ZodType<Supplier> = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  version: Version,
  createdAt: Instant,
});

const SupplierName = Line(1, 100);
const Note = Lines(1, 1000);

export interface SupplierFilters extends PageInput {
  search?: string | undefined;
  /** Default true; `false`: only retired suppliers. */
  active?: boolean | undefined;
}
export type ListSuppliersInput = SupplierFilters | void;
/** @internal */
export const ListSuppliersInput = z
  .strictObject({ ...pageInput, search: Search.optional(), active: z.boolean().default(true) })
  .prefault({});

export const CreateSupplierInput = z.strictObject({
  name: SupplierName,
  email: Email.nullish(),
  phone: Phone.nullish(),
  address: Address.nullish(),
  note: Note.nullish(),
  /** The id in another system, unique among suppliers. */
  externalId: ExternalId.nullish(),
});
export type CreateSupplierInput = z.input<typeof CreateSupplierInput>;

export const UpdateSupplierInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    name: SupplierName.optional(),
    email: Email.nullable().optional(),
    phone: Phone.nullable().optional(),
    address: Address.nullable().optional(),
    note: Note.nullable().optional(),
    /** The id in another system, unique among suppliers. */
    externalId: ExternalId.nullable().optional(),
    /** False retires the supplier. */
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateSupplierInput = z.input<typeof UpdateSupplierInput>;

/** A supplier to import. Suppliers match by `externalId`; a row without one always creates a supplier. */
export type ImportSupplierRow = CreateSupplierInput;
export type ImportSuppliersInput = ImportInput<ImportSupplierRow>;
/** @internal */
export const ImportSuppliersInput = importInput(importRow(CreateSupplierInput));

/** The businesses that the shop buys parts from. */
export interface SuppliersApi {
  /** Lists suppliers, newest first; `search` searches name, e-mail, phone and address. Mechanics only. */
  list: Query<ListSuppliersInput, Page<Supplier>>;
  /** Returns one supplier. Mechanics only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Supplier>;
  /** Creates a supplier. Mechanics only. */
  create: Mutation<CreateSupplierInput, Supplier>;
  /**
   * Imports up to 200 suppliers, which match by `externalId`. A rejected row is an issue at `['rows', index, member]`
   * and rejects all, unless `partial` is set. Mechanics only. Errors: `INVALID_INPUT`.
   */
  import: Mutation<ImportSuppliersInput, ImportResult>;
  /** Updates a supplier; absent members stay unchanged. Mechanics only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`. */
  update: Mutation<UpdateSupplierInput, Supplier>;
  /** Deletes a supplier that no purchase and no part names. Admins only. Errors: `NOT_FOUND`, `IN_USE`. */
  delete: Mutation<IdInput, Deleted>;
}

/** The resources that `NOT_FOUND` names here. */
export type SupplierResource = 'supplier';
/** The rows with a `version` here, by the procedure that checks it. */
export interface SupplierRows {
  'suppliers.update': Supplier;
}
