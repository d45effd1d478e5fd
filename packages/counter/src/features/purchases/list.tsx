import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Filter } from '../../ui/one-of.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { PurchaseDialog } from './purchase-dialog.tsx';
import { purchaseStatuses } from './statuses.ts';

/** Every purchase, newest first. */
export function PurchaseList() {
  const { app, purchases: texts } = useTexts();
  const { day, money, number } = useFormat();
  const { status } = useSearch({ from: '/purchases/' });
  const navigate = useNavigate();
  const [isNew, setNew] = useState(false);
  const purchases = useInfiniteQuery({
    ...useShop().purchases.list.infiniteQueryOptions({ status, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <Filter
          label={texts.status}
          all={texts.all}
          values={purchaseStatuses}
          texts={texts.statuses}
          value={status}
          onChange={(chosen) => void navigate({ to: '/purchases', search: { status: chosen }, replace: true })}
        />
        <Button look="primary" onPress={() => setNew(true)}>
          {texts.new}
        </Button>
      </div>
      <Refusal error={purchases.error} />
      {purchases.data && (
        <Table
          label={texts.pages.purchases}
          rows={rowsOf(purchases)}
          empty={app.nothing}
          columns={[
            {
              name: texts.number,
              whole: true,
              cell: ({ id, number: name }) => (
                <Link className="link" to="/purchases/$id" params={{ id }}>
                  {name}
                </Link>
              ),
            },
            { name: texts.supplier, cell: ({ supplier }) => supplier.name },
            { name: texts.status, cell: (row) => texts.statuses[row.status] },
            { name: texts.expected, whole: true, cell: ({ expectedOn }) => expectedOn !== null && day(expectedOn) },
            { name: texts.reference, cell: ({ reference }) => reference },
            { name: texts.lines, numeric: true, cell: ({ lines }) => number(lines.length) },
            { name: texts.total, numeric: true, cell: ({ totalCents }) => money(totalCents) },
          ]}
        />
      )}
      <More list={purchases} />
      {isNew && (
        <PurchaseDialog
          purchase={undefined}
          onClose={() => setNew(false)}
          onSaved={({ id }) => void navigate({ to: '/purchases/$id', params: { id } })}
        />
      )}
    </div>
  );
}
