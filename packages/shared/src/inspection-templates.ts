import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { LineText } from './ticket-work.ts';
import { type Deleted, Id, type IdInput, NOTHING_TO_CHANGE, Version, namesAChange } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';
import { Instant } from './values/time.ts';

/** What an inspection looks at. */
export interface TemplateItem {
  /** What it belongs to, such as `Brakes`. */
  group: string;
  name: string;
}
/** The most items of an inspection. */
export const MAX_INSPECTION_ITEMS = 200;

/** The items of an inspection that the shop does often, ready to copy onto tickets. */
export interface InspectionTemplate {
  id: number;
  name: string;
  items: TemplateItem[];
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const InspectionTemplate: z.ZodType<InspectionTemplate> = z.object({
  id: Id,
  name: z.string(),
  items: z.array(z.object({ group: z.string(), name: z.string() })),
  version: Version,
  createdAt: Instant,
});

const Items = z
  .array(z.strictObject({ group: Line(1, 100), name: LineText }))
  .min(1)
  .max(MAX_INSPECTION_ITEMS);

export type ListInspectionTemplatesInput = PageInput | void;
/** @internal */
export const ListInspectionTemplatesInput = z.strictObject(pageInput).prefault({});

export const CreateInspectionTemplateInput = z.strictObject({ name: LineText, items: Items });
export type CreateInspectionTemplateInput = z.input<typeof CreateInspectionTemplateInput>;

export const UpdateInspectionTemplateInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    name: LineText.optional(),
    /** Replaces all items. */
    items: Items.optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateInspectionTemplateInput = z.input<typeof UpdateInspectionTemplateInput>;

/** Templates of inspections. */
export interface InspectionTemplatesApi {
  /** Lists templates, newest first. Mechanics only. */
  list: Query<ListInspectionTemplatesInput, Page<InspectionTemplate>>;
  /** Returns one template. Mechanics only. Errors: `NOT_FOUND`. */
  get: Query<IdInput, InspectionTemplate>;
  /** Creates a template. Admins only. */
  create: Mutation<CreateInspectionTemplateInput, InspectionTemplate>;
  /** Updates a template; inspections do not change. Admins only. Errors: `NOT_FOUND`, `VERSION_MISMATCH`. */
  update: Mutation<UpdateInspectionTemplateInput, InspectionTemplate>;
  /** Deletes a template; inspections do not change. Admins only. Errors: `NOT_FOUND`. */
  delete: Mutation<IdInput, Deleted>;
}

/** The resources that `NOT_FOUND` names here. */
export type InspectionTemplateResource = 'inspection_template';
/** The rows with a `version` here, by the procedure that checks it. */
export interface InspectionTemplateRows {
  'inspectionTemplates.update': InspectionTemplate;
}
