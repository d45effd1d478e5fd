import type { Supplier } from '@mechanic-shop/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { EditSupplier, NewSupplier } from './supplier-dialogs.tsx';

/** The suppliers, newest first. */
export function SupplierList() {
  const { app, purchases, suppliers: texts } = useTexts();
  const { search, retired } = useSearch({ from: '/purchases/suppliers' });
  const navigate = useNavigate();
  const [open, setOpen] = useState<Supplier | 'new'>();
  const close = (): void => setOpen(undefined);
  const suppliers = useInfiniteQuery({
    ...useShop().suppliers.list.infiniteQueryOptions({ search, active: !retired, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  const show = (more: { search?: string | undefined; retired?: true | undefined }): void =>
    void navigate({ to: '/purchases/suppliers', search: { search, retired, ...more }, replace: true });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <SearchField
          label={app.search}
          placeholder={texts.searchHint}
          value={search ?? ''}
          onSearch={(text) => show({ search: text || undefined })}
        />
        <Checkbox
          label={texts.retired}
          checked={retired === true}
          onChange={({ target }) => show({ retired: target.checked || undefined })}
        />
        <Button look="primary" onPress={() => setOpen('new')}>
          {texts.new}
        </Button>
      </div>
      <Refusal error={suppliers.error} />
      {suppliers.data && (
        <Table
          label={purchases.pages.suppliers}
          rows={rowsOf(suppliers)}
          empty={app.nothing}
          columns={[
            { name: texts.name, cell: ({ name }) => name },
            { name: texts.phone, whole: true, cell: ({ phone }) => phone },
            { name: texts.email, cell: ({ email }) => email },
            { name: texts.note, cell: ({ note }) => note },
            {
              name: app.edit,
              buttons: true,
              cell: (supplier) => (
                <Button aria-label={texts.edit(supplier.name)} onPress={() => setOpen(supplier)}>
                  {app.edit}
                </Button>
              ),
            },
          ]}
        />
      )}
      <More list={suppliers} />
      {open === 'new' && <NewSupplier onClose={close} />}
      {open && open !== 'new' && <EditSupplier supplier={open} onClose={close} />}
    </div>
  );
}
