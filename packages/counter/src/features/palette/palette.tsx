import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import { pagesFor } from '../../app/pages.ts';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Dialog } from '../../ui/dialog.tsx';

interface Entry {
  key: string;
  text: string;
  go(): Promise<void>;
}

const PAUSE_MS = 150;
const FOUND = 8;

/** What is typed, after a pause. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** The purchases that have not arrived whole, by number, supplier or the supplier's number. */
function usePurchaseEntries(search: string): Entry[] {
  const { purchases: texts } = useTexts();
  const { account } = useAccount();
  const shop = useShop();
  const navigate = useNavigate();
  const enabled = search !== '' && account.role !== 'customer';
  const ordered = useQuery({ ...shop.purchases.list.queryOptions({ status: 'ordered', limit: 100 }), enabled });
  const partly = useQuery({ ...shop.purchases.list.queryOptions({ status: 'partly_received', limit: 100 }), enabled });
  if (!enabled) return [];
  return [...(ordered.data?.items ?? []), ...(partly.data?.items ?? [])]
    .map(({ id, number, supplier, reference }) => ({
      key: `purchase ${id}`,
      text: [texts.title(number), supplier.name, reference].filter((one) => one !== null).join(', '),
      go: () => navigate({ to: '/purchases/$id', params: { id } }),
    }))
    .filter(({ text }) => text.toLowerCase().includes(search.toLowerCase()))
    .slice(0, FOUND);
}

function useEntries(typed: string): Entry[] {
  const { nav, ticket } = useTexts();
  const { account } = useAccount();
  const shop = useShop();
  const navigate = useNavigate();
  const search = usePaused(typed.replace(/^#/, '').trim());
  const tickets = useQuery({
    ...shop.tickets.list.queryOptions({ search, limit: FOUND }),
    enabled: search !== '' && account.role !== 'customer',
    placeholderData: keepPreviousData,
  });
  const purchases = usePurchaseEntries(search);
  const pages = pagesFor(account.role)
    .map(({ to, name }) => ({ key: to, text: nav[name], go: () => navigate({ to }) }))
    .filter(({ text }) => text.toLowerCase().includes(typed.trim().toLowerCase()));
  const found = (search === '' ? [] : (tickets.data?.items ?? [])).map(({ id, customer, vehicle }) => ({
    key: `ticket ${id}`,
    text: [ticket.title(id), `${customer.firstName} ${customer.lastName}`, vehicle?.licensePlate]
      .filter((one) => one != null)
      .join(', '),
    go: () => navigate({ to: '/tickets/$id', params: { id } }),
  }));
  return [...found, ...purchases, ...pages];
}

/** Jumps to a ticket by number, plate or name, to a purchase that is on its way, and to every page. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { app, palette } = useTexts();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(typed);
  const at = Math.min(chosen, entries.length - 1);
  const go = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    void entry.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') go(entries[at]);
    else if (event.key === 'ArrowDown') setChosen(Math.min(at + 1, entries.length - 1));
    else if (event.key === 'ArrowUp') setChosen(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={palette.title} isLight onClose={onClose}>
      <input
        // The palette is opened to type.
        autoFocus
        role="combobox"
        aria-label={palette.hint}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={entries[at] && `${id}-${at}`}
        placeholder={palette.hint}
        className="field"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={palette.title}>
        {entries.map((entry, index) => (
          // The keyboard works from the field.
          <div
            key={entry.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={`cursor-pointer rounded-md px-3 py-2 ${index === at ? 'bg-tint' : ''}`}
            onClick={() => go(entry)}
          >
            {entry.text}
          </div>
        ))}
      </div>
      {entries.length === 0 && <p>{app.nothing}</p>}
    </Dialog>
  );
}
