import type { Part, PartRecord } from '@mechanic-shop/client';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import type { TableColumn } from '../../ui/table.tsx';
import { useSuppliers } from '../purchases/use-suppliers.ts';

/** The columns of the table of parts, from left to right. */
export function usePartColumns(): TableColumn<Part>[] {
  const { parts } = useTexts();
  const { money, number, quantity } = useFormat();
  return [
    {
      name: parts.name,
      cell: ({ id, name }) => (
        <Link className="link" to="/parts/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { name: parts.sku, whole: true, cell: ({ sku }) => <span className="font-mono text-sm">{sku}</span> },
    { name: parts.price, numeric: true, cell: ({ priceCents }) => money(priceCents) },
    { name: parts.quantity, numeric: true, cell: (part) => quantity(part.quantity, part.unit) },
    { name: parts.reserved, numeric: true, cell: ({ reserved }) => number(reserved) },
    { name: parts.available, numeric: true, cell: ({ available }) => number(available) },
  ];
}

/** What only staff see of a part: what it costs, when to buy it, where it lies, and who sells it. */
export function useRecordColumns(): TableColumn<PartRecord>[] {
  const { parts } = useTexts();
  const { money, number } = useFormat();
  const suppliers = useSuppliers();
  const orNothing = (value: number | null, text = number): string => (value === null ? '' : text(value));
  return [
    { name: parts.place, whole: true, cell: ({ location }) => location },
    { name: parts.onOrder, numeric: true, cell: ({ onOrder }) => number(onOrder) },
    { name: parts.missing, numeric: true, cell: ({ missing }) => number(missing) },
    { name: parts.minimum, numeric: true, cell: ({ minQuantity }) => orNothing(minQuantity) },
    { name: parts.maximum, numeric: true, cell: ({ maxQuantity }) => orNothing(maxQuantity) },
    { name: parts.cost, numeric: true, cell: ({ costCents }) => orNothing(costCents, money) },
    { name: parts.supplier, cell: ({ supplierId }) => suppliers?.find(({ id }) => id === supplierId)?.name },
  ];
}
