import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { NewCustomer } from './edit.tsx';

/** Every customer, by name; a search shows the newest first. */
export function CustomersPage() {
  const { app, nav, customers: texts } = useTexts();
  const { search } = useSearch({ from: '/customers' });
  const navigate = useNavigate({ from: '/customers' });
  const filter = search === undefined ? { orderBy: 'name' as const } : { search };
  const customers = useInfiniteQuery({
    ...useShop().customers.list.infiniteQueryOptions({ ...filter, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="space-y-3 p-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-xl font-semibold">{nav.customers}</h1>
        <SearchField
          label={app.search}
          placeholder={texts.searchHint}
          value={search ?? ''}
          onSearch={(text) => void navigate({ to: '/customers', search: { search: text || undefined }, replace: true })}
        />
        <NewCustomer />
      </div>
      <Refusal error={customers.error} />
      {customers.data && (
        <Table
          label={nav.customers}
          rows={rowsOf(customers)}
          empty={app.nothing}
          columns={[
            {
              name: texts.name,
              cell: ({ id, firstName, lastName }) => (
                <Link className="link" to="/customers/$id" params={{ id }}>
                  {firstName} {lastName}
                </Link>
              ),
            },
            { name: texts.company, cell: ({ company }) => company },
            { name: texts.phone, whole: true, cell: ({ phone }) => phone },
            { name: texts.email, cell: ({ email }) => email },
          ]}
        />
      )}
      <More list={customers} />
    </div>
  );
}
