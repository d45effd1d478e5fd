import * as shared from '@mechanic-shop/shared';
import { CUSTOMER, demoIds } from '../accounts/demo-people.ts';
import { part } from '../inventory/docs.ts';
import { demoShop } from '../shop/docs.ts';
import { vehicle } from '../vehicles/docs.ts';

export const personOf = ({ id, firstName, lastName }: shared.Person): shared.Person => ({ id, firstName, lastName });
/** A mechanic who helps. */
export const helper: shared.Mechanic = {
  id: demoIds.helper,
  firstName: 'Aisling',
  lastName: 'Doyle',
  specialty: 'Brakes and suspension',
};
const noWork = { jobs: [], parts: [], labor: [], extras: [], discount: null };
const noTotals = shared.totalsOf(noWork, demoShop);
/** The ticket of the examples. */
export const ticket: shared.Ticket = {
  id: 132,
  customer: personOf({ id: demoIds.customer, ...CUSTOMER }),
  vehicle,
  description: 'Scratch along the right doors from a shopping trolley: what would it cost?',
  status: 'open',
  serviceDate: '2026-11-22',
  mechanics: [{ id: 6, firstName: 'Ruairí', lastName: 'Ó Dálaigh', specialty: 'Bodywork and exhausts' }],
  jobs: [],
  parts: [],
  labor: [],
  extras: [],
  discount: null,
  totals: noTotals,
  partsTotalCents: 0,
  mileageIn: null,
  mileageOut: null,
  hold: null,
  invoice: null,
  paidCents: 0,
  balanceCents: 0,
  clockedMinutes: 0,
  allowedStatuses: ['in_progress', 'cancelled'],
  blockers: [],
  version: 2,
  createdAt: '2026-11-19T12:18:00.000Z',
  updatedAt: '2026-11-19T12:30:00.000Z',
  completedAt: null,
};
/** What is on the ticket, with the totals that follow. */
export function withLines(
  lines: Pick<Partial<shared.Ticket>, 'jobs' | 'parts' | 'labor' | 'extras'>,
): Partial<shared.Ticket> {
  const totals = shared.totalsOf({ ...noWork, ...lines }, demoShop);
  return { ...lines, totals, partsTotalCents: totals.partsCents, balanceCents: totals.totalCents };
}

/** The line of the examples. */
export const oil: shared.TicketPart = {
  id: 243,
  jobId: null,
  partId: part.id,
  sku: 'OIL-0W20-1',
  name: part.name,
  unit: part.unit,
  quantity: 2,
  reserved: 2,
  missing: 0,
  unitPriceCents: 1450,
  taxable: true,
  totalCents: 2900,
};
/** The ticket's parts in the examples. */
export function withOil(quantity: number): Partial<shared.Ticket> {
  return withLines({ parts: [{ ...oil, quantity, reserved: quantity, totalCents: quantity * 1450 }] });
}
