import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextArea } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';

/** Opens a ticket for a customer. */
export function NewTicket({ customerId }: { customerId: number }) {
  const { customers: texts, ticket, board } = useTexts();
  const shop = useShop();
  const navigate = useNavigate();
  const [description, setDescription] = useState('');
  const [vehicle, setVehicle] = useState('');
  const cars = useQuery(shop.vehicles.list.queryOptions({ customerId, limit: 100 }));
  const open = useMutation(
    shop.tickets.create.mutationOptions({
      onSuccess: ({ id }) => navigate({ to: '/tickets/$id', params: { id } }),
    }),
  );
  return (
    <form
      aria-label={board.newTicket}
      className="card space-y-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        open.mutate({ customerId, description, vehicleId: vehicle === '' ? undefined : Number(vehicle) });
      }}
    >
      <TextArea
        label={ticket.description}
        required
        maxLength={4000}
        value={description}
        onChange={({ target }) => setDescription(target.value)}
      />
      <Select label={ticket.car} value={vehicle} onChange={({ target }) => setVehicle(target.value)}>
        <option value="">{board.noVehicle}</option>
        {cars.data?.items.map(({ id, make, model, licensePlate }) => (
          <option key={id} value={id}>
            {make} {model} {licensePlate}
          </option>
        ))}
      </Select>
      <Refusal error={open.error} />
      <Button type="submit" look="primary" isDisabled={open.isPending}>
        {texts.openTicket}
      </Button>
    </form>
  );
}
