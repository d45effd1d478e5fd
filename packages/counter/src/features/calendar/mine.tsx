import type { Appointment } from '@mechanic-shop/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { ConfirmButton } from '../../ui/confirm.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Request } from './request.tsx';
import { useTimes } from './times.ts';

/** The appointments of a customer from today on, and a form to request one. */
export function MyAppointments() {
  const { calendar: texts, nav } = useTexts();
  const { today } = useTimes();
  const options = useShop().appointments.list.infiniteQueryOptions({ from: today(), limit: 20 }, paged);
  const list = useInfiniteQuery(options);
  return (
    <div className="mx-auto max-w-3xl space-y-4 p-3 sm:p-4">
      <h1 className="text-xl font-semibold">{nav.appointments}</h1>
      <Refusal error={list.error} />
      {list.data && rowsOf(list).length === 0 && <p className="text-muted">{texts.none}</p>}
      {rowsOf(list).map((appointment) => (
        <MyAppointment key={appointment.id} appointment={appointment} />
      ))}
      <More list={list} />
      <Request />
    </div>
  );
}

function MyAppointment({ appointment }: { appointment: Appointment }) {
  const { calendar: texts } = useTexts();
  const { dayOf, weekday, time } = useTimes();
  const shop = useShopClient();
  const { id, version, subject, startsAt, endsAt, status, vehicle } = appointment;
  return (
    <article aria-label={subject} className="card space-y-2 p-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="font-semibold wrap-anywhere">{subject}</h2>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{texts.statuses[status]}</span>
      </div>
      <p>
        {weekday(dayOf(startsAt))}, {time(startsAt)}–{time(endsAt)}
      </p>
      {vehicle && (
        <p className="text-sm">
          {vehicle.make} {vehicle.model} <span className="font-mono whitespace-nowrap">{vehicle.licensePlate}</span>
        </p>
      )}
      {(status === 'requested' || status === 'confirmed') && (
        <ConfirmButton
          look="danger"
          text={texts.stepNames.cancel}
          question={texts.cancelQuestion(subject)}
          yes={texts.stepNames.cancel}
          run={() => shop.appointments.cancel.mutate({ id, version })}
        >
          <p>{texts.cancelEffect}</p>
        </ConfirmButton>
      )}
    </article>
  );
}
