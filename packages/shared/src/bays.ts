import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';

/** A place in the shop where one vehicle is worked on at a time. */
export interface Bay {
  id: number;
  name: string;
  /** Inactive bays take no new appointments. */
  active: boolean;
  /** Increases by one with every change. */
  version: number;
}
/** @internal */
export const Bay: z.ZodType<Bay> = z.object({ id: Id, name: z.string(), active: z.boolean(), version: Version });

/** The most bays of a shop. */
export const MAX_BAYS = 200;

const Name = Line(1, 100);

export type ListBaysInput = PageInput | void;
/** @internal */
export const ListBaysInput = z.strictObject({ ...pageInput }).prefault({});

export const CreateBayInput = z.strictObject({ name: Name });
export type CreateBayInput = z.input<typeof CreateBayInput>;

export const UpdateBayInput = z
  .strictObject({ id: Id, version: Version.optional(), name: Name.optional(), active: z.boolean().optional() })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateBayInput = z.input<typeof UpdateBayInput>;

/** The bays of the shop. */
export interface BaysApi {
  /** Lists all bays by id, inactive ones included. For everyone who is signed in. */
  list: Query<ListBaysInput, Page<Bay>>;
  /** Creates an active bay. A shop has at most 200. Admins only. Errors: `INVALID_INPUT`. */
  create: Mutation<CreateBayInput, Bay>;
  /** Updates a bay; its appointments do not change. Admins only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`. */
  update: Mutation<UpdateBayInput, Bay>;
  /** Deletes a bay that never had an appointment. Admins only. Errors: `NOT_FOUND`, `IN_USE` (`appointments`). */
  delete: Mutation<IdInput, Deleted>;
}

/** The resources that `NOT_FOUND` names here. */
export type BayResource = 'bay';
/** The rows with a `version` here, by the procedure that checks it. */
export interface BayRows {
  'bays.update': Bay;
}
