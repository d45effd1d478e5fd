import type { Appointment, AppointmentStatus } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EditForm } from '../../ui/form/record-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { fullName } from '../customers/name.ts';
import { isLive } from './data.ts';
import { type AppointmentValues, chosenId, useAppointmentFields, valuesOf } from './fields.ts';
import { minuteOf, useTimes } from './times.ts';

type Step = 'confirm' | 'arrive' | 'noShow' | 'finish' | 'cancel';

/** What can be done with an appointment, by its status. */
const steps: Partial<Record<AppointmentStatus, readonly Step[]>> = {
  requested: ['confirm', 'cancel'],
  confirmed: ['arrive', 'noShow', 'cancel'],
  arrived: ['finish'],
};

/** One appointment: what is known about it, its next steps, and a form to change it. */
export function AppointmentDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const { app, calendar: texts } = useTexts();
  const [isEditing, setEditing] = useState(false);
  const appointment = useQuery(useShop().appointments.get.queryOptions({ id }));
  const stop = (): void => setEditing(false);
  return (
    <Dialog title={appointment.data?.subject ?? texts.appointment} onClose={onClose}>
      <Refusal error={appointment.error} />
      {appointment.data && isEditing && <Edit appointment={appointment.data} onClose={stop} />}
      {appointment.data && !isEditing && <Facts appointment={appointment.data} />}
      {!isEditing && (
        <div className="flex flex-wrap gap-2">
          {appointment.data && isLive(appointment.data) && <Button onPress={() => setEditing(true)}>{app.edit}</Button>}
          <Button onPress={onClose}>{app.close}</Button>
        </div>
      )}
    </Dialog>
  );
}

function Facts({ appointment }: { appointment: Appointment }) {
  const { calendar: texts, ticket: ticketTexts } = useTexts();
  const { dayOf, weekday, time } = useTimes();
  const { customer, vehicle, bay, mechanic, note, status, startsAt, endsAt, ticketId } = appointment;
  const facts = [
    vehicle && `${vehicle.make} ${vehicle.model} ${vehicle.licensePlate ?? ''}`,
    bay?.name ?? texts.noBay,
    mechanic && fullName(mechanic),
    note,
  ];
  return (
    <>
      <div className="space-y-1">
        <p>
          <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{texts.statuses[status]}</span>{' '}
          {weekday(dayOf(startsAt))}, {time(startsAt)}–{time(endsAt)}
        </p>
        <p>
          <Link to="/customers/$id" params={{ id: customer.id }} className="link">
            {fullName(customer)}
          </Link>
        </p>
        {facts.map((fact) => fact !== null && <p key={fact}>{fact}</p>)}
        {ticketId !== null && (
          <p>
            <Link to="/tickets/$id" params={{ id: ticketId }} className="link">
              {ticketTexts.title(ticketId)}
            </Link>
          </p>
        )}
      </div>
      <Steps appointment={appointment} />
    </>
  );
}

function Steps({ appointment: { id, version, status, ticketId } }: { appointment: Appointment }) {
  const { calendar: texts } = useTexts();
  const shop = useShop();
  const client = useShopClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const take = useMutation({
    mutationFn: (step: Step) => client.appointments[step].mutate({ id, version }),
    onSuccess: () => queries.invalidateQueries(shop.appointments.pathFilter()),
  });
  const open = useMutation(
    shop.appointments.openTicket.mutationOptions({
      onSuccess: async (ticket) => {
        await navigate({ to: '/tickets/$id', params: { id: ticket.id } });
        await queries.invalidateQueries();
      },
    }),
  );
  const isPending = take.isPending || open.isPending;
  const canOpen = (status === 'confirmed' || status === 'arrived') && ticketId === null;
  return (
    <>
      <div role="group" aria-label={texts.steps} className="flex flex-wrap gap-2">
        {canOpen && (
          <Button look="primary" isDisabled={isPending} onPress={() => open.mutate({ id, version })}>
            {texts.openTicket}
          </Button>
        )}
        {steps[status]?.map((step) => (
          <Button
            key={step}
            look={step === 'cancel' ? 'danger' : 'plain'}
            isDisabled={isPending}
            onPress={() => take.mutate(step)}
          >
            {texts.stepNames[step]}
          </Button>
        ))}
      </div>
      <Refusal error={take.error ?? open.error} />
    </>
  );
}

function Edit({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const { app } = useTexts();
  const times = useTimes();
  const shop = useShopClient();
  const fields = useAppointmentFields(appointment.customer.id, appointment);
  const update = (changes: Partial<AppointmentValues>, row: Appointment): Promise<Appointment> => {
    const { day, time, minutes, bay, mechanic, vehicle, subject, note } = changes;
    const before = valuesOf(row, times);
    const isMoved = day !== undefined || time !== undefined;
    return shop.appointments.update.mutate({
      id: row.id,
      version: row.version,
      startsAt: isMoved ? times.instantAt(day ?? before.day, minuteOf(time ?? before.time)) : undefined,
      bayId: chosenId(bay),
      mechanicId: chosenId(mechanic),
      vehicleId: chosenId(vehicle),
      minutes,
      subject,
      note,
    });
  };
  return (
    <EditForm
      label={app.edit}
      fields={fields}
      row={appointment}
      read={(row: Appointment) => valuesOf(row, times)}
      update={update}
      onDone={onClose}
      onCancel={onClose}
    />
  );
}
