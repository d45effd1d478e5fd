import type { Appointment } from '@mechanic-shop/client';
import { DAY_MINUTES, type ShopClock, minutesBetween } from './times.ts';

/** Where an appointment stands in the column of a day. */
export interface Block {
  appointment: Appointment;
  /** Minutes of the day. */
  from: number;
  to: number;
  /** Appointments at the same time stand side by side. */
  lane: number;
  lanes: number;
}

/** The appointments of one column that take time of a day, by start. */
export function blocksOf(appointments: readonly Appointment[], day: string, clock: ShopClock): Block[] {
  const blocks = appointments
    .map((appointment): Block => {
      const from = clock.minuteOn(day, appointment.startsAt);
      return { appointment, from, to: from + minutesBetween(appointment), lane: 0, lanes: 1 };
    })
    .filter(({ from, to }) => from < DAY_MINUTES && to > 0)
    .toSorted((one, other) => one.from - other.from || one.appointment.id - other.appointment.id);
  let together: Block[] = [];
  for (const block of blocks) {
    if (together.every(({ to }) => to <= block.from)) together = [];
    const taken = new Set(together.filter(({ to }) => to > block.from).map(({ lane }) => lane));
    while (taken.has(block.lane)) block.lane += 1;
    together.push(block);
    const lanes = Math.max(...together.map(({ lane }) => lane + 1));
    for (const one of together) one.lanes = lanes;
  }
  return blocks;
}
