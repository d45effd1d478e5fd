import type { Appointment, Shop } from '@mechanic-shop/client';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { type Block, blocksOf } from './blocks.ts';
import { type Dragged, dropPlace } from './drag.ts';
import type { ViewProps } from './place.ts';
import { DAY_MINUTES, addDays, minuteOf, mondayOf, useTimes } from './times.ts';
import { type Step, Visit } from './visit.tsx';
import { weekdays } from './weekdays.ts';

/** A row of the day, in minutes and in rem. */
const ROW_MINUTES = 30;
const ROW_REM = 2.5;
/** Appointments move by quarters of an hour. */
const QUARTER = 15;

const remOf = (minutes: number): string => `${(minutes / ROW_MINUTES) * ROW_REM}rem`;

/** When the shop is open on a day, in minutes; none if it is closed. */
export function openSpans({ openingHours, closures }: Shop, day: string): { from: number; to: number }[] {
  if (closures.some(({ from, to }) => from <= day && day <= to)) return [];
  const monday = mondayOf(day);
  const weekday = weekdays.find((_name, at) => addDays(monday, at) === day);
  return weekday ? openingHours[weekday].map(({ from, to }) => ({ from: minuteOf(from), to: minuteOf(to) })) : [];
}

/** The hours that a day shows: when the shop is open, and every appointment. */
function hoursShown(open: readonly { from: number; to: number }[], blocks: readonly Block[]) {
  const spans = [...(open.length > 0 ? open : [{ from: 8 * 60, to: 17 * 60 }]), ...blocks];
  const from = Math.max(0, Math.min(...spans.map((span) => span.from)));
  const to = Math.min(DAY_MINUTES, Math.max(...spans.map((span) => span.to)));
  return { from: Math.floor(from / 60) * 60, to: Math.ceil(to / 60) * 60 };
}

/** One day, a column for each bay. */
export function DayView({ day, appointments, places, onBook, onMove, onOpen }: ViewProps) {
  const { calendar } = useTexts();
  const { shop } = useFormat();
  const times = useTimes();
  const { timeOf, weekday } = times;
  const open = openSpans(shop, day);
  const columns = places.map((place) => ({
    place,
    blocks: blocksOf(
      appointments.filter(({ bay }) => (bay?.id ?? null) === place.bayId),
      day,
      times,
    ),
  }));
  const { from, to } = hoursShown(
    open,
    columns.flatMap(({ blocks }) => blocks),
  );
  const rows = Array.from({ length: (to - from) / ROW_MINUTES }, (_none, at) => from + at * ROW_MINUTES);
  const onStep = (appointment: Appointment, { right, down }: Step): void => {
    const at = places.findIndex(({ bayId }) => bayId === (appointment.bay?.id ?? null));
    const place = places[at + right];
    if (place)
      onMove(appointment, { ...place, day, minute: times.minuteOn(day, appointment.startsAt) + down * QUARTER });
  };
  return (
    // A region that scrolls must be reachable by keyboard.
    <div role="region" aria-label={weekday(day)} tabIndex={0} className="card relative flex overflow-x-auto">
      <div aria-hidden className="text-muted w-16 shrink-0 text-right text-sm">
        <div className="border-line h-9 border-b" />
        {rows.map((minute) => (
          <div key={minute} className="h-10 px-2">
            {minute % 60 === 0 && timeOf(minute)}
          </div>
        ))}
      </div>
      {columns.map(({ place, blocks }) => (
        <section key={place.bayId} aria-label={place.name} className="border-line min-w-40 flex-1 border-l">
          <h2 className="border-line h-9 truncate border-b px-2 py-1.5 text-sm font-medium">{place.name}</h2>
          <div
            className="relative"
            {...dropPlace(({ id, grip }: Dragged, { currentTarget, clientY }) => {
              const { top, height } = currentTarget.getBoundingClientRect();
              const quarters = Math.round((((clientY - grip - top) / height) * (to - from)) / QUARTER);
              const moved = appointments.find((one) => one.id === id);
              if (moved) onMove(moved, { ...place, day, minute: from + quarters * QUARTER });
            })}
          >
            {rows.map((minute) => (
              <button
                key={minute}
                type="button"
                // By keyboard, the button above the calendar books.
                tabIndex={-1}
                aria-label={calendar.bookAt(timeOf(minute), place.name)}
                className={`border-line hover:bg-tint block h-10 w-full cursor-pointer border-b ${
                  open.some((span) => span.from <= minute && minute < span.to) ? '' : 'bg-page'
                }`}
                onClick={() => onBook({ ...place, day, minute })}
              />
            ))}
            {blocks.map(({ appointment, from: start, to: end, lane, lanes }) => (
              <div
                key={appointment.id}
                className="absolute p-px"
                style={{
                  top: remOf(Math.max(start, from) - from),
                  height: remOf(Math.min(end, to) - Math.max(start, from)),
                  left: `${(lane / lanes) * 100}%`,
                  width: `${100 / lanes}%`,
                }}
              >
                <Visit appointment={appointment} onOpen={onOpen} onStep={onStep} />
              </div>
            ))}
          </div>
        </section>
      ))}
    </div>
  );
}
