import type { Customer } from '@mechanic-shop/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Who } from './who.tsx';

const FOUND = 8;

interface Props {
  /** A customer who is not offered. */
  except?: number;
  onPick(customer: Customer): void;
  onCancel(): void;
}

/** Finds a customer, as the first step of a dialog. */
export function FindCustomer({ except, onPick, onCancel }: Props) {
  const { app, customers: texts } = useTexts();
  const [search, setSearch] = useState('');
  const options = useShop().customers.list.queryOptions({ search: search || undefined, limit: FOUND });
  const found = useQuery({ ...options, placeholderData: keepPreviousData });
  const offered = found.data?.items.filter(({ id }) => id !== except);
  return (
    <>
      <SearchField label={texts.find} placeholder={texts.searchHint} value={search} onSearch={setSearch} />
      <Refusal error={found.error} />
      {offered?.length === 0 && <p>{app.nothing}</p>}
      <ul className="space-y-1">
        {offered?.map((customer) => (
          <li key={customer.id} className="flex flex-col">
            <Button onPress={() => onPick(customer)}>
              <Who customer={customer} />
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <Button onPress={onCancel}>{app.cancel}</Button>
        <Link to="/customers" className="link">
          {texts.new}
        </Link>
      </div>
    </>
  );
}
