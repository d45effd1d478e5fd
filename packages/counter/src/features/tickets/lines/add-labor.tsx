import type { Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { parseCents, parseDecimal } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { TextField } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { AddForm } from './add-form.tsx';

/** Adds hours at a rate (by default the shop's), or a fixed price. */
export function AddLabor({ ticket, jobId, onClose }: { ticket: Ticket; jobId: number | null; onClose: () => void }) {
  const { lines } = useTexts();
  const [typed, setTyped] = useState({ description: '', hours: '', rate: '', price: '' });
  const [hours, rateCents, priceCents] = [parseDecimal(typed.hours), parseCents(typed.rate), parseCents(typed.price)];
  const price = hours === undefined ? priceCents !== undefined && { priceCents } : { hours, rateCents };
  const field = (name: keyof typeof typed) => ({
    value: typed[name],
    onChange: ({ target }: { target: { value: string } }) => setTyped({ ...typed, [name]: target.value }),
  });
  const isReady = typed.description.trim() !== '' && price !== false;
  return (
    <AddForm
      name={lines.addLabor}
      ticket={ticket}
      onClose={onClose}
      callFor={() =>
        isReady
          ? (tickets, about) => tickets.addLabor.mutate({ ...about, jobId, description: typed.description, ...price })
          : undefined
      }
    >
      <div className="w-full sm:w-auto sm:flex-1">
        <TextField label={lines.text} required maxLength={200} {...field('description')} />
      </div>
      <div className="w-20">
        <NumberField label={lines.hours} {...field('hours')} />
      </div>
      <div className="w-24">
        <NumberField label={lines.rate} disabled={hours === undefined} {...field('rate')} />
      </div>
      <div className="w-28">
        <NumberField label={lines.price} disabled={hours !== undefined} {...field('price')} />
      </div>
    </AddForm>
  );
}
