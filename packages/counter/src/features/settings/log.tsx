import type { Event } from '@mechanic-shop/client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { DayField } from '../../ui/day-field.tsx';
import { More, paged, rowsOf } from '../../ui/pages.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';

export interface LogFilters {
  kind?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const LONGEST = 80;

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Everything that happened, newest first. */
export function LogSettings() {
  const { app, log: texts, settings } = useTexts();
  const { instant } = useFormat();
  const filters = useSearch({ from: '/settings/log' });
  const navigate = useNavigate({ from: '/settings/log' });
  const show = (more: LogFilters): void =>
    void navigate({ to: '/settings/log', search: (before) => ({ ...before, ...more }), replace: true });
  const events = useInfiniteQuery({
    ...useShop().audit.list.infiniteQueryOptions({ ...filters, limit: 50 }, paged),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-3">
        <SearchField
          label={texts.kindHint}
          placeholder={texts.kindHint}
          value={filters.kind ?? ''}
          onSearch={(kind) => show({ kind: kind || undefined })}
        />
        {(['from', 'to'] as const).map((name) => (
          <div key={name} className="w-40">
            <DayField
              isOptional
              label={texts[name]}
              value={filters[name] ?? ''}
              onDay={(day) => show({ [name]: day || undefined })}
            />
          </div>
        ))}
      </div>
      <Refusal error={events.error} />
      {events.data && (
        <Table
          label={settings.pages.log}
          rows={rowsOf(events)}
          empty={app.nothing}
          columns={[
            { name: texts.at, whole: true, cell: ({ at }) => instant(at) },
            { name: texts.kind, cell: ({ kind }) => kind },
            { name: texts.about, cell: (event) => <About event={event} /> },
            { name: texts.by, cell: ({ by }) => by && `${by.firstName} ${by.lastName}` },
            { name: texts.via, cell: ({ via }) => texts.vias[via] },
            { name: texts.changes, cell: ({ changes }) => changes && <Changes changes={changes} /> },
          ]}
        />
      )}
      <More list={events} />
    </div>
  );
}

function About({ event: { entity, entityId, ticketId } }: { event: Event }) {
  const { ticket } = useTexts();
  if (ticketId === null) return `${entity} ${entityId}`;
  return (
    <Link className="link whitespace-nowrap" to="/tickets/$id" params={{ id: ticketId }}>
      {ticket.title(ticketId)}
    </Link>
  );
}

function Changes({ changes }: { changes: NonNullable<Event['changes']> }) {
  const { conflict } = useTexts();
  const names = Object.entries(changes);
  if (names.length === 0) return null;
  return (
    <details className="min-w-64 text-sm">
      <summary className="cursor-pointer">{names.map(([name]) => name).join(', ')}</summary>
      <ul className="wrap-anywhere">
        {names.map(([name, { before, after }]) => (
          <li key={name}>{conflict.changed(name, short(before), short(after))}</li>
        ))}
      </ul>
    </details>
  );
}
