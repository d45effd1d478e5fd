import type {
  ApiKey,
  Customer,
  DocumentFile,
  Invite,
  Mechanic,
  NewApiKey,
  NewInvite,
  Part,
  ResetCodeInfo,
  Session,
  SessionInfo,
  StaffRecord,
  StatusChange,
  StockMovement,
  Ticket,
  TicketPart,
  Vehicle,
} from '@mechanic-shop/shared';

// Rows as the server returns them, for tests.
const createdAt = '2026-11-20T09:30:00.000Z';

export const part: Part = {
  id: 7,
  sku: 'BP-100',
  name: 'Brake pads',
  priceCents: 12025,
  unit: 'piece',
  decimals: 0,
  quantity: 10,
  reserved: 2,
  available: 8,
  active: true,
  version: 3,
  createdAt,
  updatedAt: createdAt,
};

export const movement: StockMovement = {
  id: 1,
  partId: 7,
  kind: 'adjust',
  delta: -3,
  quantityAfter: 7,
  reservedAfter: 2,
  ticketId: null,
  purchaseId: null,
  accountId: 4,
  note: 'counted',
  at: createdAt,
};

export const customer: Customer = {
  id: 5,
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@example.com',
  phone: null,
  address: '1 Analytical Way\nLondon',
  company: null,
  taxExempt: false,
  note: null,
  externalId: null,
  hasLogin: true,
  active: true,
  version: 1,
  createdAt,
};

export const mechanic: Mechanic = { id: 4, firstName: 'Grace', lastName: 'Hopper', specialty: 'engines' };

export const record: StaffRecord = {
  ...mechanic,
  role: 'mechanic',
  email: 'grace@example.com',
  address: null,
  salaryCents: 320000,
  active: true,
  version: 2,
  createdAt,
};

export const vehicle: Vehicle = {
  id: 9,
  customerId: 5,
  vin: '1M8GDM9AXKP042788',
  vinCheck: 'ok',
  make: 'Ford',
  model: 'Focus',
  year: 2020,
  licensePlate: 'AB-123',
  mileage: 84_000,
  mileageUnit: 'km',
  note: null,
  externalId: null,
  active: true,
  version: 1,
  createdAt,
};

export const line: TicketPart = {
  id: 1,
  jobId: null,
  partId: 7,
  sku: 'BP-100',
  name: 'Brake pads',
  unit: 'piece',
  quantity: 2,
  reserved: 2,
  missing: 0,
  unitPriceCents: 12025,
  taxable: true,
  totalCents: 24050,
};

export const ticket: Ticket = {
  id: 12,
  customer: { id: 5, firstName: 'Ada', lastName: 'Lovelace' },
  vehicle,
  description: 'Brakes squeal',
  status: 'open',
  serviceDate: '2026-12-01',
  mechanics: [mechanic],
  jobs: [],
  parts: [line],
  labor: [],
  extras: [],
  discount: null,
  totals: {
    laborCents: 0,
    partsCents: 24050,
    subletCents: 0,
    feesCents: 0,
    suppliesCents: 0,
    discountCents: 0,
    netCents: 24050,
    taxes: [],
    taxCents: 0,
    totalCents: 24050,
  },
  partsTotalCents: 24050,
  mileageIn: null,
  mileageOut: null,
  hold: null,
  invoice: null,
  paidCents: 0,
  balanceCents: 24050,
  clockedMinutes: 0,
  allowedStatuses: ['in_progress', 'cancelled'],
  blockers: [],
  version: 4,
  createdAt,
  updatedAt: createdAt,
  completedAt: null,
};

export const change: StatusChange = {
  id: 2,
  from: 'open',
  to: 'in_progress',
  by: { id: 4, firstName: 'Grace', lastName: 'Hopper' },
  note: 'lift 2',
  at: createdAt,
};

export const apiKey: ApiKey = {
  id: 8,
  name: 'Price list',
  scopes: ['inventory.*', '*:read'],
  accountId: 4,
  createdAt,
  lastUsedAt: '2026-11-20T10:15:30.000Z',
  expiresAt: '2199-01-01T00:00:00.000Z',
  revokedAt: null,
};

export const newApiKey: NewApiKey = { ...apiKey, lastUsedAt: null, expiresAt: null, key: 'msk_SECRET' };

export const newInvite: NewInvite = {
  id: 3,
  code: 'K7-SECRET',
  role: 'customer',
  email: null,
  customerId: 5,
  expiresAt: '2199-01-01T00:00:00.000Z',
};

export const invite: Invite = {
  id: 3,
  role: 'mechanic',
  email: 'new@example.com',
  customerId: null,
  madeBy: { id: 1, firstName: 'Olga', lastName: 'Owner' },
  expiresAt: '2199-01-01T00:00:00.000Z',
  usedAt: null,
  revokedAt: null,
  createdAt,
};

export const resetCode: ResetCodeInfo = {
  id: 6,
  accountId: 5,
  madeBy: { id: 4, firstName: 'Grace', lastName: 'Hopper' },
  createdAt,
  expiresAt: '2199-01-01T00:00:00.000Z',
  usedAt: null,
  revokedAt: null,
};

export const session: Session = {
  token: 'access-1',
  expiresAt: '2199-01-01T00:00:00.000Z',
  refreshToken: 'refresh-1',
  refreshExpiresAt: '2199-02-01T00:00:00.000Z',
  account: { id: 5, role: 'customer', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
};

export const sessionInfo: SessionInfo = {
  id: 8,
  createdAt,
  lastUsedAt: createdAt,
  userAgent: 'shop/0.1',
  current: true,
};

export const pageOf = <T>(...items: T[]) => ({ items, nextCursor: null });

/** A file of a document, cut after its first bytes. */
export function samplePdf(name: string): DocumentFile {
  const base64 = Buffer.from('%PDF-1.7\n\xff\xff', 'latin1').toString('base64');
  return { fileName: `${name}.pdf`, contentType: 'application/pdf', base64 };
}
