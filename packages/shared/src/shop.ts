import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { Closure, ClosuresInput, OpeningHours, OpeningHoursInput } from './opening-hours.ts';
import { Address, Email, Phone } from './people.ts';
import { NOTHING_TO_CHANGE, type NoInput, Version, namesAChange } from './values/input.ts';
import { Cents } from './values/money.ts';
import { Percent } from './values/quantity.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** The unit of odometers. */
export const MileageUnit = z.enum(['km', 'mi']);
export type MileageUnit = z.infer<typeof MileageUnit>;

/** Whether prices are without tax (`exclusive`) or contain it (`inclusive`). */
export const TaxMode = z.enum(['exclusive', 'inclusive']);
export type TaxMode = z.infer<typeof TaxMode>;

/** The tax rates: percentages from 0 to 100 with at most 3 decimals. Supplies are taxed as fees. */
export interface TaxRates {
  partsPercent: number;
  laborPercent: number;
  subletPercent: number;
  feesPercent: number;
}
const taxRates = { partsPercent: Percent, laborPercent: Percent, subletPercent: Percent, feesPercent: Percent };

/** The charge for shop supplies on each ticket: a percentage of labor and parts before discounts, up to a cap. */
export interface Supplies {
  /** 0 to 100, at most 3 decimals. */
  percent: number;
  /** Integer cents; null for no cap. */
  capCents: number | null;
}
const supplies = z.strictObject({ percent: Percent, capCents: Cents.nullish().transform((cap) => cap ?? null) });

/** The shop's settings. */
export interface Shop {
  /** Printed on documents. Default `Mechanic shop`. */
  name: string;
  address: string | null;
  phone: string | null;
  email: string | null;
  taxNumber: string | null;
  /** ISO 4217. Default `EUR`. */
  currency: string;
  /** A name of the IANA time zone database. Default `UTC`. */
  timeZone: string;
  /** A BCP 47 language tag. Default `en`. */
  language: string;
  /** Default `km`. */
  mileageUnit: MileageUnit;
  /** The price per hour of labor, in integer cents. Default 0. */
  laborRateCents: number;
  /** Default `exclusive`. */
  taxMode: TaxMode;
  /** Each rate defaults to 0. */
  taxes: TaxRates;
  /** Null for no charge, the default. */
  supplies: Supplies | null;
  /** Whether the customer must approve work before it is done. Default false. */
  approvalRequired: boolean;
  /** How many days an estimate is valid, 1 to 90. Default 14. */
  estimateDays: number;
  /** How many days customers have to pay an invoice, 0 to 365. Default 14. */
  paymentDays: number;
  /** The prefix of invoice numbers. Default `INV-`. */
  invoicePrefix: string;
  /** Printed below documents. */
  documentNote: string | null;
  /** By the shop's clock. Default Monday to Friday 08:00 to 17:00. */
  openingHours: OpeningHours;
  /** Days on which the shop is closed, at most 200 periods; they may overlap. Default none. */
  closures: Closure[];
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  updatedAt: string;
}
/** @internal */
export const Shop: z.ZodType<Shop> = z.object({
  name: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  taxNumber: z.string().nullable(),
  currency: z.string(),
  timeZone: z.string(),
  language: z.string(),
  mileageUnit: MileageUnit,
  laborRateCents: Cents,
  taxMode: TaxMode,
  taxes: z.object(taxRates),
  supplies: z.object({ percent: Percent, capCents: Cents.nullable() }).nullable(),
  approvalRequired: z.boolean(),
  estimateDays: z.int(),
  paymentDays: z.int(),
  invoicePrefix: z.string(),
  documentNote: z.string().nullable(),
  openingHours: OpeningHours,
  closures: z.array(Closure),
  version: Version,
  updatedAt: Instant,
});

function isAccepted(check: () => unknown): boolean {
  try {
    return check() !== undefined;
  } catch {
    return false;
  }
}

/** Whether the runtime knows the code as an ISO 4217 currency. */
function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

// Intl also accepts offsets such as `+01:00`, which have no daylight saving time.
function isTimeZone(name: string): boolean {
  return /^[A-Za-z]/.test(name) && isAccepted(() => new Intl.DateTimeFormat('en', { timeZone: name }));
}

const Currency = z
  .string()
  .trim()
  .max(3, 'Use the three letters of a currency, such as EUR.')
  .toUpperCase()
  .refine(isCurrency, 'Use the three letters of a currency (ISO 4217), such as EUR.')
  .meta({ examples: ['EUR', 'USD'] });
const TimeZone = z
  .string()
  .trim()
  .max(64)
  .refine(isTimeZone, 'Use a name of the IANA time zone database, such as Europe/Dublin.')
  .meta({ examples: ['Europe/Dublin', 'UTC'] });
const Language = z
  .string()
  .trim()
  .max(35)
  .refine((tag) => tag !== '' && isAccepted(() => Intl.getCanonicalLocales(tag)[0]), {
    abort: true,
    error: 'Use a language tag (BCP 47), such as en or de-AT.',
  })
  .overwrite((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag)
  .meta({ examples: ['en-IE', 'de'] });
const InvoicePrefix = z
  .string()
  .regex(/^[A-Z0-9/-]{0,12}$/, 'Use at most 12 capital letters, digits, hyphens and slashes.');

export const UpdateShopInput = z
  .strictObject({
    version: Version.optional(),
    name: Line(1, 100).optional(),
    address: Address.nullable().optional(),
    phone: Phone.nullable().optional(),
    email: Email.nullable().optional(),
    taxNumber: Line(1, 50).nullable().optional(),
    currency: Currency.optional(),
    timeZone: TimeZone.optional(),
    language: Language.optional(),
    mileageUnit: MileageUnit.optional(),
    /** Integer cents. */
    laborRateCents: Cents.optional(),
    taxMode: TaxMode.optional(),
    /** All four rates. */
    taxes: z.strictObject(taxRates).optional(),
    /** Null removes the charge. */
    supplies: supplies.nullable().optional(),
    approvalRequired: z.boolean().optional(),
    estimateDays: z.int().min(1).max(90).optional(),
    paymentDays: z.int().min(0).max(365).optional(),
    invoicePrefix: InvoicePrefix.optional(),
    documentNote: Lines(1, 1000).nullable().optional(),
    /** All seven days. */
    openingHours: OpeningHoursInput.optional(),
    /** Replaces all closures. */
    closures: ClosuresInput.optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateShopInput = z.input<typeof UpdateShopInput>;

/** The shop's settings. */
export interface ShopApi {
  /** Returns the shop's settings. Public. */
  get: Query<NoInput, Shop>;
  /** Updates settings; absent members do not change. Admins only. Errors: `VERSION_MISMATCH`, `INVALID_INPUT`. */
  update: Mutation<UpdateShopInput, Shop>;
}

/** The rows with a `version` here, by the procedure that checks it. */
export interface ShopRows {
  'shop.update': Shop;
}
