import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Select } from '../../ui/field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { BoardFilters as Filters } from './tickets.ts';

/** The filters of the board; they stand in its address. */
export function BoardFilters({ filters }: { filters: Filters }) {
  const { app, board } = useTexts();
  const mechanics = useQuery(useShop().mechanics.list.queryOptions({ limit: 100 }));
  const navigate = useNavigate({ from: '/' });
  const filter = (more: Filters): void =>
    void navigate({ to: '/', search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div role="search" className="flex w-full flex-wrap gap-3 sm:w-auto">
      <div className="w-full sm:w-72">
        <SearchField
          label={app.search}
          placeholder={board.searchHint}
          value={filters.search ?? ''}
          onSearch={(search) => filter({ search: search || undefined })}
        />
      </div>
      <Select
        bare
        label={board.mechanic}
        value={filters.mechanic ?? ''}
        onChange={({ target }) => filter({ mechanic: target.value === '' ? undefined : Number(target.value) })}
      >
        <option value="">{board.anyMechanic}</option>
        {mechanics.data?.items.map(({ id, firstName, lastName }) => (
          <option key={id} value={id}>
            {firstName} {lastName}
          </option>
        ))}
      </Select>
    </div>
  );
}
