// Response schemas of the peer: Fastify builds its fastest serializers from them.
const integer = { type: 'integer' };
const number = { type: 'number' };
const boolean = { type: 'boolean' };
const text = { type: 'string' };
const maybeText = { type: 'string', nullable: true };
const maybeInteger = { type: 'integer', nullable: true };
/** Always null in this shop. */
const nothing = { type: 'null' };
function object(properties: Record<string, object>) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties),
  };
}
const listOf = (items: object) => ({ type: 'array', items });
/** A list that has no items in this shop. */
const empty = listOf({});
const pageOf = (items: object) => object({ items: listOf(items), nextCursor: { type: 'string', nullable: true } });

export const errorShape = { type: 'object', properties: { statusCode: integer, error: text, message: text } };

export const partShape = object({
  id: integer,
  sku: maybeText,
  name: text,
  priceCents: integer,
  unit: text,
  decimals: integer,
  quantity: number,
  reserved: number,
  available: number,
  active: boolean,
  version: integer,
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
    company: maybeText,
    taxExempt: boolean,
    note: maybeText,
    externalId: maybeText,
    hasLogin: boolean,
    active: boolean,
    version: integer,
    createdAt: text,
  }),
);

const mechanicShape = object({ id: integer, firstName: text, lastName: text, specialty: maybeText });

export const rankingShape = object({ items: listOf(object({ mechanic: mechanicShape, ticketCount: integer })) });

export const ticketShape = object({
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
      mileage: maybeInteger,
      mileageUnit: text,
      note: maybeText,
      externalId: maybeText,
      active: boolean,
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
      jobId: maybeInteger,
      partId: integer,
      sku: maybeText,
      name: text,
      unit: text,
      quantity: number,
      reserved: number,
      missing: number,
      unitPriceCents: integer,
      taxable: boolean,
      totalCents: integer,
    }),
  ),
  jobs: listOf(
    object({
      id: integer,
      name: text,
      description: maybeText,
      note: maybeText,
      approval: text,
      approvedCents: maybeInteger,
      discount: nothing,
      laborCents: integer,
      partsCents: integer,
      extrasCents: integer,
      discountCents: integer,
      netCents: integer,
    }),
  ),
  labor: listOf(
    object({
      id: integer,
      jobId: maybeInteger,
      description: text,
      hours: number,
      rateCents: integer,
      taxable: boolean,
      done: boolean,
      totalCents: integer,
      mechanic: nothing,
    }),
  ),
  extras: listOf(
    object({
      id: integer,
      jobId: maybeInteger,
      kind: text,
      description: text,
      amountCents: integer,
      taxable: boolean,
    }),
  ),
  discount: nothing,
  totals: object({
    laborCents: integer,
    partsCents: integer,
    subletCents: integer,
    feesCents: integer,
    suppliesCents: integer,
    discountCents: integer,
    netCents: integer,
    taxes: empty,
    taxCents: integer,
    totalCents: integer,
  }),
  partsTotalCents: integer,
  mileageIn: maybeInteger,
  mileageOut: maybeInteger,
  hold: nothing,
  invoice: nothing,
  paidCents: integer,
  balanceCents: integer,
  clockedMinutes: maybeInteger,
  allowedStatuses: listOf(text),
  blockers: empty,
  version: integer,
  createdAt: text,
  updatedAt: text,
  completedAt: maybeText,
});

export const ticketPage = pageOf(ticketShape);
