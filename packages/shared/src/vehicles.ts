import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { MileageUnit } from './shop.ts';
import { type ImportInput, type ImportResult, importInput, importRow } from './values/import.ts';
import {
  Count,
  type Deleted,
  ExternalId,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  Version,
  namesAChange,
} from './values/input.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { CapitalLine, Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** A customer's vehicle. */
export interface Vehicle {
  id: number;
  customerId: number;
  /** A VIN (17 letters and digits) or an older chassis or frame number (4 to 16). Upper case, no spaces or hyphens. */
  vin: string | null;
  /**
   * Whether the check digit of a 17-character VIN is correct (ISO 3779, 49 CFR 565.15). `mismatch` is only a hint:
   * vehicles built for Europe need no check digit. Null for shorter numbers.
   */
  vinCheck: 'ok' | 'mismatch' | null;
  make: string;
  model: string;
  /** The model year: 1886 to next year. */
  year: number;
  /** Upper case. */
  licensePlate: string | null;
  /** The highest odometer reading, in `mileageUnit`; null if there is none. */
  mileage: number | null;
  mileageUnit: MileageUnit;
  /** Null for customers: only staff see notes. */
  note: string | null;
  /** The id in another system, unique among vehicles. Null for customers: only staff see it. */
  externalId: string | null;
  /** False if the vehicle is retired: it stays on existing tickets, but new tickets cannot name it. */
  active: boolean;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const Vehicle: z.ZodType<Vehicle> = z.object({
  id: Id,
  customerId: Id,
  vin: z.string().nullable(),
  vinCheck: z.enum(['ok', 'mismatch']).nullable(),
  make: z.string(),
  model: z.string(),
  year: Count,
  licensePlate: z.string().nullable(),
  mileage: Count.nullable(),
  mileageUnit: MileageUnit,
  note: z.string().nullable(),
  externalId: z.string().nullable(),
  active: z.boolean(),
  version: Version,
  createdAt: Instant,
});

const Make = Line(1, 100);
const Model = Line(1, 100);
const LATE_YEAR = 'Use a model year up to next year.';
// 1886: the Benz patent motor car. Next year: model years run ahead of the calendar.
const Year = z
  .int()
  .min(1886)
  .max(9999, { abort: true, error: LATE_YEAR })
  .refine((year) => year <= new Date().getUTCFullYear() + 1, LATE_YEAR);
const LicensePlate = CapitalLine(1, 20);
const Note = Lines(1, 1000);
/** The highest odometer reading. */
export const MAX_MILEAGE = 9_999_999;
/** @internal */
export const Mileage = z.int().min(0).max(MAX_MILEAGE);

// Separators that people type, and the asterisks that scanners put around a barcode.
const VIN_FILLERS = /[\s*\p{Pd}\u00AD\u2212]/gu;
const Vin = z
  .string()
  .max(100, { abort: true, error: 'Use at most 17 letters and digits.' })
  .normalize('NFKC')
  .toUpperCase()
  .overwrite((vin) => vin.replace(VIN_FILLERS, ''))
  .regex(/^[A-Z0-9]{4,17}$/, {
    abort: true,
    error: 'Use the 17 letters and digits of the VIN, or the 4 to 16 of an older chassis or frame number.',
  })
  .refine((vin) => vin.length < 17 || !/[IOQ]/.test(vin), {
    error: 'A VIN of 17 characters has no I, O or Q: look for 1 and 0 instead.',
  });

export interface VehicleFilters extends PageInput {
  /** Staff only: the vehicles of one customer. */
  customerId?: number | undefined;
  search?: string | undefined;
  /** Default true; `false`: only retired vehicles. */
  active?: boolean | undefined;
}
export type ListVehiclesInput = VehicleFilters | void;
/** @internal */
export const ListVehiclesInput = z
  .strictObject({
    ...pageInput,
    /** Staff only: the vehicles of one customer. */
    customerId: Id.optional(),
    search: Search.optional(),
    active: z.boolean().default(true),
  })
  .prefault({});

export const CreateVehicleInput = z.strictObject({
  /** Required for staff. Customers leave it out: they add vehicles of their own. */
  customerId: Id.nullish(),
  make: Make,
  model: Model,
  year: Year,
  vin: Vin.nullish(),
  licensePlate: LicensePlate.nullish(),
  /** Defaults to the shop's unit. */
  mileageUnit: MileageUnit.nullish(),
  /** Staff only. */
  note: Note.nullish(),
  /** Staff only: the id in another system, unique among vehicles. */
  externalId: ExternalId.nullish(),
});
export type CreateVehicleInput = z.input<typeof CreateVehicleInput>;

export const UpdateVehicleInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    make: Make.optional(),
    model: Model.optional(),
    year: Year.optional(),
    vin: Vin.nullable().optional(),
    licensePlate: LicensePlate.nullable().optional(),
    mileageUnit: MileageUnit.optional(),
    /** Staff only. */
    note: Note.nullable().optional(),
    /** Staff only: the id in another system, unique among vehicles. */
    externalId: ExternalId.nullable().optional(),
    /** Staff only; false retires the vehicle. */
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateVehicleInput = z.input<typeof UpdateVehicleInput>;

const ImportVehicleRow = z.strictObject({
  ...CreateVehicleInput.shape,
  /** The owner's id in another system, instead of `customerId`. */
  customerExternalId: ExternalId.nullish(),
});
/**
 * A vehicle to import. Its owner is named by `customerId` or `customerExternalId`. Vehicles match by `externalId`, else
 * by the VIN within the owner's vehicles.
 */
export type ImportVehicleRow = z.input<typeof ImportVehicleRow>;
export type ImportVehiclesInput = ImportInput<ImportVehicleRow>;
/** @internal */
export const ImportVehiclesInput = importInput(importRow(ImportVehicleRow));

/** One odometer reading of a vehicle. */
export interface MileageReading {
  id: number;
  mileage: number;
  /** ISO 8601 in UTC. */
  at: string;
  ticketId: number | null;
}
/** @internal */
export const MileageReading: z.ZodType<MileageReading> = z.object({
  id: Id,
  mileage: Count,
  at: Instant,
  ticketId: Id.nullable(),
});

export interface VehicleMileageInput extends PageInput {
  id: number;
}
/** @internal */
export const VehicleMileageInput = z.strictObject({ ...pageInput, id: Id });

export const TransferVehicleInput = z.strictObject({
  id: Id,
  version: Version.optional(),
  /** The new owner. */
  customerId: Id,
});
export type TransferVehicleInput = z.input<typeof TransferVehicleInput>;

/** The customers' vehicles. */
export interface VehiclesApi {
  /**
   * Lists vehicles, newest first: a customer's own, or all for staff; `search` searches make, model, plate and VIN.
   */
  list: Query<ListVehiclesInput, Page<Vehicle>>;
  /** Returns one vehicle; customers see only their own. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Vehicle>;
  /** Creates a vehicle. Errors: `NOT_FOUND` (customer), `VIN_TAKEN` if the customer already has this VIN, `EXTERNAL_ID_TAKEN`. */
  create: Mutation<CreateVehicleInput, Vehicle>;
  /**
   * Imports up to 200 vehicles, which match by `externalId`, else by VIN within their owner's. A rejected row is an issue
   * at `['rows', index, member]` and rejects all, unless `partial` is set. Mechanics only. Errors: `INVALID_INPUT`.
   */
  import: Mutation<ImportVehiclesInput, ImportResult>;
  /** Updates a vehicle; customers only their own. Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `VIN_TAKEN`, `EXTERNAL_ID_TAKEN`. */
  update: Mutation<UpdateVehicleInput, Vehicle>;
  /** Deletes a vehicle; customers only their own. Errors: `NOT_FOUND`, `IN_USE` while tickets refer to it. */
  delete: Mutation<IdInput, Deleted>;
  /** Lists a vehicle's odometer readings, newest first; customers see only their own. Errors: `NOT_FOUND`. */
  mileage: Query<VehicleMileageInput, Page<MileageReading>>;
  /**
   * Transfers a vehicle to another customer. Existing tickets stay with their customer. Mechanics only.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `VIN_TAKEN`, `INVALID_INPUT` at `customerId`.
   */
  transfer: Mutation<TransferVehicleInput, Vehicle>;
}

/** The error reasons of vehicles, with their details. */
export interface VehicleReasons {
  VIN_TAKEN: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type VehicleResource = 'vehicle';
/** The rows with a `version` here, by the procedure that checks it. */
export interface VehicleRows {
  'vehicles.transfer': Vehicle;
  'vehicles.update': Vehicle;
}
