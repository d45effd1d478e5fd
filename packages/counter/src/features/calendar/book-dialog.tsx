import type { Customer } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NewForm } from '../../ui/form/record-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { nameOf } from './data.ts';
import { ANY, NONE, chosenId, useAppointmentFields } from './fields.ts';
import type { Booking } from './place.ts';
import { minuteOf, typedTime, useTimes } from './times.ts';

const FOUND = 8;

/** Books a free place: first for whom, then the rest. */
export function BookDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { calendar: texts } = useTexts();
  const [customer, setCustomer] = useState<Customer>();
  return (
    <Dialog title={customer ? texts.bookFor(nameOf(customer)) : texts.book} onClose={onClose}>
      {customer ? (
        <BookForm booking={booking} customer={customer} onClose={onClose} />
      ) : (
        <FindCustomer onPick={setCustomer} onClose={onClose} />
      )}
    </Dialog>
  );
}

function FindCustomer({ onPick, onClose }: { onPick: (customer: Customer) => void; onClose: () => void }) {
  const { app, calendar: texts, customers } = useTexts();
  const [search, setSearch] = useState('');
  const options = useShop().customers.list.queryOptions({ search: search || undefined, limit: FOUND });
  const found = useQuery({ ...options, placeholderData: keepPreviousData });
  return (
    <>
      <SearchField label={texts.findCustomer} placeholder={customers.searchHint} value={search} onSearch={setSearch} />
      <Refusal error={found.error} />
      {found.data?.items.length === 0 && <p>{app.nothing}</p>}
      <ul className="space-y-1">
        {found.data?.items.map((customer) => (
          <li key={customer.id}>
            <Button onPress={() => onPick(customer)}>
              <span className="min-w-0 wrap-anywhere">
                {nameOf(customer)} <span className="text-muted text-sm">{customer.phone}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <Button onPress={onClose}>{app.cancel}</Button>
        <Link to="/customers" className="link">
          {customers.new}
        </Link>
      </div>
    </>
  );
}

interface FormProps {
  booking: Booking;
  customer: Customer;
  onClose: () => void;
}

function BookForm({ booking, customer, onClose }: FormProps) {
  const { calendar: texts } = useTexts();
  const { instantAt } = useTimes();
  const shop = useShopClient();
  const fields = useAppointmentFields(customer.id);
  const { day, minute, bayId } = booking;
  const start = { day, time: typedTime(minute), minutes: 60, mechanic: NONE, vehicle: NONE, subject: '', note: null };
  return (
    <NewForm
      label={texts.bookFor(nameOf(customer))}
      fields={fields}
      start={{ ...start, bay: bayId === undefined ? ANY : String(bayId ?? NONE) }}
      create={({ bay, mechanic, vehicle, minutes, subject, note, ...at }) =>
        shop.appointments.book.mutate({
          customerId: customer.id,
          startsAt: instantAt(at.day, minuteOf(at.time)),
          bayId: chosenId(bay),
          mechanicId: chosenId(mechanic),
          vehicleId: chosenId(vehicle),
          minutes,
          subject,
          note,
        })
      }
      onDone={onClose}
      onCancel={onClose}
    />
  );
}
