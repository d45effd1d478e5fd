import * as shared from '@mechanic-shop/shared';
import { z } from 'zod';
import type { Members } from '../../../core/docs.ts';
import { models } from './docs.ts';
import type { Json, Schemas } from './json-schema.ts';
import { plainText } from './plain-text.ts';
import { withMapping } from './unions.ts';

/** Texts with special rules, described in words: the server normalizes them first, or counts differently. */
const texts: [z.ZodType, z.GlobalMeta][] = [
  [shared.Email, { description: 'At most 254 characters; compared and shown in lower case.' }],
  [
    shared.NewPassword,
    {
      format: 'password',
      description: 'At least 8 characters and at most 72 bytes of UTF-8; not one of the most common.',
    },
  ],
  [shared.Password, { format: 'password' }],
];

// Annotations of the contract still apply; document-only ones are added here and nowhere else.
class Notes extends z.core.$ZodRegistry<z.GlobalMeta> {
  override get<S extends z.core.$ZodType>(schema: S) {
    const own = super.get(schema);
    const given = z.globalRegistry.get(schema);
    return own && given ? { ...given, ...own } : (own ?? given);
  }
}

const notes = new Notes();
for (const [schema, meta] of texts) notes.add(schema, meta);
const tellers = new Map<z.core.$ZodType, string>();
for (const [id, { schema, description, by }] of Object.entries(models)) {
  notes.add(schema, { id, description });
  if (by !== undefined) tellers.set(schema, by);
}

const isOpen = (schema: z.core.$ZodType): boolean => schema instanceof z.ZodObject && schema.def.catchall === undefined;

function adapt(zodSchema: z.core.$ZodType, json: Json): void {
  delete json.id;
  // zod drops the default of a field that it cannot see through.
  const value = z.globalRegistry.get(zodSchema)?.['default'];
  if (value !== undefined) json.default = value;
  // Responses may gain fields, so clients must ignore unknown ones.
  if (isOpen(zodSchema)) delete json.additionalProperties;
  plainText(zodSchema, json);
  // The format describes it; the pattern is very long.
  if (json.format === 'date-time' || json.format === 'date') delete json.pattern;
  const by = tellers.get(zodSchema);
  if (by === undefined) return;
  json.type = 'object';
  json.oneOf = json.oneOf ?? json.anyOf ?? [];
  delete json.anyOf;
  json['discriminator'] = { propertyName: by };
}

/** A schema as the document shows it, with field descriptions; named models are added to `into` and referenced. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', into: Schemas, members: Members = {}): Json {
  const {
    $defs = {},
    $schema,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    metadata: notes,
    override: ({ zodSchema, jsonSchema }) => adapt(zodSchema, jsonSchema),
  });
  void $schema;
  for (const [name, definition] of Object.entries(moved($defs) as Schemas)) {
    into[name] = explained(definition, { ...members, ...models[name]?.members });
  }
  const shown = explained(moved(json) as Json, members);
  for (const name of Object.keys($defs)) into[name] = withMapping(into[name] ?? {}, into);
  return shown;
}

function moved(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : moved(inner),
    ]),
  );
}

/** Adds field descriptions, ahead of the schema's own. */
function explained(json: Json, members: Members): Json {
  const inner = (value: Json): Json => explained(value, members);
  return {
    ...json,
    ...(json.properties && {
      properties: Object.fromEntries(
        Object.entries(json.properties as Schemas).map(([name, member]) => {
          const description = [members[name], member.description].filter((text) => text !== undefined).join(' ');
          return [name, { ...inner(member), ...(description !== '' && { description }) }];
        }),
      ),
    }),
    ...(json.items && { items: inner(json.items as Json) }),
    ...(json.anyOf && { anyOf: json.anyOf.map(inner) }),
  };
}
