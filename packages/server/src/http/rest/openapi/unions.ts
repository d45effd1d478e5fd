import type { Json, Schemas } from './json-schema.ts';

const PREFIX = '#/components/schemas/';

/** The reference to a named schema of the document. */
export const refTo = (name: string): { $ref: string } => ({ $ref: `${PREFIX}${name}` });

function valuesOf(variant: Json | undefined, member: string): string[] {
  const told = variant?.properties?.[member];
  if (typeof told !== 'object') return [];
  return (told.const === undefined ? (told.enum ?? []) : [told.const]).map(String);
}

/** A union of named schemas with a discriminator mapping. */
export function withMapping(json: Json, schemas: Schemas): Json {
  const discriminator = json['discriminator'] as { propertyName: string } | undefined;
  if (!discriminator) return json;
  const pairs = (json.oneOf as Json[]).flatMap(({ $ref = '' }) =>
    valuesOf(schemas[$ref.slice(PREFIX.length)], discriminator.propertyName).map((value): [string, string] => [
      value,
      $ref,
    ]),
  );
  return { ...json, discriminator: { ...discriminator, mapping: Object.fromEntries<string>(pairs) } };
}
