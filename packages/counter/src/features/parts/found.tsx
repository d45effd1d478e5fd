import type { Part } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';

const FOUND = 8;

interface PickProps {
  label: string;
  /** The parts that are there already; they are not picked again. */
  rows: readonly { partId: number }[];
  onPick(part: Part): void;
}

/** Searches parts, to add one to rows of parts. */
export function PickPart({ label, rows, onPick }: PickProps) {
  const [search, setSearch] = useState('');
  return (
    <>
      <SearchField label={label} placeholder={label} value={search} onSearch={setSearch} />
      <FoundParts
        search={search}
        onPick={(part) => {
          setSearch('');
          if (rows.every(({ partId }) => partId !== part.id)) onPick(part);
        }}
      />
    </>
  );
}

/** The parts that a search finds, with what is available, to pick one. */
export function FoundParts({ search, onPick }: { search: string; onPick: (part: Part) => void }) {
  const { lines, app } = useTexts();
  const { money, quantity } = useFormat();
  const options = useShop().inventory.list.queryOptions({ search, limit: FOUND });
  const found = useQuery({ ...options, enabled: search !== '', placeholderData: keepPreviousData });
  if (search === '' || !found.data) return null;
  if (found.data.items.length === 0) return <p className="text-sm">{app.nothing}</p>;
  return (
    <ul className="space-y-1">
      {found.data.items.map((part) => (
        <li key={part.id}>
          <Button onPress={() => onPick(part)}>
            <span className="min-w-0">
              {part.name} <span className="text-muted font-mono text-sm">{part.sku}</span>
              <span className="block text-sm">
                {lines.available(quantity(part.available, part.unit))}, {money(part.priceCents)}
              </span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
