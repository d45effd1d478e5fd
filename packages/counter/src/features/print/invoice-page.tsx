import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Refusal } from '../../ui/refusal.tsx';
import { LineTable, PrintView, SheetHead } from './sheet.tsx';
import { PrintedTotals } from './totals.tsx';

/** An invoice as it was issued. */
export function PrintInvoicePage() {
  const { id } = useParams({ from: '/invoices/$id/print' });
  const { app, invoices: texts, print, ticket } = useTexts();
  const { day, instant, number, quantity } = useFormat();
  const found = useQuery(useShop().invoices.get.queryOptions({ id }));
  if (!found.data) return <div className="p-4">{found.error ? <Refusal error={found.error} /> : app.loading}</div>;
  const { shop, customer, vehicle, lines, voided, ...invoice } = found.data;
  const car = vehicle && [vehicle.make, vehicle.model, vehicle.licensePlate].filter((one) => one !== null).join(' ');
  return (
    <PrintView
      choices={
        <Link className="link" to="/invoices/$id" params={{ id }}>
          {texts.title(invoice.number)}
        </Link>
      }
    >
      <SheetHead
        title={texts.title(invoice.number)}
        shop={shop}
        facts={[
          [print.date, instant(invoice.issuedAt)],
          [texts.due, day(invoice.dueDate)],
          [print.ticket, String(invoice.ticketId)],
          [ticket.car, car],
          [print.mileage, invoice.mileage === null ? null : number(invoice.mileage)],
        ]}
        to={[`${customer.firstName} ${customer.lastName}`, customer.company, customer.address]}
      />
      {voided && (
        <p className="mb-3 font-semibold">
          {texts.statuses['void']}: {voided.reason}
        </p>
      )}
      <LineTable
        lines={lines.map(({ description, sku, quantity: count, unit, amountCents }, at) => ({
          key: String(at),
          text: sku === null ? description : `${description}, ${sku}`,
          quantity: count === null ? '' : quantity(count, unit),
          cents: amountCents,
        }))}
      />
      <PrintedTotals totals={invoice.totals} paid={invoice} />
      {[invoice.note, shop.documentNote].map(
        (note) =>
          note !== null && (
            <p key={note} className="mt-4 whitespace-pre-line">
              {note}
            </p>
          ),
      )}
    </PrintView>
  );
}
