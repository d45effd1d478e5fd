import type { Vehicle } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { CarDialog } from './car-dialog.tsx';

/** The cars of a customer, to add and to edit. */
export function Cars({ customerId }: { customerId: number }) {
  const { customers: texts, cars: carTexts, app } = useTexts();
  const [open, setOpen] = useState<Vehicle | 'new'>();
  const cars = useQuery(useShop().vehicles.list.queryOptions({ customerId, limit: 100 }));
  return (
    <section aria-labelledby="cars" className="card min-w-0 space-y-2 p-3">
      <div className="flex items-center justify-between gap-2">
        <h2 id="cars" className="font-semibold">
          {texts.cars}
        </h2>
        <Button onPress={() => setOpen('new')}>{carTexts.new}</Button>
      </div>
      <Refusal error={cars.error} />
      {cars.data?.items.length === 0 && <p className="text-muted">{app.nothingYet}</p>}
      <ul className="space-y-1">
        {cars.data?.items.map((car) => (
          <Car key={car.id} car={car} onEdit={() => setOpen(car)} />
        ))}
      </ul>
      {open && (
        <CarDialog customerId={customerId} car={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </section>
  );
}

function Car({ car, onEdit }: { car: Vehicle; onEdit: () => void }) {
  const { app, cars: texts } = useTexts();
  const { number } = useFormat();
  const { make, model, year, licensePlate, mileage, mileageUnit, vin, vinCheck, note } = car;
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <div className="min-w-0 flex-1">
        <p>
          {make} {model} ({year}) <span className="font-mono whitespace-nowrap">{licensePlate}</span>{' '}
          {mileage !== null && `${number(mileage)} ${mileageUnit}`}
        </p>
        {vin !== null && <p className="text-muted font-mono text-sm wrap-anywhere">{vin}</p>}
        {vinCheck === 'mismatch' && <p className="text-warn text-sm">{texts.vinMismatch}</p>}
        {note !== null && <p className="text-muted text-sm whitespace-pre-line">{note}</p>}
      </div>
      <Button aria-label={texts.edit(`${make} ${model}`)} onPress={onEdit}>
        {app.edit}
      </Button>
    </li>
  );
}
