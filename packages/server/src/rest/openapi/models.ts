import * as shared from '@mechanic-shop/shared';
import { z } from 'zod';

/** The types that the document names, with what a reader has to know of each. */
const models: Record<string, [z.ZodType, description: string]> = {
  Account: [shared.Account, 'A login. Its id is also the id of the customer or mechanic behind it.'],
  Customer: [shared.Customer, 'A customer of the shop; a walk-in has no login.'],
  Deleted: [shared.Deleted, 'What a deletion answers.'],
  Ended: [shared.Ended, 'How many sessions a call ended.'],
  Invite: [shared.Invite, 'An invite, without its code.'],
  Mechanic: [shared.Mechanic, 'What anyone may see of a mechanic.'],
  MovementKind: [
    shared.MovementKind,
    'What moved stock: receive, adjust, consume and return move `quantity`; reserve and release move `reserved`. An open list.',
  ],
  NewInvite: [shared.NewInvite, 'A new invite; its code is shown this once.'],
  Part: [shared.Part, 'A part in stock. `available` = `quantity` - `reserved`, never below 0; money in cents.'],
  Person: [shared.Person, 'A person by name.'],
  Profile: [shared.Profile, "The caller's own record: a customer, or the staff record of a mechanic or admin."],
  Ranking: [shared.Ranking, 'Mechanics with the number of tickets they are on now.'],
  ResetCode: [shared.ResetCode, 'A one-time code to set a new password with, shown this once.'],
  ResetCodeInfo: [shared.ResetCodeInfo, 'A one-time code to set a new password with, without the code itself.'],
  Role: [shared.Role, 'What an account may do. An admin is a mechanic in everything. An open list.'],
  Session: [
    shared.Session,
    'What a login answers: an access token for an hour and a refresh token that works once, for 30 days.',
  ],
  SessionInfo: [shared.SessionInfo, 'One place where the caller is logged in; `lastUsedAt` is exact to the minute.'],
  StaffRecord: [shared.StaffRecord, 'A mechanic as the owner and the mechanic himself see him; salary in cents.'],
  StatusChange: [
    shared.StatusChange,
    "One step of a ticket's history; `from` is null when it was opened, `note` is for staff only.",
  ],
  StockMovement: [
    shared.StockMovement,
    "One line of a part's ledger; `delta` is signed, consume lowers `reserved` by the same.",
  ],
  Ticket: [shared.Ticket, 'A service ticket with its customer, vehicle, mechanics and lines; money in cents.'],
  TicketPart: [
    shared.TicketPart,
    'A line of a ticket; name, sku and price in cents are frozen when the part is first added.',
  ],
  TicketStatus: [shared.TicketStatus, 'Where a ticket stands. An open list.'],
  Vehicle: [shared.Vehicle, "A customer's vehicle; `vinCheck` tells whether the VIN's check digit fits."],
};

/** Members that occur in many inputs. */
const members: [z.ZodType, z.GlobalMeta][] = [
  [shared.pageInput.limit, { description: 'How many items a page has.' }],
  [shared.pageInput.cursor, { description: 'The `nextCursor` of the page before.' }],
  [shared.Search, { description: 'Words to look for: each must begin a word of the row.' }],
  [shared.OrderBy, { description: '`newest` first, or by `name`; not together with `search`.' }],
  [shared.Version, { description: 'The version as last seen; a stale one is refused as `VERSION_MISMATCH`.' }],
  [shared.Cents, { description: 'Money in integer cents.' }],
  [
    shared.NewPassword,
    {
      format: 'password',
      description: 'At least 8 characters and at most 72 bytes of UTF-8; not one of the most common.',
    },
  ],
  [shared.Password, { format: 'password' }],
];

// What the contract says of a schema still counts; what only the document says is added here and nowhere else.
class Notes extends z.core.$ZodRegistry<z.GlobalMeta> {
  override get<S extends z.core.$ZodType>(schema: S) {
    const own = super.get(schema);
    const given = z.globalRegistry.get(schema);
    return own && given ? { ...given, ...own } : (own ?? given);
  }
}

const notes = new Notes();
for (const [schema, meta] of members) notes.add(schema, meta);
for (const [id, [schema, description]] of Object.entries(models)) notes.add(schema, { id, description });

export type Json = z.core.JSONSchema.JSONSchema;
/** Schemas that the document names. */
export type Schemas = Record<string, Json>;

const isOpen = (schema: z.core.$ZodType): boolean => schema instanceof z.ZodObject && schema.def.catchall === undefined;

/** A schema as the document shows it; models it uses are left to `into` and referred to. */
export const jsonSchemaOf = (schema: z.ZodType, io: 'input' | 'output', into: Schemas): Json => {
  const {
    $defs = {},
    $schema,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    metadata: notes,
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.id;
      // zod drops the default of a member that it cannot see through.
      const value = z.globalRegistry.get(zodSchema)?.['default'];
      if (value !== undefined) jsonSchema.default = value;
      // More members may come: a client that fails on one it does not know would break.
      if (isOpen(zodSchema)) delete jsonSchema.additionalProperties;
      if (jsonSchema.type === 'integer') {
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
        jsonSchema.format = 'int64';
      }
      // The format says it; the pattern is a page of digits.
      if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
    },
  });
  void $schema;
  Object.assign(into, moved($defs));
  return moved(json) as Json;
};

const moved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(moved);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : moved(inner),
    ]),
  );
};
