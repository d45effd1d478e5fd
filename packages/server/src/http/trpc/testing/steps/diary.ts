import { type Step, page } from './step.ts';

/** Bays and appointments. */
export const diary: Step[] = [
  {
    path: 'bays.create',
    who: 'admin',
    input: () => ({ name: 'Hebebühne 1' }),
    keep: { as: 'bayId', member: 'id' },
  },
  { path: 'bays.update', who: 'admin', input: ({ bayId }) => ({ id: bayId, name: 'Bühne 1' }) },
  { path: 'bays.list', who: 'customer', input: () => page },
  { path: 'appointments.slots', who: 'customer', input: () => ({ from: '2026-11-23', days: 2 }) },
  {
    path: 'appointments.request',
    who: 'customer',
    input: () => ({ startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Ölwechsel' }),
    keep: { as: 'requestId', member: 'id' },
  },
  { path: 'appointments.confirm', who: 'mechanic', input: ({ requestId }) => ({ id: requestId, version: 1 }) },
  { path: 'appointments.arrive', who: 'mechanic', input: ({ requestId }) => ({ id: requestId }) },
  { path: 'appointments.openTicket', who: 'mechanic', input: ({ requestId }) => ({ id: requestId }) },
  { path: 'appointments.finish', who: 'mechanic', input: ({ requestId }) => ({ id: requestId }) },
  ...(['noShow', 'cancel'] as const).flatMap((move): Step[] => [
    {
      path: 'appointments.book',
      who: 'mechanic',
      input: ({ customerId, bayId }) => ({
        customerId,
        bayId,
        startsAt: '2026-11-24T09:00:00Z',
        minutes: 60,
        subject: 'Reifen',
      }),
      keep: { as: 'appointmentId', member: 'id' },
    },
    {
      path: 'appointments.update',
      who: 'mechanic',
      input: ({ appointmentId }) => ({ id: appointmentId, minutes: 90 }),
    },
    { path: `appointments.${move}`, who: 'mechanic', input: ({ appointmentId }) => ({ id: appointmentId }) },
  ]),
  { path: 'appointments.list', who: 'customer', input: () => page },
  { path: 'appointments.get', who: 'mechanic', input: ({ appointmentId }) => ({ id: appointmentId }) },
  { path: 'appointments.calendar', who: 'mechanic', input: () => ({ from: '2026-11-23' }) },
  {
    path: 'bays.create',
    who: 'admin',
    input: () => ({ name: 'Waschplatz' }),
    keep: { as: 'unusedBayId', member: 'id' },
  },
  { path: 'bays.delete', who: 'admin', input: ({ unusedBayId }) => ({ id: unusedBayId }) },
];
