import type { Purchase, Receipt } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type Ref, useRef, useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { Table } from '../../ui/table.tsx';
import { CancelForm, DraftActions, EditPurchase } from './actions.tsx';
import { Delivered, ReceiveForm } from './receive.tsx';

/** One purchase: a draft to order, a delivery to receive, or what has arrived. */
export function PurchasePage() {
  const { id } = useParams({ from: '/purchases/$id' });
  const { app } = useTexts();
  const purchase = useQuery(useShop().purchases.get.queryOptions({ id }));
  if (!purchase.data) return purchase.error ? <Refusal error={purchase.error} /> : <p>{app.loading}</p>;
  return <OnePurchase key={id} purchase={purchase.data} />;
}

function OnePurchase({ purchase }: { purchase: Purchase }) {
  const [receipt, setReceipt] = useState<Receipt>();
  const { status } = purchase;
  const heading = useRef<HTMLHeadingElement>(null);
  // Enter pressed twice on Order must not receive what was just ordered.
  const [wasDraft] = useState(status === 'draft');
  const isOrdered = status === 'ordered' || status === 'partly_received';
  return (
    <div className="space-y-4">
      <Head purchase={purchase} heading={heading} />
      {receipt && <Delivered key={receipt.purchase.version} receipt={receipt} />}
      {status === 'draft' && <DraftActions purchase={purchase} onOrdered={() => heading.current?.focus()} />}
      {isOrdered && <ReceiveForm purchase={purchase} hasFocus={!wasDraft} onReceived={setReceipt} />}
      {!isOrdered && <Lines purchase={purchase} />}
      {isOrdered && <CancelForm purchase={purchase} />}
    </div>
  );
}

function Head({ purchase, heading }: { purchase: Purchase; heading: Ref<HTMLHeadingElement> }) {
  const { purchases: texts } = useTexts();
  const { day, instant, money } = useFormat();
  const { number, status, supplier, reference, expectedOn, orderedAt, receivedAt, totalCents, note } = purchase;
  const facts = [
    [texts.supplier, supplier.name],
    [texts.reference, reference],
    [texts.expected, expectedOn && day(expectedOn)],
    [texts.ordered, orderedAt && instant(orderedAt)],
    [texts.received, receivedAt && instant(receivedAt)],
    [texts.total, money(totalCents)],
  ] as const;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 ref={heading} tabIndex={-1} className="text-lg font-semibold">
          {texts.title(number)}
        </h2>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{texts.statuses[status]}</span>
        <EditPurchase purchase={purchase} />
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt className="text-muted text-sm">{name}</dt>
              <dd className="tabular-nums">{value}</dd>
            </div>
          ))}
      </dl>
      {note !== null && <p className="wrap-anywhere whitespace-pre-line">{note}</p>}
    </div>
  );
}

function Lines({ purchase: { lines, status } }: { purchase: Purchase }) {
  const { app, purchases: texts } = useTexts();
  const { money, number, quantity } = useFormat();
  return (
    <Table
      label={texts.lines}
      rows={lines}
      empty={app.nothingYet}
      columns={[
        {
          name: texts.part,
          cell: ({ partId, name, sku }) => (
            <>
              <Link className="link" to="/parts/$id" params={{ id: partId }}>
                {name}
              </Link>{' '}
              <span className="text-muted font-mono text-sm">{sku}</span>
            </>
          ),
        },
        { name: texts.quantity, numeric: true, cell: (line) => quantity(line.quantity, line.unit) },
        {
          name: texts.received,
          numeric: true,
          cell: ({ received }) => status !== 'draft' && number(received),
        },
        {
          name: texts.cost,
          numeric: true,
          cell: ({ unitCostCents }) => unitCostCents !== null && money(unitCostCents),
        },
        { name: texts.total, numeric: true, cell: ({ totalCents }) => money(totalCents) },
      ]}
    />
  );
}
