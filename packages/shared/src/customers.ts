import * as z from 'zod';
import type { Mutation, Query } from './contract.ts';
import { OrderBy, SEARCH_OR_ORDER, searchOrOrder } from './order.ts';
import { Password } from './password.ts';
import { Address, Email, FirstName, LastName, Phone } from './people.ts';
import { type ImportInput, type ImportResult, importInput, importRow } from './values/import.ts';
import {
  type Deleted,
  ExternalId,
  Id,
  type IdInput,
  NOTHING_TO_CHANGE,
  Version,
  namesAChange,
  orElse,
} from './values/input.ts';
import { type Page, type PageInput, Search, pageInput } from './values/paging.ts';
import { Line, Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** A customer of the shop, with or without a login. */
export interface Customer {
  id: number;
  firstName: string;
  lastName: string;
  /** The unique e-mail that the customer logs in with; without a login, a contact address that need not be unique. */
  email: string | null;
  phone: string | null;
  address: string | null;
  company: string | null;
  /** Whether the customer pays no tax. */
  taxExempt: boolean;
  /** Null for customers: only staff see notes. */
  note: string | null;
  /** The id in another system, unique among customers. Null for customers: only staff see it. */
  externalId: string | null;
  hasLogin: boolean;
  /** False if the customer is retired: they keep their tickets, but new tickets cannot name them. */
  active: boolean;
  /** Increases by one with every change. */
  version: number;
  /** ISO 8601 in UTC. */
  createdAt: string;
}
/** @internal */
export const customerMembers = {
  id: Id,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  company: z.string().nullable(),
  taxExempt: z.boolean(),
  note: z.string().nullable(),
  externalId: z.string().nullable(),
  hasLogin: z.boolean(),
  active: z.boolean(),
  version: Version,
  createdAt: Instant,
};
/** @internal */
export const Customer: z.ZodType<Customer> = z.object(customerMembers);

const Company = Line(1, 100);
const Note = Lines(1, 1000);

export interface CustomerFilters extends PageInput {
  search?: string | undefined;
  /** Default true; `false`: only retired customers. */
  active?: boolean | undefined;
  /** Default `newest`; `name` cannot be combined with `search`. */
  orderBy?: OrderBy | undefined;
}
export type ListCustomersInput = CustomerFilters | void;
/** @internal */
export const ListCustomersInput = z
  .strictObject({
    ...pageInput,
    search: Search.optional(),
    active: z.boolean().default(true),
    orderBy: OrderBy.default('newest'),
  })
  .refine(searchOrOrder, SEARCH_OR_ORDER)
  .prefault({});

export const CreateCustomerInput = z.strictObject({
  firstName: FirstName,
  lastName: LastName,
  email: Email.nullish(),
  phone: Phone.nullish(),
  address: Address.nullish(),
  company: Company.nullish(),
  /** Whether the customer pays no tax. Default false. */
  taxExempt: orElse(z.boolean(), false),
  /** Visible to staff only. */
  note: Note.nullish(),
  /** The id in another system, unique among customers. */
  externalId: ExternalId.nullish(),
});
export type CreateCustomerInput = z.input<typeof CreateCustomerInput>;

export const UpdateCustomerInput = z
  .strictObject({
    id: Id,
    version: Version.optional(),
    firstName: FirstName.optional(),
    lastName: LastName.optional(),
    phone: Phone.nullable().optional(),
    address: Address.nullable().optional(),
    email: Email.nullable().optional(),
    company: Company.nullable().optional(),
    /** Staff only. */
    taxExempt: z.boolean().optional(),
    /** Staff only. */
    note: Note.nullable().optional(),
    /** Staff only: the id in another system, unique among customers. */
    externalId: ExternalId.nullable().optional(),
    /** Staff only; false retires the customer. */
    active: z.boolean().optional(),
  })
  .refine(namesAChange, NOTHING_TO_CHANGE);
export type UpdateCustomerInput = z.input<typeof UpdateCustomerInput>;

/** A customer to import. Customers match by `externalId`; a row without one always creates a customer. */
export type ImportCustomerRow = CreateCustomerInput;
export type ImportCustomersInput = ImportInput<ImportCustomerRow>;
/** @internal */
export const ImportCustomersInput = importInput(importRow(CreateCustomerInput));

export const DeleteCustomerInput = z.strictObject({
  id: Id,
  /** The customer's password. Required when customers delete themselves. */
  password: Password.optional(),
});
export type DeleteCustomerInput = z.input<typeof DeleteCustomerInput>;

export const MergeCustomersInput = z.strictObject({
  /** The customer to merge and delete; must not have a login. */
  id: Id,
  /** The customer who takes over the vehicles and tickets. */
  intoId: Id,
});
export type MergeCustomersInput = z.input<typeof MergeCustomersInput>;

/** The shop's customers, with and without a login. */
export interface CustomersApi {
  /** Lists customers; `search` searches name, e-mail and phone. Mechanics only. */
  list: Query<ListCustomersInput, Page<Customer>>;
  /** Returns one customer; customers see only themselves. Errors: `NOT_FOUND`. */
  get: Query<IdInput, Customer>;
  /** Creates a customer without a login. Mechanics only. Errors: `EMAIL_TAKEN` if an account has that e-mail, `EXTERNAL_ID_TAKEN`. */
  create: Mutation<CreateCustomerInput, Customer>;
  /**
   * Imports up to 200 customers, which match by `externalId`. A rejected row is an issue at `['rows', index, member]`
   * and rejects all, unless `partial` is set. Mechanics only. Errors: `INVALID_INPUT`.
   */
  import: Mutation<ImportCustomersInput, ImportResult>;
  /**
   * Updates a customer. `email` can be changed here only while the customer has no login.
   * Errors: `NOT_FOUND`, `VERSION_MISMATCH`, `EMAIL_TAKEN`, `EXTERNAL_ID_TAKEN`, `INVALID_INPUT`.
   */
  update: Mutation<UpdateCustomerInput, Customer>;
  /**
   * Deletes a customer with their vehicles and sessions. Customers delete themselves with their password.
   * Errors: `NOT_FOUND`, `INVALID_CREDENTIALS`, `IN_USE` while the customer has tickets
   * or more than 35,000 vehicles: delete some of those first.
   */
  delete: Mutation<DeleteCustomerInput, Deleted>;
  /**
   * Moves the vehicles and tickets of a customer without a login to another customer, and deletes the first one, all or
   * nothing. The other customer keeps their `externalId`, or gets that of the first. Admins only.
   * Errors: `NOT_FOUND`, `IN_USE` by `login`, `INVALID_INPUT` at `intoId`, at `id` if that customer was erased.
   */
  merge: Mutation<MergeCustomersInput, Customer>;
}

/** The error reasons of customers, with their details. */
export interface CustomerReasons {
  EXTERNAL_ID_TAKEN: undefined;
}
/** The resources that `NOT_FOUND` names here. */
export type CustomerResource = 'customer';
/** The rows with a `version` here, by the procedure that checks it. */
export interface CustomerRows {
  'customers.update': Customer;
}
