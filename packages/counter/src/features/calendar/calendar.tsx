import type { Appointment } from '@mechanic-shop/client';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { fullName } from '../customers/name.ts';
import { AppointmentDialog } from './appointment-dialog.tsx';
import { BookDialog } from './book-dialog.tsx';
import { isGone, useAppointments, useBays, useMove } from './data.ts';
import { DayView } from './day.tsx';
import type { Booking, Place, Target } from './place.ts';
import { addDays, mondayOf, useTimes } from './times.ts';
import { WeekView } from './week.tsx';

/** Who comes when and to which bay, by day and by week. */
export function Calendar() {
  const { app, calendar: texts } = useTexts();
  const times = useTimes();
  const search = useSearch({ from: '/calendar' });
  const navigate = useNavigate({ from: '/calendar' });
  const [booking, setBooking] = useState<Booking>();
  const day = search.day ?? times.today();
  const isWeek = search.view === 'week';
  // An appointment of the day before may end on this one.
  const list = useAppointments(isWeek ? mondayOf(day) : addDays(day, -1), isWeek ? addDays(mondayOf(day), 6) : day);
  const all = list.data?.items ?? [];
  const bays = useBays(all);
  const { move, error } = useMove(all);
  const places: Place[] = [...bays.map(({ id, name }) => ({ bayId: id, name })), { bayId: null, name: texts.noBay }];
  const onOpen = ({ id }: Appointment): void => void navigate({ search: (before) => ({ ...before, appointment: id }) });
  const onMove = (appointment: Appointment, { day: to, minute, bayId }: Target): void => {
    const startsAt = times.instantAt(to, minute);
    const isElsewhere = startsAt !== appointment.startsAt || bayId !== (appointment.bay?.id ?? null);
    if (isElsewhere) move(appointment, { startsAt, bayId });
  };
  const view = { day, places, onBook: setBooking, onMove, onOpen, appointments: all.filter((one) => !isGone(one)) };
  const gone = all.filter((one) => isGone(one) && (isWeek || times.dayOf(one.startsAt) === day));
  return (
    <div className="space-y-3 p-3 sm:p-4">
      <Head day={day} isWeek={isWeek} onBook={() => setBooking({ day, minute: 8 * 60 })} />
      <p className="text-muted text-sm">{texts.keys}</p>
      <Refusal error={list.error ?? error} />
      {!list.data && !list.error && app.loading}
      {list.data && (isWeek ? <WeekView {...view} /> : <DayView {...view} />)}
      {gone.length > 0 && (
        <section aria-label={texts.gone} className="space-y-1">
          <h2 className="font-semibold">{texts.gone}</h2>
          <ul className="flex flex-wrap gap-2">
            {gone.map((one) => (
              <li key={one.id}>
                <Button onPress={() => onOpen(one)}>
                  {times.weekday(times.dayOf(one.startsAt))} {times.time(one.startsAt)} {fullName(one.customer)}:{' '}
                  {texts.statuses[one.status]}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {booking && <BookDialog booking={booking} onClose={() => setBooking(undefined)} />}
      {search.appointment !== undefined && (
        <AppointmentDialog
          id={search.appointment}
          onClose={() => void navigate({ search: (before) => ({ ...before, appointment: undefined }) })}
        />
      )}
    </div>
  );
}

function Head({ day, isWeek, onBook }: { day: string; isWeek: boolean; onBook: () => void }) {
  const { calendar: texts } = useTexts();
  const { today } = useTimes();
  const navigate = useNavigate({ from: '/calendar' });
  const show = (next: { day?: string; view?: 'week' | undefined }): void =>
    void navigate({ search: (before) => ({ ...before, ...next }) });
  const days = isWeek ? 7 : 1;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <h1 className="mr-2 text-xl font-semibold">{texts.title}</h1>
      <Button icon aria-label={texts.before} onPress={() => show({ day: addDays(day, -days) })}>
        <ChevronLeft aria-hidden className="size-4" />
      </Button>
      <Button onPress={() => show({ day: today() })}>{texts.today}</Button>
      <Button icon aria-label={texts.after} onPress={() => show({ day: addDays(day, days) })}>
        <ChevronRight aria-hidden className="size-4" />
      </Button>
      <DayField bare label={texts.date} value={day} onDay={(next) => show({ day: next })} />
      <div role="group" aria-label={texts.view} className="flex gap-1">
        <Button aria-pressed={!isWeek} look={isWeek ? 'plain' : 'primary'} onPress={() => show({ view: undefined })}>
          {texts.day}
        </Button>
        <Button aria-pressed={isWeek} look={isWeek ? 'primary' : 'plain'} onPress={() => show({ view: 'week' })}>
          {texts.week}
        </Button>
      </div>
      <Button look="primary" onPress={onBook}>
        {texts.book}
      </Button>
    </div>
  );
}
