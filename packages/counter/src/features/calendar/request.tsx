import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { useCarOptions } from './fields.ts';
import { useTimes } from './times.ts';

const LENGTHS = [30, 60, 90, 120, 240];

/** Asks for an appointment at a time that is free. */
export function Request() {
  const { calendar: texts, board } = useTexts();
  const { today } = useTimes();
  const shop = useShop();
  const queries = useQueryClient();
  const cars = useCarOptions(undefined);
  const [subject, setSubject] = useState('');
  const [vehicle, setVehicle] = useState('');
  const [minutes, setMinutes] = useState(60);
  const [from, setFrom] = useState(today);
  const [startsAt, setStart] = useState<string>();
  const request = useMutation(
    shop.appointments.request.mutationOptions({
      onSuccess: (_appointment, sent) => {
        setSubject((now) => (now === sent.subject ? '' : now));
        setStart((now) => (now === sent.startsAt ? undefined : now));
      },
      // A time that was taken meanwhile is not offered again.
      onSettled: () => queries.invalidateQueries(shop.appointments.pathFilter()),
    }),
  );
  return (
    <form
      aria-label={texts.request}
      className="card space-y-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        const vehicleId = vehicle === '' ? undefined : Number(vehicle);
        if (startsAt !== undefined) request.mutate({ startsAt, minutes, subject, vehicleId });
      }}
    >
      <h2 className="font-semibold">{texts.request}</h2>
      <TextField
        label={texts.subject}
        required
        maxLength={200}
        value={subject}
        onChange={({ target }) => setSubject(target.value)}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <Select label={texts.car} value={vehicle} onChange={({ target }) => setVehicle(target.value)}>
          <option value="">{board.noVehicle}</option>
          {cars.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={texts.minutes}
          value={minutes}
          onChange={({ target }) => {
            setMinutes(Number(target.value));
            setStart(undefined);
          }}
        >
          {LENGTHS.map((length) => (
            <option key={length} value={length}>
              {length}
            </option>
          ))}
        </Select>
        <DayField
          label={texts.from}
          min={today()}
          required
          value={from}
          onDay={(day) => {
            setFrom(day);
            setStart(undefined);
          }}
        />
      </div>
      <Slots from={from} minutes={minutes} startsAt={startsAt} onChoose={setStart} />
      <Refusal error={request.error} />
      <Button type="submit" look="primary" isDisabled={request.isPending || startsAt === undefined}>
        {texts.send}
      </Button>
    </form>
  );
}

interface SlotsProps {
  from: string;
  minutes: number;
  startsAt: string | undefined;
  onChoose(startsAt: string): void;
}

/** The free times of a week, by day. */
function Slots({ from, minutes, startsAt, onChoose }: SlotsProps) {
  const { calendar: texts } = useTexts();
  const { dayOf, weekday, time } = useTimes();
  const slots = useQuery(useShop().appointments.slots.queryOptions({ from, minutes, days: 7 }));
  const days = Map.groupBy(slots.data?.items ?? [], (slot) => dayOf(slot.startsAt));
  return (
    <>
      <Refusal error={slots.error} />
      {slots.data?.items.length === 0 && <p className="text-muted">{texts.noSlots}</p>}
      {[...days].map(([day, items]) => (
        <details key={day} className="border-line rounded-md border p-2">
          <summary className="cursor-pointer font-medium">{weekday(day)}</summary>
          <div className="mt-2">
            <Choices
              label={weekday(day)}
              name="slot"
              options={items.map((slot) => [slot.startsAt, time(slot.startsAt)])}
              value={startsAt}
              onChange={onChoose}
            />
          </div>
        </details>
      ))}
    </>
  );
}
