import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { OneOf } from '../../ui/one-of.tsx';
import { Tabs, tabLook } from '../../ui/tabs.tsx';
import { useTimes } from '../calendar/times.ts';
import { RangeFields } from './filters.tsx';
import { rangeOf } from './ranges.ts';
import { SalesReport } from './sales.tsx';
import { type ReportName, type ReportSearch, periods, reportNames } from './search.ts';
import { PaymentReport, ReceivablesReport, StockReport, TaxReport } from './sums.tsx';
import { MechanicReport, UsageReport } from './work.tsx';

/** Reports about now. */
const ofNow: ReadonlySet<ReportName> = new Set(['receivables', 'stock']);

/** Sums for the owner. */
export function ReportsPage() {
  const { nav, reports: texts } = useTexts();
  const { day, shop } = useFormat();
  const search = useSearch({ from: '/reports' });
  const navigate = useNavigate({ from: '/reports' });
  const today = useTimes().today();
  const { report: name = 'sales', by = 'month' } = search;
  const range = rangeOf(search, today);
  const show = (more: ReportSearch): void =>
    void navigate({ to: '/reports', search: (before) => ({ ...before, ...more }), replace: true });
  return (
    <div className="report space-y-3 p-3 sm:p-4 print:p-0">
      <h1 className="text-xl font-semibold">{nav.reports}</h1>
      <div className="space-y-3 print:hidden">
        <Tabs label={nav.reports}>
          {reportNames.map((one) => (
            <li key={one}>
              <Link
                to="/reports"
                search={{ ...search, report: one === 'sales' ? undefined : one }}
                {...tabLook}
                activeOptions={{ exact: true }}
              >
                {texts.names[one]}
              </Link>
            </li>
          ))}
        </Tabs>
        {!ofNow.has(name) && (
          <div className="flex flex-wrap items-end gap-3">
            <RangeFields range={range} today={today} onChange={show} />
            {name === 'sales' && (
              <OneOf
                label={texts.by}
                values={periods}
                texts={texts.periods}
                value={by}
                onChange={(chosen) => show({ by: chosen })}
              />
            )}
          </div>
        )}
      </div>
      <p className="hidden print:block">
        {shop.name}, {texts.names[name]}, {ofNow.has(name) ? day(today) : texts.span(day(range.from), day(range.to))}
      </p>
      {name === 'sales' && <SalesReport range={range} by={by} />}
      {name === 'taxes' && <TaxReport range={range} />}
      {name === 'payments' && <PaymentReport range={range} />}
      {name === 'receivables' && <ReceivablesReport />}
      {name === 'mechanics' && <MechanicReport range={range} />}
      {name === 'stock' && <StockReport />}
      {name === 'usage' && <UsageReport range={range} />}
    </div>
  );
}
