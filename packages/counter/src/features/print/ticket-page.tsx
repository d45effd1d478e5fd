import type { Customer, Ticket } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { LineTable, PrintView, type PrintedLine, SheetHead } from './sheet.tsx';
import { type SheetName, sheets } from './sheets.ts';
import { PrintedTotals } from './totals.tsx';

/** A ticket as a work order, an estimate, or a card for the windscreen. */
export function PrintTicketPage() {
  const { id } = useParams({ from: '/tickets/$id/print' });
  const { sheet } = useSearch({ from: '/tickets/$id/print' });
  const { app, print, ticket: texts } = useTexts();
  const shop = useShop();
  const ticket = useQuery(shop.tickets.get.queryOptions({ id }));
  const customerId = ticket.data?.customer.id;
  const customer = useQuery({
    ...shop.customers.get.queryOptions({ id: customerId ?? 0 }),
    enabled: customerId !== undefined,
  });
  const error = ticket.error ?? customer.error;
  if (!ticket.data || !customer.data)
    return <div className="p-4">{error ? <Refusal error={error} /> : app.loading}</div>;
  const Sheet = views[sheet];
  return (
    <PrintView
      choices={
        <>
          <Link className="link" to="/tickets/$id" params={{ id }}>
            {texts.title(id)}
          </Link>
          {sheets.map((name) => (
            <Link
              key={name}
              to="/tickets/$id/print"
              params={{ id }}
              search={{ sheet: name }}
              className="border-line hover:bg-tint rounded-md border px-3 py-1.5"
              activeProps={{ className: 'bg-tint text-accent font-medium' }}
            >
              {print.sheets[name]}
            </Link>
          ))}
        </>
      }
    >
      <Sheet ticket={ticket.data} customer={customer.data} />
    </PrintView>
  );
}

interface SheetProps {
  ticket: Ticket;
  customer: Customer;
}

const views: Record<SheetName, (props: SheetProps) => ReactNode> = {
  'work-order': WorkOrder,
  estimate: EstimateSheet,
  card: WindscreenCard,
};

function carOf({ vehicle }: Ticket): string | null {
  return vehicle && [vehicle.make, vehicle.model, `(${vehicle.year})`, vehicle.licensePlate].filter(Boolean).join(' ');
}

interface PrintedJob {
  key: string;
  name: string;
  description: string | null;
  lines: PrintedLine[];
}

/** The jobs with their lines; declined ones are left out, as they cost nothing and are not done. */
function usePrintedJobs(ticket: Ticket, isPriced: boolean): PrintedJob[] {
  const { lines } = useTexts();
  const { number, quantity } = useFormat();
  const linesOf = (jobId: number | null): PrintedLine[] => [
    ...ticket.labor
      .filter((line) => line.jobId === jobId)
      .map(({ id, description, hours, totalCents, mechanic }) => ({
        key: `labor ${id}`,
        text: isPriced || !mechanic ? description : `${description} (${mechanic.firstName} ${mechanic.lastName})`,
        quantity: hours === null ? '' : `${number(hours)} h`,
        cents: isPriced ? totalCents : null,
      })),
    ...ticket.parts
      .filter((line) => line.jobId === jobId)
      .map(({ id, name, sku, quantity: count, unit, totalCents }) => ({
        key: `part ${id}`,
        text: isPriced || sku === null ? name : `${name}, ${sku}`,
        quantity: quantity(count, unit),
        cents: isPriced ? totalCents : null,
      })),
    ...ticket.extras
      .filter((line) => line.jobId === jobId)
      .map(({ id, description, amountCents }) => ({
        key: `extra ${id}`,
        text: description,
        quantity: '',
        cents: isPriced ? amountCents : null,
      })),
  ];
  const jobs = ticket.jobs
    .filter(({ approval }) => approval !== 'declined')
    .map(({ id, name, description }) => ({ key: `job ${id}`, name, description, lines: linesOf(id) }));
  const loose = { key: 'loose', name: lines.withoutJob, description: null, lines: linesOf(null) };
  return loose.lines.length > 0 ? [...jobs, loose] : jobs;
}

