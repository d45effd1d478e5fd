import type { Part } from '@mechanic-shop/client';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import type { TableColumn } from '../../ui/table.tsx';

/** The columns of the table of parts, from left to right. */
export function usePartColumns(): TableColumn<Part>[] {
  const { parts } = useTexts();
  const { money, number } = useFormat();
  return [
    {
      name: parts.name,
      cell: ({ id, name }) => (
        <Link className="link" to="/parts/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { name: parts.sku, cell: ({ sku }) => <span className="font-mono text-sm">{sku}</span> },
    { name: parts.price, numeric: true, cell: ({ priceCents }) => money(priceCents) },
    { name: parts.quantity, numeric: true, cell: ({ quantity, unit }) => `${number(quantity)} ${unit}` },
    { name: parts.reserved, numeric: true, cell: ({ reserved }) => number(reserved) },
    { name: parts.available, numeric: true, cell: ({ available }) => number(available) },
  ];
}
