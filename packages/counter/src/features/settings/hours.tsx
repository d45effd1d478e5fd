import type { Shop } from '@mechanic-shop/client';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { newKey } from '../../ui/form/rows.ts';
import { TypedForm } from '../../ui/form/typed-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { RowList, type RowsProps } from '../../ui/row-list.tsx';
import { weekdays } from '../calendar/weekdays.ts';
import { type TypedClosure, type TypedSpan, hoursChange, hoursOf, typedHours } from './hours-typed.ts';

/** What differs between two versions of the hours, by day. */
function useDifferences(): (before: Shop, after: Shop) => string[] {
  const { hours: texts, app, conflict } = useTexts();
  const { day: dayText } = useFormat();
  const spans = ({ openingHours }: Shop, day: (typeof weekdays)[number]): string =>
    openingHours[day].map(({ from, to }) => `${from}–${to}`).join(', ') || texts.closed;
  const closures = ({ closures: all }: Shop): string =>
    all
      .map(({ from, to, note }) => {
        const days = from === to ? dayText(from) : `${dayText(from)}–${dayText(to)}`;
        return note === null ? days : `${days} (${note})`;
      })
      .join(', ') || app.none;
  return (before, after) =>
    [
      ...weekdays.map((day) => [texts.days[day], spans(before, day), spans(after, day)] as const),
      [texts.closures, closures(before), closures(after)] as const,
    ]
      .filter(([, old, now]) => old !== now)
      .map(([name, old, now]) => conflict.changed(name, old, now));
}

/** When the shop is open, and the days on which it is not. */
export function HoursSettings() {
  const { app, hours: texts, settings } = useTexts();
  const client = useShopClient();
  const differences = useDifferences();
  const shop = useQuery(useShop().shop.get.queryOptions());
  if (!shop.data) return shop.error ? <Refusal error={shop.error} /> : <p>{app.loading}</p>;
  const known = shop.data;
  return (
    <section aria-label={settings.pages.hours} className="card space-y-3 p-3">
      <TypedForm
        label={settings.pages.hours}
        row={known}
        typedOf={(row = known) => typedHours(row)}
        inputOf={hoursOf}
        save={({ changes, row = known }) =>
          client.shop.update.mutate({ version: row.version, ...hoursChange(changes, row) })
        }
        differences={differences}
      >
        {(typed, onType) => (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              {weekdays.map((day) => (
                <SpanRows
                  key={day}
                  title={texts.days[day]}
                  rows={typed.days[day]}
                  onChange={(spans) => onType({ ...typed, days: { ...typed.days, [day]: spans } })}
                />
              ))}
            </div>
            <ClosureRows rows={typed.closures} onChange={(closures) => onType({ ...typed, closures })} />
          </>
        )}
      </TypedForm>
    </section>
  );
}

function SpanRows({ title, rows, onChange }: RowsProps<TypedSpan> & { title: string }) {
  const { hours: texts } = useTexts();
  const last = rows.at(-1);
  return (
    <RowList
      title={title}
      rows={rows}
      onChange={onChange}
      nameOf={({ from, to }) => `${title} ${from}–${to}`}
      fields={(row, text) =>
        (['from', 'to'] as const).map((name) => (
          <TextField key={name} label={texts[name]} type="time" required {...text(name)} />
        ))
      }
    >
      <div className="flex flex-wrap items-center gap-2">
        {rows.length === 0 && <span className="text-muted text-sm">{texts.closed}</span>}
        <Button
          aria-label={texts.addTo(title)}
          onPress={() =>
            onChange([...rows, { key: newKey(), ...(last ? { from: '', to: '' } : { from: '08:00', to: '17:00' }) }])
          }
        >
          {texts.add}
        </Button>
      </div>
    </RowList>
  );
}

function ClosureRows({ rows, onChange }: RowsProps<TypedClosure>) {
  const { hours: texts } = useTexts();
  return (
    <RowList
      title={texts.closures}
      rows={rows}
      onChange={onChange}
      nameOf={({ from, note }) => note || from}
      fields={(row, text) => (
        <>
          <TextField label={texts.first} type="date" required {...text('from')} />
          <TextField label={texts.last} type="date" min={row.from} {...text('to')} />
          <div className="min-w-40 flex-1">
            <TextField label={texts.note} maxLength={200} {...text('note')} />
          </div>
        </>
      )}
    >
      <Button onPress={() => onChange([...rows, { key: newKey(), from: '', to: '', note: '' }])}>
        {texts.addClosure}
      </Button>
    </RowList>
  );
}
