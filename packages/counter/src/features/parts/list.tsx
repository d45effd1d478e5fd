import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Checkbox } from '../../ui/field.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { usePartColumns } from './columns.tsx';
import { NewPart } from './edit.tsx';

/** Every part, by name; a search shows the newest first. */
export function PartsPage() {
  const { app, nav, parts: texts } = useTexts();
  const { search, inStock } = useSearch({ from: '/parts' });
  const navigate = useNavigate({ from: '/parts' });
  const columns = usePartColumns();
  const filter = search === undefined ? { orderBy: 'name' as const } : { search };
  const parts = useInfiniteQuery({
    ...useShop().inventory.list.infiniteQueryOptions({ ...filter, inStock, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  const show = (more: { search?: string | undefined; inStock?: true | undefined }): void =>
    void navigate({ to: '/parts', search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div className="space-y-3 p-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="mr-auto text-xl font-semibold">{nav.parts}</h1>
        <SearchField
          label={app.search}
          placeholder={texts.searchHint}
          value={search ?? ''}
          onSearch={(text) => show({ search: text || undefined })}
        />
        <Checkbox
          label={texts.inStock}
          checked={inStock === true}
          onChange={({ target }) => show({ inStock: target.checked || undefined })}
        />
        <NewPart />
      </div>
      <Refusal error={parts.error} />
      {parts.data && <Table label={nav.parts} columns={columns} rows={rowsOf(parts)} empty={app.nothing} />}
      <More list={parts} />
    </div>
  );
}
