import type { Ticket } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { ChangeRefusal, useTicketChange } from './change.tsx';

/** Who works on it. */
export function Mechanics({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const { ticket: texts } = useTexts();
  const change = useTicketChange();
  const all = useQuery(useShop().mechanics.list.queryOptions({ limit: 100 }));
  const assigned = new Set(ticket.mechanics.map(({ id }) => id));
  const edit = (ids: { addIds?: number[]; removeIds?: number[] }): void =>
    change.run({ base: ticket, call: (tickets, about) => tickets.editMechanics.mutate({ ...about, ...ids }) });
  return (
    <section aria-label={texts.mechanics} className="card space-y-2 p-3">
      <h2 className="font-semibold">{texts.mechanics}</h2>
      <ul>
        {ticket.mechanics.map(({ id, firstName, lastName }) => (
          <li key={id} className="flex items-center justify-between gap-2">
            {firstName} {lastName}
            {isOpen && (
              <Button
                icon
                look="quiet"
                aria-label={texts.unassign(`${firstName} ${lastName}`)}
                onPress={() => edit({ removeIds: [id] })}
              >
                <X aria-hidden className="size-4" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isOpen && (
        <Select bare label={texts.assign} value="" onChange={({ target }) => edit({ addIds: [Number(target.value)] })}>
          <option value="">{texts.assign}</option>
          {all.data?.items
            .filter(({ id }) => !assigned.has(id))
            .map(({ id, firstName, lastName }) => (
              <option key={id} value={id}>
                {firstName} {lastName}
              </option>
            ))}
        </Select>
      )}
      <ChangeRefusal change={change} />
    </section>
  );
}
