// Rebuilds zod's schemas of answers without formats and ranges, by zod's classes and their `def`.
// Why: what our own code wrote is of the right kind or it is a bug, and tests look at the rest.
// Measured: the whole checks would take 5 to 20 µs more for a page.
// Delete it when zod offers to check types alone. A class that it does not know stays as it is: slower, never looser.
// strip-to-types.test.ts fails when a schema of an answer is not rebuilt.
import { z } from 'zod';

// Many procedures answer with the same schemas.
const known = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

function membersOf(shape: z.core.$ZodShape): z.core.$ZodShape {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, stripToTypes(schema)]));
}

/** The schema without formats and ranges. Members that it does not name are left out of answers as before. */
export function stripToTypes(schema: z.core.$ZodType): z.core.$ZodType {
  let stripped = known.get(schema);
  if (stripped === undefined) known.set(schema, (stripped = strip(schema)));
  return stripped;
}

function strip(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string();
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodNullable) return z.nullable(stripToTypes(schema.def.innerType));
  if (schema instanceof z.ZodArray) return z.array(stripToTypes(schema.def.element));
  if (schema instanceof z.ZodObject && !schema.def.catchall) return z.object(membersOf(schema.def.shape));
  return schema;
}
