import type { ReorderItem, Supplier } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { useSuppliers } from './use-suppliers.ts';

/** What to buy, by supplier; one press makes a draft of it. */
export function ReorderList() {
  const { app, purchases: texts } = useTexts();
  const reorder = useQuery(useShop().purchases.reorder.queryOptions());
  const suppliers = useSuppliers();
  if (!reorder.data || !suppliers) return reorder.error ? <Refusal error={reorder.error} /> : <p>{app.loading}</p>;
  const groups = Map.groupBy(reorder.data.items, ({ part }) => part.supplierId);
  return (
    <div className="space-y-4">
      {groups.size === 0 && <p className="text-muted">{texts.enough}</p>}
      {[...groups].map(([id, items]) => (
        <Group key={id} supplier={suppliers.find((one) => one.id === id)} items={items} />
      ))}
    </div>
  );
}

function Group({ supplier, items }: { supplier: Supplier | undefined; items: readonly ReorderItem[] }) {
  const { app, purchases: texts, parts } = useTexts();
  const { number, quantity } = useFormat();
  const title = supplier?.name ?? texts.noSupplier;
  return (
    <section aria-label={title} className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-semibold">{title}</h2>
        {supplier?.active && <OrderFrom supplier={supplier} />}
      </div>
      <Table
        label={title}
        rows={items.map(({ part, suggested }) => ({ ...part, suggested }))}
        empty={app.nothing}
        columns={[
          {
            name: texts.part,
            cell: ({ id, name }) => (
              <Link className="link" to="/parts/$id" params={{ id }}>
                {name}
              </Link>
            ),
          },
          { name: texts.suggested, numeric: true, cell: ({ suggested, unit }) => quantity(suggested, unit) },
          { name: parts.available, numeric: true, cell: ({ available }) => number(available) },
          { name: parts.missing, numeric: true, cell: ({ missing }) => number(missing) },
          { name: parts.onOrder, numeric: true, cell: ({ onOrder }) => number(onOrder) },
          {
            name: parts.minimum,
            numeric: true,
            cell: ({ minQuantity }) => minQuantity !== null && number(minQuantity),
          },
          {
            name: parts.maximum,
            numeric: true,
            cell: ({ maxQuantity }) => maxQuantity !== null && number(maxQuantity),
          },
        ]}
      />
    </section>
  );
}

function OrderFrom({ supplier: { id, name } }: { supplier: Supplier }) {
  const { purchases: texts } = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const create = useMutation(
    useShop().purchases.createFromReorder.mutationOptions({
      onSuccess: async (draft) => {
        await navigate({ to: '/purchases/$id', params: { id: draft.id } });
        await queries.invalidateQueries();
      },
    }),
  );
  return (
    <>
      <Button look="primary" isDisabled={create.isPending} onPress={() => create.mutate({ supplierId: id })}>
        {texts.orderFrom(name)}
      </Button>
      <Refusal error={create.error} />
    </>
  );
}
