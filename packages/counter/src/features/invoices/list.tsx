import type { InvoiceStatus } from '@mechanic-shop/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Filter } from '../../ui/one-of.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { useTimes } from '../calendar/times.ts';
import { invoiceStatuses } from './statuses.ts';

/** Every invoice, newest first. */
export function InvoicesPage() {
  const { app, nav, invoices: texts } = useTexts();
  const { day, money } = useFormat();
  const today = useTimes().today();
  const { search, status } = useSearch({ from: '/invoices' });
  const navigate = useNavigate({ from: '/invoices' });
  const invoices = useInfiniteQuery({
    ...useShop().invoices.list.infiniteQueryOptions({ search, status, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  const show = (more: { search?: string | undefined; status?: InvoiceStatus | undefined }): void =>
    void navigate({ to: '/invoices', search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div className="space-y-3 p-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-xl font-semibold">{nav.invoices}</h1>
        <SearchField
          label={app.search}
          placeholder={texts.searchHint}
          value={search ?? ''}
          onSearch={(text) => show({ search: text || undefined })}
        />
        <Filter
          label={texts.status}
          all={texts.all}
          values={invoiceStatuses}
          texts={texts.statuses}
          value={status}
          onChange={(chosen) => show({ status: chosen })}
        />
      </div>
      <Refusal error={invoices.error} />
      {invoices.data && (
        <Table
          label={nav.invoices}
          rows={rowsOf(invoices)}
          empty={app.nothing}
          columns={[
            {
              name: texts.number,
              whole: true,
              cell: ({ id, number }) => (
                <Link className="link" to="/invoices/$id" params={{ id }}>
                  {number}
                </Link>
              ),
            },
            { name: texts.customer, cell: ({ customer }) => `${customer.firstName} ${customer.lastName}` },
            { name: texts.due, whole: true, cell: ({ dueDate }) => day(dueDate) },
            {
              name: texts.status,
              cell: ({ status: its, dueDate }) =>
                its === 'open' && dueDate < today ? (
                  <span className="text-warn">{texts.overdue}</span>
                ) : (
                  texts.statuses[its]
                ),
            },
            { name: texts.total, numeric: true, cell: ({ totals }) => money(totals.totalCents) },
            { name: texts.balance, numeric: true, cell: ({ balanceCents }) => money(balanceCents) },
          ]}
        />
      )}
      <More list={invoices} />
    </div>
  );
}
