import type { Appointment, AppointmentStatus } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import { fullName } from '../customers/name.ts';
import { isLive } from './data.ts';
import { startDrag } from './drag.ts';
import { useTimes } from './times.ts';

const looks: Record<AppointmentStatus, string> = {
  requested: 'border-warn border-dashed bg-surface',
  confirmed: 'border-accent bg-tint',
  arrived: 'border-good border-l-4 bg-tint',
  done: 'border-line bg-page',
  no_show: 'border-line bg-page',
  cancelled: 'border-line bg-page',
};

/** A step by the arrow keys with Shift: to the right and down. */
export interface Step {
  right: number;
  down: number;
}

const steps: Partial<Record<string, Step>> = {
  ArrowLeft: { right: -1, down: 0 },
  ArrowRight: { right: 1, down: 0 },
  ArrowUp: { right: 0, down: -1 },
  ArrowDown: { right: 0, down: 1 },
};

interface Props {
  appointment: Appointment;
  onOpen(appointment: Appointment): void;
  onStep(appointment: Appointment, step: Step): void;
}

/** An appointment in the calendar: it opens, and moves by drag or by Shift with the arrow keys. */
export function Visit({ appointment, onOpen, onStep }: Props) {
  const { calendar } = useTexts();
  const { time } = useTimes();
  const { id, customer, vehicle, subject, status, startsAt, endsAt } = appointment;
  const canMove = isLive(appointment);
  return (
    <div
      role="button"
      tabIndex={0}
      data-appointment={id}
      draggable={canMove}
      aria-keyshortcuts={
        canMove
          ? Object.keys(steps)
              .map((key) => `Shift+${key}`)
              .join(' ')
          : undefined
      }
      className={`h-full w-full cursor-pointer overflow-hidden rounded-md border px-1.5 py-0.5 text-sm leading-tight ${looks[status]}`}
      onClick={() => onOpen(appointment)}
      onDragStart={(event) => startDrag(event, id)}
      onKeyDown={(event) => {
        const step = steps[event.key];
        if (event.key === 'Enter' || event.key === ' ') onOpen(appointment);
        else if (event.shiftKey && step && canMove) onStep(appointment, step);
        else return;
        event.preventDefault();
      }}
    >
      <p className="font-medium wrap-anywhere">
        {time(startsAt)}–{time(endsAt)} {subject}
      </p>
      <p className="wrap-anywhere">
        {fullName(customer)}{' '}
        {vehicle?.licensePlate != null && <span className="font-mono whitespace-nowrap">{vehicle.licensePlate}</span>}
      </p>
      {status !== 'confirmed' && <p className="text-muted">{calendar.statuses[status]}</p>}
    </div>
  );
}
