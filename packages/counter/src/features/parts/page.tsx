import type { Part, PartRecord } from '@mechanic-shop/client';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { parseDecimal, useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { typedSince } from '../../ui/form/typed-since.ts';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { useRecordColumns } from './columns.tsx';
import { EditPart } from './edit.tsx';

/** One part: its stock, a form to adjust it, and every movement. */
export function PartPage() {
  const { id } = useParams({ from: '/parts/$id' });
  const { app } = useTexts();
  const part = useQuery(useShop().inventory.record.queryOptions({ id }));
  if (!part.data) return <div className="p-4">{part.error ? <Refusal error={part.error} /> : app.loading}</div>;
  return (
    <div className="space-y-4 p-3 sm:p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">
          {part.data.name} <span className="text-muted font-mono text-base">{part.data.sku}</span>
        </h1>
        {!part.data.active && <span className="text-warn text-sm">{app.inactive}</span>}
        <EditPart part={part.data} />
      </div>
      <Stock part={part.data} />
      <Adjust part={part.data} />
      <Movements id={id} />
    </div>
  );
}

function Stock({ part }: { part: PartRecord }) {
  const { parts } = useTexts();
  const { money, number, quantity } = useFormat();
  const facts = [
    [parts.price, money(part.priceCents)],
    [parts.quantity, quantity(part.quantity, part.unit)],
    [parts.reserved, number(part.reserved)],
    [parts.available, number(part.available)],
    ...useRecordColumns().map(({ name, cell }) => [name, cell(part)] as const),
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts
        .filter(([, value]) => Boolean(value))
        .map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted text-sm">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

const noAdjustment = { delta: '', note: '' };

function Adjust({ part: { id } }: { part: Part }) {
  const { parts, errors } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(noAdjustment);
  const delta = parseDecimal(typed.delta);
  const adjust = useMutation(
    shop.inventory.adjust.mutationOptions({
      onSuccess: () => queries.invalidateQueries(shop.inventory.pathFilter()),
    }),
  );
  return (
    <form
      aria-label={parts.adjust}
      className="card space-y-2 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (delta === undefined) return;
        adjust.mutate(
          { id, delta, note: typed.note.trim() || undefined },
          { onSuccess: () => setTyped((now) => typedSince(noAdjustment, typed, now)) },
        );
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-32">
          <TextField
            label={parts.delta}
            inputMode="text"
            value={typed.delta}
            error={typed.delta !== '' && delta === undefined ? errors.number : undefined}
            onChange={({ target }) => setTyped({ ...typed, delta: target.value })}
          />
        </div>
        <div className="min-w-40 flex-1">
          <TextField
            label={parts.note}
            maxLength={1000}
            value={typed.note}
            onChange={({ target }) => setTyped({ ...typed, note: target.value })}
          />
        </div>
        <Button type="submit" isDisabled={adjust.isPending || delta === undefined}>
          {parts.adjust}
        </Button>
      </div>
      <Refusal error={adjust.error} />
    </form>
  );
}

function Movements({ id }: { id: number }) {
  const { app, parts } = useTexts();
  const { instant, number } = useFormat();
  const movements = useInfiniteQuery(
    useShop().inventory.movements.infiniteQueryOptions({ partId: id, limit: 50 }, paged),
  );
  return (
    <section aria-labelledby="movements" className="space-y-2">
      <h2 id="movements" className="font-semibold">
        {parts.movements}
      </h2>
      <Refusal error={movements.error} />
      {movements.data && (
        <Table
          label={parts.movements}
          rows={rowsOf(movements)}
          empty={app.nothing}
          columns={[
            { name: parts.at, whole: true, cell: ({ at }) => instant(at) },
            { name: parts.kind, cell: ({ kind }) => parts.kinds[kind] },
            { name: parts.delta, numeric: true, cell: ({ delta }) => number(delta) },
            { name: parts.quantity, numeric: true, cell: ({ quantityAfter }) => number(quantityAfter) },
            { name: parts.reserved, numeric: true, cell: ({ reservedAfter }) => number(reservedAfter) },
            {
              name: parts.ticket,
              cell: ({ ticketId }) =>
                ticketId !== null && (
                  <Link className="link" to="/tickets/$id" params={{ id: ticketId }}>
                    #{ticketId}
                  </Link>
                ),
            },
            {
              name: parts.purchase,
              cell: ({ purchaseId }) =>
                purchaseId !== null && (
                  <Link className="link" to="/purchases/$id" params={{ id: purchaseId }}>
                    #{purchaseId}
                  </Link>
                ),
            },
            { name: parts.note, cell: ({ note }) => note },
          ]}
        />
      )}
      <More list={movements} />
    </section>
  );
}
