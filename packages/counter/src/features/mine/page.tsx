import type { Ticket } from '@mechanic-shop/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Inspections } from '../inspections/inspections.tsx';
import { Messages } from '../messages/messages.tsx';
import { Estimates } from './estimates.tsx';
import { Invoice } from './invoice.tsx';

/** What a customer sees: their cars, and their tickets with their state. */
export function MyPage() {
  const { nav, mine } = useTexts();
  const tickets = useInfiniteQuery(useShop().tickets.mine.infiniteQueryOptions({ limit: 20 }, paged));
  return (
    <div className="mx-auto max-w-3xl space-y-4 p-3 sm:p-4">
      <Cars />
      <h1 className="text-xl font-semibold">{nav.tickets}</h1>
      <Refusal error={tickets.error} />
      {tickets.data && rowsOf(tickets).length === 0 && <p className="text-muted">{mine.noTickets}</p>}
      {rowsOf(tickets).map((ticket) => (
        <MyTicket key={ticket.id} ticket={ticket} />
      ))}
      <More list={tickets} />
    </div>
  );
}

function Cars() {
  const { nav, mine } = useTexts();
  const { number } = useFormat();
  const cars = useQuery(useShop().vehicles.list.queryOptions({ limit: 100 }));
  return (
    <section aria-labelledby="cars" className="space-y-2">
      <h2 id="cars" className="text-xl font-semibold">
        {nav.cars}
      </h2>
      <Refusal error={cars.error} />
      {cars.data?.items.length === 0 && <p className="text-muted">{mine.noCars}</p>}
      <ul className="grid gap-2 sm:grid-cols-2">
        {cars.data?.items.map(({ id, make, model, year, licensePlate, mileage, mileageUnit }) => (
          <li key={id} className="card p-3">
            <p className="font-medium">
              {make} {model} ({year})
            </p>
            <p className="text-sm">
              <span className="font-mono whitespace-nowrap">{licensePlate}</span>{' '}
              {mileage !== null && `${number(mileage)} ${mileageUnit}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MyTicket({ ticket }: { ticket: Ticket }) {
  const { ticket: texts, status, hold, totals } = useTexts();
  const { day, money } = useFormat();
  const { id, vehicle, description, serviceDate } = ticket;
  const isAsked = ticket.jobs.some(({ approval }) => approval === 'asked');
  return (
    <article aria-label={texts.title(id)} className="card space-y-2 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold">{texts.title(id)}</h2>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{status[ticket.status]}</span>
        {ticket.hold && <span className="text-warn text-sm">{hold[ticket.hold.reason]}</span>}
        {ticket.totals.totalCents !== 0 && (
          <span className="ml-auto tabular-nums">{money(ticket.totals.totalCents)}</span>
        )}
      </div>
      {vehicle && (
        <p className="text-sm">
          {vehicle.make} {vehicle.model} <span className="font-mono whitespace-nowrap">{vehicle.licensePlate}</span>
        </p>
      )}
      <p className="whitespace-pre-line">{description}</p>
      {serviceDate !== null && (
        <p className="text-sm">
          {texts.serviceDate}: {day(serviceDate)}
        </p>
      )}
      {ticket.invoice && <Invoice id={ticket.invoice.id} number={ticket.invoice.number} />}
      {ticket.invoice && ticket.balanceCents !== 0 && (
        <p className="font-medium">
          {totals.balance}: {money(ticket.balanceCents)}
        </p>
      )}
      {isAsked && <Estimates ticketId={id} />}
      <Inspections ticketId={id} isOpen={false} />
      <Messages ticketId={id} />
    </article>
  );
}
