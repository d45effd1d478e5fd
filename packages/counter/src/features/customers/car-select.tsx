import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Select } from '../../ui/field.tsx';

interface Props extends Omit<ComponentProps<typeof Select>, 'children'> {
  customerId: number;
}

/** One of a customer's cars, or none. */
export function CarSelect({ customerId, ...select }: Props) {
  const { board } = useTexts();
  const cars = useQuery(useShop().vehicles.list.queryOptions({ customerId, limit: 100 }));
  return (
    <Select {...select}>
      <option value="">{board.noVehicle}</option>
      {cars.data?.items.map(({ id, make, model, licensePlate }) => (
        <option key={id} value={id}>
          {make} {model} {licensePlate}
        </option>
      ))}
    </Select>
  );
}
