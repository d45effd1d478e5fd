import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { textOf } from '../../i18n/text-of.ts';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';

const NEWEST = { limit: 100 };

/** Status changes and decisions of the customer, newest first. They are read once the section is open. */
export function History({ id }: { id: number }) {
  const { history } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="card p-3" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer font-semibold">{history.title}</summary>
      {isOpen && <Entries id={id} />}
    </details>
  );
}

function Entries({ id }: { id: number }) {
  const { history, status, approval } = useTexts();
  const { instant, money } = useFormat();
  const shop = useShop();
  const changes = useQuery(shop.tickets.history.queryOptions({ id, ...NEWEST }));
  const decisions = useQuery(shop.tickets.approvals.queryOptions({ id, ...NEWEST }));
  const nameOf = (one: string): string => textOf(status, one);
  const entries = [
    ...(changes.data?.items ?? []).map(({ id: change, from, to, by, note, at }) => ({
      key: `change ${change}`,
      at,
      text: from === null ? history.opened : history.moved(nameOf(from), nameOf(to)),
      by: by && `${by.firstName} ${by.lastName}`,
      note,
    })),
    ...(decisions.data?.items ?? []).map(
      ({ id: decision, method, by, approved, declined, approvedCents, note, at }) => ({
        key: `decision ${decision}`,
        at,
        text: `${approval.methods[method]}: ${history.decided(approved.length, declined.length)}, ${money(approvedCents)}`,
        by,
        note,
      }),
    ),
  ].toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <>
      <Refusal error={changes.error ?? decisions.error} />
      <ol className="mt-2 space-y-2">
        {entries.map(({ key, at, text, by, note }) => (
          <li key={key} className="text-sm">
            <span className="text-muted">{instant(at)}</span> {text}
            {by !== null && ` ${history.by(by)}`}
            {note !== null && <p className="whitespace-pre-line">{note}</p>}
          </li>
        ))}
      </ol>
    </>
  );
}
