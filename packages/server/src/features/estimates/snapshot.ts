import {
  type Customer,
  type Estimate,
  type EstimateJob,
  type Shop,
  type Ticket,
  type Totals,
  type Vehicle,
  pricingOf,
} from '@mechanic-shop/shared';

/** A job as it is stored; the decision is that of the approval. */
export type FrozenJob = Omit<EstimateJob, 'decision'>;

/** All that an estimate and its document show, as it was when it was sent. */
export interface Snapshot {
  /** The form of the rest. Increase it when a member changes its meaning. */
  schema: 1;
  currency: Estimate['currency'];
  taxMode: Estimate['taxMode'];
  jobs: FrozenJob[];
  totals: Totals;
  shop: Pick<Shop, 'name' | 'address' | 'phone' | 'email' | 'taxNumber' | 'language' | 'timeZone' | 'documentNote'>;
  customer: Pick<Customer, 'firstName' | 'lastName' | 'company' | 'address' | 'email' | 'taxExempt'>;
  vehicle: Pick<Vehicle, 'make' | 'model' | 'year' | 'licensePlate' | 'vin'> | null;
  mileage: number | null;
}

export const readSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot;

function frozenJob(ticket: Ticket, job: Ticket['jobs'][number]): FrozenJob {
  const isOwn = ({ jobId }: { jobId: number | null }): boolean => jobId === job.id;
  return {
    jobId: job.id,
    name: job.name,
    description: job.description,
    labor: ticket.labor.filter(isOwn).map(({ description, hours, totalCents }) => ({ description, hours, totalCents })),
    parts: ticket.parts.filter(isOwn).map(({ name, sku, unit, quantity, unitPriceCents, totalCents }) => ({
      name,
      sku,
      unit,
      quantity,
      unitPriceCents,
      totalCents,
    })),
    extras: ticket.extras
      .filter(isOwn)
      .map(({ kind, description, amountCents }) => ({ kind, description, amountCents })),
    discountCents: job.discountCents,
    netCents: job.netCents,
  };
}

/** The totals of some jobs alone, with the ticket's discount; what is asked for counts, even if it was declined. */
function totalsOfJobs(ticket: Ticket, ids: ReadonlySet<number>, settings: Shop, taxExempt: boolean): Totals {
  const ofThese = <T extends { jobId: number | null }>(lines: readonly T[]): T[] =>
    lines.filter(({ jobId }) => jobId !== null && ids.has(jobId));
  const jobs = ticket.jobs.filter(({ id }) => ids.has(id)).map((job) => ({ ...job, approval: 'asked' }));
  const { parts, labor, extras, discount } = ticket;
  return pricingOf(
    { jobs, parts: ofThese(parts), labor: ofThese(labor), extras: ofThese(extras), discount },
    { ...settings, taxExempt },
  ).totals;
}

function vehicleOf({ vehicle }: Ticket): Snapshot['vehicle'] {
  if (!vehicle) return null;
  const { make, model, year, licensePlate, vin } = vehicle;
  return { make, model, year, licensePlate, vin };
}

/** Freezes some jobs of a ticket, in the ticket's order. */
export function snapshotOf(
  ticket: Ticket,
  ids: ReadonlySet<number>,
  { settings, customer }: { settings: Shop; customer: Customer },
): Snapshot {
  const { name, address, phone, email, taxNumber, language, timeZone, documentNote } = settings;
  const { firstName, lastName, company, taxExempt } = customer;
  return {
    schema: 1,
    currency: settings.currency,
    taxMode: settings.taxMode,
    jobs: ticket.jobs.filter(({ id }) => ids.has(id)).map((job) => frozenJob(ticket, job)),
    totals: totalsOfJobs(ticket, ids, settings, taxExempt),
    shop: { name, address, phone, email, taxNumber, language, timeZone, documentNote },
    customer: { firstName, lastName, company, address: customer.address, email: customer.email, taxExempt },
    vehicle: vehicleOf(ticket),
    mileage: ticket.mileageOut ?? ticket.mileageIn,
  };
}
