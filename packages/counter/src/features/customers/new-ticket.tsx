import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { CarSelect } from './car-select.tsx';

interface Props {
  customerId: number;
  onCancel?: () => void;
}

/** Opens a ticket for a customer, and shows it. */
export function NewTicket({ customerId, onCancel }: Props) {
  const { app, customers: texts, ticket, board } = useTexts();
  const shop = useShop();
  const navigate = useNavigate();
  const [description, setDescription] = useState('');
  const [vehicle, setVehicle] = useState('');
  const open = useMutation(
    shop.tickets.create.mutationOptions({
      onSuccess: ({ id }) => navigate({ to: '/tickets/$id', params: { id } }),
    }),
  );
  return (
    <form
      aria-label={board.newTicket}
      className="space-y-2"
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
      <CarSelect
        label={ticket.car}
        customerId={customerId}
        value={vehicle}
        onChange={({ target }) => setVehicle(target.value)}
      />
      <Refusal error={open.error} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" isDisabled={open.isPending}>
          {texts.openTicket}
        </Button>
        {onCancel && <Button onPress={onCancel}>{app.cancel}</Button>}
      </div>
    </form>
  );
}
