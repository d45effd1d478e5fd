import type { Vehicle } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { DeleteButton } from '../../ui/delete-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, choice, line, lineOrNull, linesOrNull, whole } from '../../ui/form/kinds.ts';
import { EditForm, NewForm } from '../../ui/form/record-form.tsx';
import { TransferCar } from './transfer-car.tsx';

const THIS_YEAR = new Date().getFullYear();

type CarValues = Pick<Vehicle, 'make' | 'model' | 'year' | 'licensePlate' | 'vin' | 'mileageUnit' | 'note'>;

function useCarFields(): FieldsOf<CarValues> {
  const { cars: texts } = useTexts();
  return {
    make: { label: texts.make, kind: line(100) },
    model: { label: texts.model, kind: line(100) },
    year: { label: texts.year, kind: whole },
    licensePlate: { label: texts.plate, kind: lineOrNull(20) },
    vin: { label: texts.vin, kind: lineOrNull(100), wide: true },
    mileageUnit: {
      label: texts.unit,
      kind: choice([
        ['km', texts.units.km],
        ['mi', texts.units.mi],
      ]),
    },
    note: { label: texts.note, kind: linesOrNull(1000) },
  };
}

interface Props {
  customerId: number;
  /** Undefined for a new one. */
  car: Vehicle | undefined;
  onClose(): void;
}

/** Creates a car of a customer, or edits one. */
export function CarDialog({ customerId, car, onClose }: Props) {
  const { cars: texts } = useTexts();
  const { shop: settings } = useFormat();
  const shop = useShopClient();
  const fields = useCarFields();
  const { mileageUnit } = settings;
  const start = { make: '', model: '', year: THIS_YEAR, licensePlate: null, vin: null, note: null };
  if (!car) {
    return (
      <Dialog title={texts.new} onClose={onClose}>
        <NewForm
          label={texts.new}
          fields={fields}
          start={{ ...start, mileageUnit }}
          create={(values) => shop.vehicles.create.mutate({ customerId, ...values })}
          onDone={onClose}
          onCancel={onClose}
        />
      </Dialog>
    );
  }
  const name = `${car.make} ${car.model}`;
  const editFields: FieldsOf<CarValues & Pick<Vehicle, 'active'>> = {
    ...fields,
    active: { label: texts.active, kind: check },
  };
  return (
    <Dialog title={texts.edit(name)} onClose={onClose}>
      <EditForm
        label={texts.edit(name)}
        fields={editFields}
        row={car}
        read={(row: Vehicle) => row}
        update={(changes, { id, version }) => shop.vehicles.update.mutate({ id, version, ...changes })}
        onDone={onClose}
        onCancel={onClose}
      />
      <Readings car={car} />
      <div className="flex flex-wrap gap-2">
        <TransferCar car={car} onDone={onClose} />
        <DeleteButton what={name} remove={() => shop.vehicles.delete.mutate({ id: car.id })} onDone={onClose} />
      </div>
    </Dialog>
  );
}

function Readings({ car: { id, make, model, mileageUnit } }: { car: Vehicle }) {
  const { cars: texts } = useTexts();
  const { instant, number } = useFormat();
  const readings = useQuery(useShop().vehicles.mileage.queryOptions({ id, limit: 10 }));
  if (!readings.data || readings.data.items.length === 0) return null;
  return (
    <section aria-label={texts.readings(`${make} ${model}`)} className="text-sm">
      <h3 className="font-medium">{texts.readings(`${make} ${model}`)}</h3>
      <ul>
        {readings.data.items.map(({ id: reading, mileage, at }) => (
          <li key={reading}>
            <span className="text-muted">{instant(at)}</span> {number(mileage)} {mileageUnit}
          </li>
        ))}
      </ul>
    </section>
  );
}
