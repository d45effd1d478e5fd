import type { Appointment } from '@mechanic-shop/client';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { openSpans } from './day.tsx';
import { dropPlace } from './drag.ts';
import type { ViewProps } from './place.ts';
import { addDays, mondayOf, useTimes } from './times.ts';
import { type Step, Visit } from './visit.tsx';

/** One week: a row for each bay, a column for each day. */
export function WeekView({ day, appointments, places, onBook, onMove, onOpen }: ViewProps) {
  const { calendar } = useTexts();
  const { shop } = useFormat();
  const { weekday, dayOf, minuteOn } = useTimes();
  const monday = mondayOf(day);
  const days = Array.from({ length: 7 }, (_none, at) => addDays(monday, at));
  const minuteOf = ({ startsAt }: Appointment): number => minuteOn(dayOf(startsAt), startsAt);
  const onStep = (appointment: Appointment, { right, down }: Step): void => {
    const at = places.findIndex(({ bayId }) => bayId === (appointment.bay?.id ?? null));
    const place = places[at + down];
    const to = addDays(dayOf(appointment.startsAt), right);
    if (place) onMove(appointment, { ...place, day: to, minute: minuteOf(appointment) });
  };
  return (
    // A region that scrolls must be reachable by keyboard.
    <div role="region" aria-label={calendar.week} tabIndex={0} className="card relative overflow-x-auto">
      <table className="w-full min-w-3xl table-fixed text-left">
        <thead>
          <tr className="border-line border-b text-sm">
            <td className="w-24" />
            {days.map((one) => (
              <th key={one} scope="col" className="px-2 py-2 font-medium">
                <Link to="/calendar" search={{ day: one }} className="link">
                  {weekday(one)}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place.bayId} className="border-line border-b last:border-0">
              <th scope="row" className="px-2 py-2 align-top text-sm font-medium wrap-anywhere">
                {place.name}
              </th>
              {days.map((one) => {
                const open = openSpans(shop, one);
                return (
                  <td
                    key={one}
                    className={`border-line h-20 border-l p-1 align-top ${open.length > 0 ? '' : 'bg-page'}`}
                    {...dropPlace(({ id }) => {
                      const moved = appointments.find((appointment) => appointment.id === id);
                      if (moved) onMove(moved, { ...place, day: one, minute: minuteOf(moved) });
                    })}
                  >
                    <ul className="space-y-1">
                      {appointments
                        .filter(({ bay, startsAt }) => (bay?.id ?? null) === place.bayId && dayOf(startsAt) === one)
                        .map((appointment) => (
                          <li key={appointment.id}>
                            <Visit appointment={appointment} onOpen={onOpen} onStep={onStep} />
                          </li>
                        ))}
                    </ul>
                    <button
                      type="button"
                      // By keyboard, the button above the calendar books.
                      tabIndex={-1}
                      aria-label={calendar.bookAt(weekday(one), place.name)}
                      className="text-muted hover:bg-tint mt-1 flex min-h-8 w-full cursor-pointer items-center justify-center rounded-md"
                      onClick={() => onBook({ ...place, day: one, minute: open[0]?.from ?? 8 * 60 })}
                    >
                      <Plus aria-hidden className="size-4" />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
