import { useAccount } from '../../app/account.tsx';
import { Calendar } from './calendar.tsx';
import { MyAppointments } from './mine.tsx';

/** The shop's calendar for staff, their own appointments for customers. */
export function CalendarPage() {
  return useAccount().account.role === 'customer' ? <MyAppointments /> : <Calendar />;
}
