import type { ReactNode } from 'react';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';

/** The buttons above a sheet, and the sheet as it is printed: dark on white, for A4 and Letter. */
export function PrintView({ choices, children }: { choices?: ReactNode; children: ReactNode }) {
  const { print } = useTexts();
  return (
    <div className="space-y-3 p-3 sm:p-4 print:p-0">
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        {choices}
        <Button look="primary" onPress={() => window.print()}>
          {print.print}
        </Button>
      </div>
      <article tabIndex={0} className="sheet">
        {children}
      </article>
    </div>
  );
}

interface HeadProps {
  title: string;
  shop: { name: string; address: string | null; phone: string | null; email: string | null; taxNumber: string | null };
  /** Names with their values, such as the date. */
  facts: readonly (readonly [name: string, value: string | null])[];
  /** The lines of an address. */
  to?: readonly (string | null)[];
}

/** Who sends the sheet to whom, and what it is. */
export function SheetHead({ title, shop, facts, to = [] }: HeadProps) {
  const { settings } = useTexts();
  const { name, address, phone, email, taxNumber } = shop;
  const about = [address, phone, email, taxNumber === null ? null : `${settings.taxNumber}: ${taxNumber}`];
  return (
    <header className="mb-6 grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <Lines lines={[name, ...about]} isStrong />
      <div>
        <h1 className="text-xl font-semibold">{title}</h1>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3">
          {facts.map(
            ([fact, value]) =>
              value !== null && (
                <div key={fact} className="contents">
                  <dt>{fact}</dt>
                  <dd className="text-right tabular-nums">{value}</dd>
                </div>
              ),
          )}
        </dl>
      </div>
      <Lines lines={to} />
    </header>
  );
}

function Lines({ lines, isStrong = false }: { lines: readonly (string | null)[]; isStrong?: boolean }) {
  return (
    <div className="wrap-anywhere">
      {lines
        .filter((line) => line !== null)
        .map((line, at) => (
          <p key={line} className={`whitespace-pre-line ${isStrong && at === 0 ? 'font-semibold' : ''}`}>
            {line}
          </p>
        ))}
    </div>
  );
}

export interface PrintedLine {
  key: string;
  text: string;
  quantity: string;
  /** Null where prices are not printed. */
  cents: number | null;
}

/** Lines in a table whose head is repeated on each page. */
export function LineTable({ lines }: { lines: readonly PrintedLine[] }) {
  const { lines: texts } = useTexts();
  const { money } = useFormat();
  const isPriced = lines.some(({ cents }) => cents !== null);
  return (
    <table className="w-full">
      <thead>
        <tr className="border-b">
          <th scope="col" className="text-left font-medium">
            {texts.text}
          </th>
          <th scope="col" className="text-right font-medium">
            {texts.quantity}
          </th>
          {isPriced && (
            <th scope="col" className="text-right font-medium">
              {texts.amount}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, text, quantity, cents }) => (
          <tr key={key}>
            <td className="wrap-anywhere">{text}</td>
            <td className="pl-4 text-right whitespace-nowrap tabular-nums">{quantity}</td>
            {cents !== null && <td className="pl-4 text-right whitespace-nowrap tabular-nums">{money(cents)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
