import * as z from 'zod';
import { Line } from './text.ts';

/**
 * An id: an integer from 1 to 2^53−1. People (accounts, customers, mechanics) share one id space.
 * @internal
 */
export const Id = z.int().min(1);
export const IdInput = z.strictObject({ id: Id });
export type IdInput = z.input<typeof IdInput>;

/**
 * An optional member that defaults to `value` when it is null or missing.
 * @internal
 */
export function orElse<T extends z.ZodType>(schema: T, value: z.output<T>) {
  return schema
    .nullish()
    .transform((given) => given ?? value)
    .meta({ default: value });
}

/**
 * A count, or an amount in cents, in an output.
 * @internal
 */
export const Count = z.int().min(0);

/**
 * The version of the row that the caller last read. A stale one is rejected with `VERSION_MISMATCH`.
 * @internal
 */
export const Version = z.int().min(1);

/** The input of procedures that take none: `undefined` and `{}` are the same. */
export const NoInput = z.strictObject({}).prefault({});
/** Nothing, or an empty object. */
export type NoInput = z.input<typeof NoInput> | void;

/**
 * Whether an update has anything to change, apart from `id` and `version`.
 * @internal
 */
export function namesAChange(input: object): boolean {
  return Object.entries(input).some(([key, value]) => key !== 'id' && key !== 'version' && value !== undefined);
}
/** @internal */
export const NOTHING_TO_CHANGE = 'Name at least one member to change.';

/**
 * The id of a row in another system, by which imports recognise it.
 * @internal
 */
export const ExternalId = Line(1, 64);

/** The result of a deletion: the id of the deleted row, and a message for people. */
export interface Deleted {
  id: number;
  message: string;
}
/** @internal */
export const Deleted: z.ZodType<Deleted> = z.object({ id: Id, message: z.string() });

/** `ended`: how many sessions the call ended. */
export interface Ended {
  ended: number;
}
/** @internal */
export const Ended: z.ZodType<Ended> = z.object({ ended: Count });
