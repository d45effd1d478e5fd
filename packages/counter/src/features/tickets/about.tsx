import type { Customer, Ticket } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { CarSelect } from '../customers/car-select.tsx';
import { ChangeCustomer } from './change-customer.tsx';
import { ChangeRefusal, useTicketChange } from './change.tsx';

interface Props {
  ticket: Ticket;
  customer: Customer | undefined;
  isOpen: boolean;
}

/** Whose ticket it is, and the car with its earlier tickets. */
export function About({ ticket, customer, isOpen }: Props) {
  const { ticket: texts, board } = useTexts();
  const { number } = useFormat();
  const { vehicle } = ticket;
  const { firstName, lastName } = ticket.customer;
  return (
    <section aria-label={texts.customer} className="card space-y-2 p-3">
      <h2 className="font-semibold">{texts.customer}</h2>
      <p>
        <Link className="link" to="/customers/$id" params={{ id: ticket.customer.id }}>
          {firstName} {lastName}
        </Link>
        {customer?.company != null && `, ${customer.company}`}
      </p>
      {customer?.phone != null && (
        <p>
          <a className="link" href={`tel:${customer.phone.replaceAll(' ', '')}`}>
            {customer.phone}
          </a>
        </p>
      )}
      {customer?.note != null && <p className="text-muted text-sm whitespace-pre-line">{customer.note}</p>}
      {isOpen && <ChangeCustomer ticket={ticket} />}
      <h2 className="font-semibold">{texts.car}</h2>
      {vehicle ? (
        <>
          <p>
            {vehicle.make} {vehicle.model} ({vehicle.year}){' '}
            <span className="font-mono whitespace-nowrap">{vehicle.licensePlate}</span>
          </p>
          {vehicle.vin !== null && <p className="font-mono text-sm wrap-anywhere">{vehicle.vin}</p>}
          {vehicle.mileage !== null && (
            <p className="text-sm">
              {number(vehicle.mileage)} {vehicle.mileageUnit}
            </p>
          )}
          <Earlier vehicleId={vehicle.id} except={ticket.id} />
        </>
      ) : (
        <p>{board.noVehicle}</p>
      )}
      {isOpen && <TicketCar ticket={ticket} />}
    </section>
  );
}

/** Chooses another car of the customer. */
function TicketCar({ ticket }: { ticket: Ticket }) {
  const { ticket: texts } = useTexts();
  const change = useTicketChange();
  const choose = (id: string): void => {
    const vehicleId = id === '' ? null : Number(id);
    change.run({ base: ticket, call: (tickets, about) => tickets.update.mutate({ ...about, vehicleId }) });
  };
  return (
    <div className="print:hidden">
      <CarSelect
        bare
        label={texts.otherCar}
        customerId={ticket.customer.id}
        value={ticket.vehicle?.id ?? ''}
        onChange={({ target }) => choose(target.value)}
      />
      <ChangeRefusal change={change} />
    </div>
  );
}

function Earlier({ vehicleId, except }: { vehicleId: number; except: number }) {
  const { ticket: texts, status } = useTexts();
  const found = useQuery(useShop().tickets.list.queryOptions({ vehicleId, limit: 10 }));
  const others = found.data?.items.filter(({ id }) => id !== except) ?? [];
  if (others.length === 0) return null;
  return (
    <>
      <h3 className="text-sm font-medium">{texts.earlier}</h3>
      <ul className="text-sm">
        {others.map(({ id, description, status: state }) => (
          <li key={id} className="truncate">
            <Link className="link" to="/tickets/$id" params={{ id }}>
              #{id}
            </Link>{' '}
            {status[state]}: {description}
          </li>
        ))}
      </ul>
    </>
  );
}
