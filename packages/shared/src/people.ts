import * as z from 'zod';
import { Id } from './primitives.ts';

/** A person by name. */
export interface Person {
  id: number;
  firstName: string;
  lastName: string;
}
/** @internal */
export const Person: z.ZodType<Person> = z.object({ id: Id, firstName: z.string(), lastName: z.string() });
