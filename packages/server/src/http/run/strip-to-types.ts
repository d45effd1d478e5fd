import { z } from 'zod';

function membersOf(shape: z.core.$ZodShape): z.core.$ZodShape {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, stripToTypes(schema)]));
}

/**
 * The schema without formats and ranges: what our own code wrote is of the right kind or it is a bug, and tests look at
 * the rest. Members that a schema does not name are left out of answers by this one just so.
 */
export function stripToTypes(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string();
  if (schema instanceof z.ZodNumber) return z.number();
  if (schema instanceof z.ZodNullable) return z.nullable(stripToTypes(schema.def.innerType));
  if (schema instanceof z.ZodArray) return z.array(stripToTypes(schema.def.element));
  if (schema instanceof z.ZodObject && !schema.def.catchall) return z.object(membersOf(schema.def.shape));
  return schema;
}
