import { type Part, type Ticket, isShopError } from '@mechanic-shop/client';
import { useState } from 'react';
import { parseDecimal } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { FoundParts } from '../../parts/found.tsx';
import { ChangeRefusal, useTicketChange } from '../change.tsx';

/** Finds a part by name or number, with what is available, and adds it. */
export function AddPart({ ticket, jobId, onClose }: { ticket: Ticket; jobId: number | null; onClose: () => void }) {
  const { app, lines } = useTexts();
  const [search, setSearch] = useState('');
  const [quantity, setQuantity] = useState('1');
  const [picked, setPicked] = useState<Part>();
  const change = useTicketChange();
  const count = parseDecimal(quantity);
  const add = (part: Part, backorder: boolean): void => {
    setPicked(part);
    if (count === undefined) return;
    change.run({
      base: ticket,
      call: (tickets, { id }) => tickets.addPart.mutate({ id, partId: part.id, jobId, quantity: count, backorder }),
      onDone: onClose,
    });
  };
  return (
    <div role="group" aria-label={lines.addPart} className="bg-tint space-y-2 rounded-md p-2">
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1">
          <SearchField label={lines.pick} placeholder={lines.pick} value={search} onSearch={setSearch} />
        </div>
        <div className="w-20">
          <NumberField label={lines.quantity} value={quantity} onChange={({ target }) => setQuantity(target.value)} />
        </div>
      </div>
      <FoundParts search={search} onPick={(part) => add(part, false)} />
      <ChangeRefusal change={change} />
      <div className="flex gap-2">
        {picked && isShopError(change.error, 'INSUFFICIENT_STOCK') && (
          <Button look="primary" onPress={() => add(picked, true)}>
            {lines.backorder}
          </Button>
        )}
        <Button onPress={onClose}>{app.cancel}</Button>
      </div>
    </div>
  );
}
