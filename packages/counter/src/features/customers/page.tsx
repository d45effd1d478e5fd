import type { Customer } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useAccount } from '../../app/account.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { Cars } from './cars.tsx';
import { CustomerData } from './data.tsx';
import { Deferred } from './deferred.tsx';
import { EditCustomer } from './edit.tsx';
import { fullName } from './name.ts';
import { NewTicket } from './new-ticket.tsx';

/** One customer with their cars and tickets. */
export function CustomerPage() {
  const { id } = useParams({ from: '/customers/$id' });
  const { app } = useTexts();
  const isAdmin = useAccount().account.role === 'admin';
  const customer = useQuery(useShop().customers.get.queryOptions({ id }));
  if (!customer.data) {
    return <div className="p-4">{customer.error ? <Refusal error={customer.error} /> : app.loading}</div>;
  }
  return (
    <div className="space-y-4 p-3 sm:p-4">
      <Head customer={customer.data} />
      <div className="card p-3">
        <NewTicket customerId={id} />
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Cars customerId={id} />
        <Tickets customerId={id} />
        <Deferred customerId={id} />
        {isAdmin && <CustomerData customer={customer.data} />}
      </div>
    </div>
  );
}

function Head({ customer }: { customer: Customer }) {
  const { app } = useTexts();
  const { company, phone, email, address, note, active } = customer;
  return (
    <div className="space-y-1">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">{fullName(customer)}</h1>
        {!active && <span className="text-warn text-sm">{app.inactive}</span>}
        <EditCustomer customer={customer} />
      </div>
      {[company, phone, email, address].map(
        (fact) =>
          fact !== null && (
            <p key={fact} className="wrap-anywhere">
              {fact}
            </p>
          ),
      )}
      {note !== null && <p className="text-muted whitespace-pre-line">{note}</p>}
    </div>
  );
}

function Tickets({ customerId }: { customerId: number }) {
  const { customers: texts, app, status } = useTexts();
  const tickets = useQuery(useShop().tickets.list.queryOptions({ customerId, limit: 50 }));
  return (
    <section aria-labelledby="tickets" className="card min-w-0 space-y-2 p-3">
      <h2 id="tickets" className="font-semibold">
        {texts.tickets}
      </h2>
      <Refusal error={tickets.error} />
      {tickets.data?.items.length === 0 && <p className="text-muted">{app.nothingYet}</p>}
      <ul className="space-y-1">
        {tickets.data?.items.map(({ id, description, status: state }) => (
          <li key={id} className="truncate">
            <Link className="link" to="/tickets/$id" params={{ id }}>
              #{id}
            </Link>{' '}
            {status[state]}: {description}
          </li>
        ))}
      </ul>
    </section>
  );
}
