import * as z from 'zod';
import { Id } from './values/input.ts';
import { Line, Lines } from './values/text.ts';

/** @internal */
export const FirstName = Line(1, 100);
/** @internal */
export const LastName = Line(1, 100);
export const Phone = Line(3, 32);
/** @internal */
export const Address = Lines(1, 300);
/** @internal */
export const Specialty = Line(1, 100);

// The dot-atom of RFC 5322, section 3.2.3, and a host name of RFC 1123 with a dot and a last label that has a letter.
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?=[^.]*[A-Za-z])${LABEL}$`);

/**
 * An e-mail address of at most 254 characters: a dot-atom (RFC 5322), @, and a host name with a dot (RFC 1123).
 * Stored and compared in lower case.
 */
export const Email = z
  .string()
  .trim()
  .max(254, { abort: true })
  .regex(EMAIL, 'Use an e-mail address like ada@example.com.')
  // Last, because lower-casing turns some characters outside ASCII, such as the Kelvin sign, into ASCII letters.
  .toLowerCase()
  .meta({ format: 'email' });

/** A person's id and name. */
export interface Person {
  id: number;
  firstName: string;
  lastName: string;
}
/** @internal */
export const Person: z.ZodType<Person> = z.object({ id: Id, firstName: z.string(), lastName: z.string() });
