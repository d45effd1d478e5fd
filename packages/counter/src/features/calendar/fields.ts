import type { Appointment } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { choice, line, linesOrNull, whole } from '../../ui/form/kinds.ts';
import { fullName } from '../customers/name.ts';
import { useBays } from './data.ts';
import { type ShopClock, minutesBetween, typedTime } from './times.ts';

/** No bay, mechanic or car. */
export const NONE = 'none';
/** Any bay that is free. */
export const ANY = 'any';

/** An appointment as a form has it; bay, mechanic and car by id. */
export interface AppointmentValues {
  day: string;
  time: string;
  minutes: number;
  bay: string;
  mechanic: string;
  vehicle: string;
  subject: string;
  note: string | null;
}

type Option = readonly [value: string, name: string];

/** The options, with the one that was chosen before if it is not offered any more. */
function withChosen(options: readonly Option[], chosen: Option | undefined): readonly Option[] {
  return chosen && options.every(([value]) => value !== chosen[0]) ? [...options, chosen] : options;
}

const carName = ({ make, model, licensePlate }: { make: string; model: string; licensePlate: string | null }): string =>
  [make, model, licensePlate].filter((one) => one !== null).join(' ');

/** The cars of a customer, to choose from. */
export function useCarOptions(customerId: number | undefined): Option[] {
  const cars = useQuery(useShop().vehicles.list.queryOptions({ customerId, limit: 100 }));
  return cars.data?.items.filter(({ active }) => active).map((car) => [String(car.id), carName(car)] as const) ?? [];
}

/** The fields of an appointment of a customer; a new one may take any bay. */
export function useAppointmentFields(customerId: number, current?: Appointment): FieldsOf<AppointmentValues> {
  const { app, calendar: texts, board } = useTexts();
  const bays = useBays(current ? [current] : []).map(({ id, name }) => [String(id), name] as const);
  const mechanics = useQuery(useShop().mechanics.list.queryOptions({ limit: 100 }));
  const people = mechanics.data?.items.map((one) => [String(one.id), fullName(one)] as const) ?? [];
  const cars = useCarOptions(customerId);
  const { mechanic, vehicle, bay } = current ?? {};
  return {
    day: { label: texts.date, kind: line(10, { type: 'date' }) },
    time: { label: texts.time, kind: line(5, { type: 'time' }) },
    minutes: { label: texts.minutes, kind: whole },
    bay: {
      label: texts.bay,
      kind: choice([
        ...(current ? [] : [[ANY, texts.anyBay] as const]),
        [NONE, texts.noBay],
        ...withChosen(bays, bay ? [String(bay.id), bay.name] : undefined),
      ]),
    },
    mechanic: {
      label: texts.mechanic,
      kind: choice([
        [NONE, app.none],
        ...withChosen(people, mechanic ? [String(mechanic.id), fullName(mechanic)] : undefined),
      ]),
    },
    vehicle: {
      label: texts.car,
      kind: choice([
        [NONE, board.noVehicle],
        ...withChosen(cars, vehicle ? [String(vehicle.id), carName(vehicle)] : undefined),
      ]),
    },
    subject: { label: texts.subject, kind: line(200), wide: true },
    note: { label: texts.note, kind: linesOrNull(1000) },
  };
}

const idOf = (row: { id: number } | null): string => (row ? String(row.id) : NONE);

/** The values of an appointment, by the shop's clock. */
export function valuesOf(appointment: Appointment, clock: ShopClock): AppointmentValues {
  const { startsAt, bay, mechanic, vehicle, subject, note } = appointment;
  const day = clock.dayOf(startsAt);
  return {
    day,
    time: typedTime(clock.minuteOn(day, startsAt)),
    minutes: minutesBetween(appointment),
    bay: idOf(bay),
    mechanic: idOf(mechanic),
    vehicle: idOf(vehicle),
    subject,
    note,
  };
}

/** The id that was chosen; null for none, and undefined for any or what was not changed. */
export function chosenId(text: string | undefined): number | null | undefined {
  if (text === undefined || text === ANY) return undefined;
  return text === NONE ? null : Number(text);
}
