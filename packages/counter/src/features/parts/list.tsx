import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Filter } from '../../ui/one-of.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { usePartColumns, useRecordColumns } from './columns.tsx';
import { NewPart } from './edit.tsx';
import { type PartView, partViews } from './views.ts';

/** The parts in one of several views. */
export function PartsPage() {
  const { app, nav, parts: texts } = useTexts();
  const { search, view } = useSearch({ from: '/parts' });
  const navigate = useNavigate({ from: '/parts' });
  const show = (more: { search?: string | undefined; view?: PartView | undefined }): void =>
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
        <Filter
          label={texts.show}
          all={texts.views.all}
          values={partViews}
          texts={texts.views}
          value={view}
          onChange={(chosen) => show({ view: chosen })}
        />
        <NewPart />
      </div>
      {view === 'buying' || view === 'low' ? (
        <Records search={search} low={view === 'low' || undefined} />
      ) : (
        <Parts search={search} inStock={view === 'inStock' || undefined} />
      )}
    </div>
  );
}

/** Parts by name; a search shows the newest first. */
function Parts({ search, inStock }: { search: string | undefined; inStock: true | undefined }) {
  const { app, nav } = useTexts();
  const columns = usePartColumns();
  const filter = search === undefined ? { orderBy: 'name' as const } : { search };
  const parts = useInfiniteQuery({
    ...useShop().inventory.list.infiniteQueryOptions({ ...filter, inStock, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Refusal error={parts.error} />
      {parts.data && <Table label={nav.parts} columns={columns} rows={rowsOf(parts)} empty={app.nothing} />}
      <More list={parts} />
    </>
  );
}

/** Parts with what only staff see, newest first. */
function Records({ search, low }: { search: string | undefined; low: true | undefined }) {
  const { app, nav } = useTexts();
  const columns = [...usePartColumns(), ...useRecordColumns()];
  const records = useInfiniteQuery({
    ...useShop().inventory.records.infiniteQueryOptions({ search, low, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Refusal error={records.error} />
      {records.data && <Table label={nav.parts} columns={columns} rows={rowsOf(records)} empty={app.nothing} />}
      <More list={records} />
    </>
  );
}
