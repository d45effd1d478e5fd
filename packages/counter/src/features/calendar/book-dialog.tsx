import type { Customer } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { NewForm } from '../../ui/form/record-form.tsx';
import { FindCustomer } from '../customers/find.tsx';
import { fullName } from '../customers/name.ts';
import { ANY, NONE, chosenId, useAppointmentFields } from './fields.ts';
import type { Booking } from './place.ts';
import { minuteOf, typedTime, useTimes } from './times.ts';

/** Books a free place: first for whom, then the rest. */
export function BookDialog({ booking, onClose }: { booking: Booking; onClose: () => void }) {
  const { calendar: texts } = useTexts();
  const [customer, setCustomer] = useState<Customer>();
  return (
    <Dialog title={customer ? texts.bookFor(fullName(customer)) : texts.book} onClose={onClose}>
      {customer ? (
        <BookForm booking={booking} customer={customer} onClose={onClose} />
      ) : (
        <FindCustomer onPick={setCustomer} onCancel={onClose} />
      )}
    </Dialog>
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
      label={texts.bookFor(fullName(customer))}
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