function Jobs({ jobs, hasBox = false }: { jobs: readonly PrintedJob[]; hasBox?: boolean }) {
  return jobs.map(({ key, name, description, lines }) => (
    <section key={key} className="keep mt-4">
      <h2 className="font-semibold">
        {hasBox && <span className="mr-2 inline-block size-3.5 border" />}
        {name}
      </h2>
      {description !== null && <p className="whitespace-pre-line">{description}</p>}
      {lines.length > 0 && <LineTable lines={lines} />}
    </section>
  ));
}

function WorkOrder({ ticket, customer }: SheetProps) {
  const { print, ticket: texts, cars, customers } = useTexts();
  const { shop, day, number } = useFormat();
  const { vehicle, mechanics } = ticket;
  const jobs = usePrintedJobs(ticket, false);
  const names = mechanics.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(', ');
  return (
    <>
      <SheetHead
        title={`${print.sheets['work-order']} ${ticket.id}`}
        shop={shop}
        facts={[
          [texts.serviceDate, ticket.serviceDate && day(ticket.serviceDate)],
          [texts.car, carOf(ticket)],
          [cars.vin, vehicle?.vin ?? null],
          [texts.mileageIn, ticket.mileageIn === null ? '________' : number(ticket.mileageIn)],
          [texts.mileageOut, ticket.mileageOut === null ? '________' : number(ticket.mileageOut)],
          [texts.mechanics, names || null],
        ]}
        to={[
          `${customer.firstName} ${customer.lastName}`,
          customer.company,
          customer.phone === null ? null : `${customers.phone}: ${customer.phone}`,
        ]}
      />
      <p className="whitespace-pre-line">{ticket.description}</p>
      <Jobs jobs={jobs} hasBox />
      <section className="keep mt-6">
        <h2 className="font-semibold">{print.notes}</h2>
        {[1, 2, 3, 4].map((row) => (
          <div key={row} className="h-8 border-b" />
        ))}
      </section>
      <p className="keep mt-10 w-72 border-t">{print.signature}</p>
    </>
  );
}

function EstimateSheet({ ticket, customer }: SheetProps) {
  const { print, ticket: texts } = useTexts();
  const { shop, instant } = useFormat();
  const jobs = usePrintedJobs(ticket, true);
  const [now] = useState(() => new Date().toISOString());
  return (
    <>
      <SheetHead
        title={print.sheets.estimate}
        shop={shop}
        facts={[
          [print.date, instant(now)],
          [print.ticket, String(ticket.id)],
          [texts.car, carOf(ticket)],
        ]}
        to={[`${customer.firstName} ${customer.lastName}`, customer.company, customer.address]}
      />
      <Jobs jobs={jobs} />
      <PrintedTotals totals={ticket.totals} />
      <p className="mt-6">{print.valid(shop.estimateDays)}</p>
      {shop.documentNote !== null && <p className="mt-2 whitespace-pre-line">{shop.documentNote}</p>}
      <p className="keep mt-12 w-72 border-t">{print.approved}</p>
    </>
  );
}

/** Large enough to be read from outside of the car. */
function WindscreenCard({ ticket, customer }: SheetProps) {
  const { ticket: texts } = useTexts();
  const { day, shop } = useFormat();
  const { vehicle, serviceDate } = ticket;
  return (
    <section className="space-y-4 border-4 p-6 text-center">
      <p className="text-xl">{shop.name}</p>
      <h1 className="text-7xl font-bold tabular-nums">#{ticket.id}</h1>
      <p className="font-mono text-6xl font-bold wrap-anywhere">{vehicle?.licensePlate}</p>
      <p className="text-3xl">{vehicle && `${vehicle.make} ${vehicle.model}`}</p>
      <p className="text-3xl wrap-anywhere">
        {customer.lastName}
        {customer.company !== null && `, ${customer.company}`}
      </p>
      {serviceDate !== null && (
        <p className="text-3xl">
          {texts.serviceDate}: {day(serviceDate)}
        </p>
      )}
      <p className="line-clamp-4 text-left text-xl whitespace-pre-line">{ticket.description}</p>
    </section>
  );
}
