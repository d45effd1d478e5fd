import { type Ticket, partCents, toThousandths } from '@mechanic-shop/shared';
import { eq } from 'drizzle-orm';
import type { Queries } from '../../platform/db/database.ts';
import { invoiceFigures, invoiceParts, invoiceTaxes } from './figures-table.ts';
import { type Snapshot, partsCostOf } from './snapshot.ts';

/** What identifies the figures of an invoice. */
interface Issued {
  invoiceId: number;
  issuedAt: Date;
}

/** The part lines that are charged: all but those of declined jobs. */
function chargedParts({ parts, jobs }: Ticket): Ticket['parts'] {
  const declined = new Set(jobs.filter(({ approval }) => approval === 'declined').map(({ id }) => id));
  return parts.filter(({ jobId }) => jobId === null || !declined.has(jobId));
}

function soldParts(lines: Ticket['parts']): { partId: number; quantity: number; revenueCents: number }[] {
  return [...Map.groupBy(lines, ({ partId }) => partId)].map(([partId, own]) => ({
    partId,
    quantity: own.reduce((sum, line) => sum + toThousandths(line.quantity), 0),
    revenueCents: own.reduce((sum, line) => sum + partCents(line.quantity, line.unitPriceCents), 0),
  }));
}

/** Writes what reports sum up of a new invoice. */
export async function writeFigures(tx: Queries, issued: Issued, ticket: Ticket, snapshot: Snapshot): Promise<void> {
  const { taxes, ...sums } = snapshot.totals;
  await tx.insert(invoiceFigures).values({ ...issued, ...sums, partsCostCents: partsCostOf(snapshot) });
  const taxRows = taxes.map((tax) => ({ ...issued, ...tax, percent: toThousandths(tax.percent) }));
  if (taxRows.length > 0) await tx.insert(invoiceTaxes).values(taxRows);
  const partRows = soldParts(chargedParts(ticket)).map((part) => ({ ...issued, ...part }));
  if (partRows.length > 0) await tx.insert(invoiceParts).values(partRows);
}

/** Removes what reports sum up of an invoice that is now void. */
export async function removeFigures(tx: Queries, invoiceId: number): Promise<void> {
  for (const table of [invoiceFigures, invoiceTaxes, invoiceParts]) {
    await tx.delete(table).where(eq(table.invoiceId, invoiceId));
  }
}
