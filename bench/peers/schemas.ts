// Response schemas of the peer: Fastify builds its fastest serializers from them.
const integer = { type: 'integer' };
const text = { type: 'string' };
const maybeText = { type: 'string', nullable: true };
function object(properties: Record<string, object>) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
  };
}
const listOf = (items: object) => ({ type: 'array', items });
const pageOf = (items: object) => object({ items: listOf(items), nextCursor: { type: 'string', nullable: true } });

export const errorShape = { type: 'object', properties: { statusCode: integer, error: text, message: text } };

export const partShape = object({
  id: integer,
  sku: maybeText,
  name: text,
  priceCents: integer,
  quantity: integer,
  reserved: integer,
  version: integer,
  available: integer,
  createdAt: text,
  updatedAt: text,
});

export const customerPage = pageOf(
  object({
    id: integer,
    firstName: text,
    lastName: text,
    email: maybeText,
    phone: maybeText,
    address: maybeText,
    hasLogin: { type: 'boolean' },
    version: integer,
    createdAt: text,
  }),
);

const mechanicShape = object({ id: integer, firstName: text, lastName: text, specialty: maybeText });

export const rankingShape = object({ items: listOf(object({ mechanic: mechanicShape, ticketCount: integer })) });

export const ticketPage = pageOf(
  object({
    id: integer,
    customer: object({ id: integer, firstName: text, lastName: text }),
    vehicle: {
      ...object({
        id: integer,
        customerId: integer,
        vin: maybeText,
        vinCheck: maybeText,
        make: text,
        model: text,
        year: integer,
        licensePlate: maybeText,
        version: integer,
        createdAt: text,
      }),
      nullable: true,
    },
    description: text,
    status: text,
    serviceDate: maybeText,
    mechanics: listOf(mechanicShape),
    parts: listOf(
      object({
        id: integer,
        partId: integer,
        sku: maybeText,
        name: text,
        quantity: integer,
        unitPriceCents: integer,
        totalCents: integer,
      }),
    ),
    partsTotalCents: integer,
    allowedStatuses: listOf(text),
    version: integer,
    createdAt: text,
    updatedAt: text,
    completedAt: maybeText,
  }),
);
