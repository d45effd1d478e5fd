import type { Customer, Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { CarSelect } from '../customers/car-select.tsx';
import { fullName } from '../customers/name.ts';
import { Who } from '../customers/who.tsx';
import { WithCustomer } from '../customers/with-customer.tsx';
import { ChangeRefusal, useTicketChange } from './change.tsx';

/** Gives a ticket that was opened for the wrong customer to another one. */
export function ChangeCustomer({ ticket }: { ticket: Ticket }) {
  const { ticket: texts } = useTexts();
  return (
    <div className="print:hidden">
      <WithCustomer text={texts.otherCustomer} except={ticket.customer.id}>
        {(customer, close) => <Give ticket={ticket} customer={customer} onClose={close} />}
      </WithCustomer>
    </div>
  );
}

interface Props {
  ticket: Ticket;
  customer: Customer;
  onClose(): void;
}

function Give({ ticket, customer, onClose }: Props) {
  const { app, ticket: texts } = useTexts();
  const change = useTicketChange();
  const [vehicle, setVehicle] = useState('');
  const vehicleId = vehicle === '' ? null : Number(vehicle);
  const title = texts.givenTo(fullName(customer));
  return (
    <form
      aria-label={title}
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        change.run({
          base: ticket,
          call: (tickets, about) => tickets.setCustomer.mutate({ ...about, customerId: customer.id, vehicleId }),
          onDone: onClose,
        });
      }}
    >
      <p>{title}</p>
      <p>
        <Who customer={customer} />
      </p>
      <CarSelect
        label={texts.car}
        customerId={customer.id}
        value={vehicle}
        onChange={({ target }) => setVehicle(target.value)}
      />
      <ChangeRefusal change={change} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" isDisabled={change.isPending}>
          {app.save}
        </Button>
        <Button onPress={onClose}>{app.cancel}</Button>
      </div>
    </form>
  );
}
