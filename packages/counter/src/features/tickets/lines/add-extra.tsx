import type { ExtraKind, Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { parseCents } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { TextField } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { OneOf } from '../../../ui/one-of.tsx';
import { AddForm } from './add-form.tsx';

const kinds: readonly ExtraKind[] = ['fee', 'sublet'];

export function AddExtra({ ticket, jobId, onClose }: { ticket: Ticket; jobId: number | null; onClose: () => void }) {
  const { lines } = useTexts();
  const [kind, setKind] = useState<ExtraKind>('fee');
  const [description, setDescription] = useState('');
  const [amount, setAmount] = useState('');
  const amountCents = parseCents(amount);
  return (
    <AddForm
      name={lines.addExtra}
      ticket={ticket}
      onClose={onClose}
      callFor={() =>
        amountCents === undefined || description.trim() === ''
          ? undefined
          : (tickets, about) => tickets.addExtra.mutate({ ...about, jobId, kind, description, amountCents })
      }
    >
      <OneOf label={lines.kind} values={kinds} texts={lines.kinds} value={kind} onChange={setKind} />
      <div className="w-full sm:w-auto sm:flex-1">
        <TextField
          label={lines.text}
          required
          maxLength={200}
          value={description}
          onChange={({ target }) => setDescription(target.value)}
        />
      </div>
      <div className="w-28">
        <NumberField label={lines.amount} required value={amount} onChange={({ target }) => setAmount(target.value)} />
      </div>
    </AddForm>
  );
}
