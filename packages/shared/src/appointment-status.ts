import * as z from 'zod';

/** The status of an appointment. The first three are live: they hold their bay and mechanic. */
export const AppointmentStatus = z.enum(['requested', 'confirmed', 'arrived', 'done', 'no_show', 'cancelled']);
export type AppointmentStatus = z.infer<typeof AppointmentStatus>;
