import type { Appointment } from '@mechanic-shop/client';

/** A bay, or null for appointments that need none. */
export interface Place {
  bayId: number | null;
  name: string;
}

/** A free place in the calendar. */
export interface Target extends Place {
  day: string;
  /** By the shop's clock, from midnight. */
  minute: number;
}

/** What to book: a place, or any bay that is free. */
export type Booking = Pick<Target, 'day' | 'minute'> & Partial<Place>;

/** What the views by day and by week show and do. */
export interface ViewProps {
  day: string;
  /** Those that take a place. */
  appointments: readonly Appointment[];
  places: readonly Place[];
  onBook(target: Target): void;
  onMove(appointment: Appointment, target: Target): void;
  onOpen(appointment: Appointment): void;
}
