import type { Invoice } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useAccount } from '../../app/account.tsx';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop, useShopClient } from '../../shop/shop.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { openDocument } from '../../ui/document.ts';
import { ReasonForm } from '../../ui/reason-form.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { Payments } from './payments.tsx';

/** One invoice: its lines, its document, and what was paid. */
export function InvoicePage() {
  const { id } = useParams({ from: '/invoices/$id' });
  const { app } = useTexts();
  const isAdmin = useAccount().account.role === 'admin';
  const invoice = useQuery(useShop().invoices.get.queryOptions({ id }));
  if (!invoice.data)
    return <div className="p-4">{invoice.error ? <Refusal error={invoice.error} /> : app.loading}</div>;
  return (
    <div className="space-y-4 p-3 sm:p-4">
      <Head invoice={invoice.data} />
      <Lines invoice={invoice.data} />
      {invoice.data.status !== 'void' && (
        <>
          <Payments ticketId={invoice.data.ticketId} balanceCents={invoice.data.balanceCents} />
          {isAdmin && <VoidForm invoice={invoice.data} />}
        </>
      )}
    </div>
  );
}

function Head({ invoice }: { invoice: Invoice }) {
  const { invoices: texts, print, ticket } = useTexts();
  const { day } = useFormat();
  const shop = useShopClient();
  const { id, number, status, customer, ticketId, dueDate, voided } = invoice;
  const pdf = useMutation({ mutationFn: async () => openDocument(await shop.invoices.pdf.query({ id })) });
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">{number}</h1>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{texts.statuses[status]}</span>
        <Button isDisabled={pdf.isPending} onPress={() => pdf.mutate()}>
          {texts.pdf}
        </Button>
        <Link className={buttonClass({})} to="/invoices/$id/print" params={{ id }}>
          {print.print}
        </Link>
      </div>
      <p>
        {customer.firstName} {customer.lastName}
        {customer.company !== null && `, ${customer.company}`},{' '}
        <Link className="link" to="/tickets/$id" params={{ id: ticketId }}>
          {ticket.title(ticketId)}
        </Link>
        , {texts.dueOn(day(dueDate))}
      </p>
      {voided && <p className="text-bad">{voided.reason}</p>}
      <Refusal error={pdf.error} />
    </div>
  );
}

function Lines({ invoice: { lines, totals } }: { invoice: Invoice }) {
  const { totals: texts } = useTexts();
  const { money, number, quantity } = useFormat();
  return (
    <section aria-label={texts.title} className="card p-3">
      <ul>
        {lines.map((line, at) => (
          // The lines of an invoice never change.
          <li key={at} className="flex flex-wrap gap-x-3">
            <span className="min-w-0 flex-1 wrap-anywhere">{line.description}</span>
            <span className="text-muted">{line.quantity !== null && quantity(line.quantity, line.unit)}</span>
            <span className="min-w-20 text-right tabular-nums">{money(line.amountCents)}</span>
          </li>
        ))}
      </ul>
      <dl className="border-line mt-2 grid grid-cols-[1fr_auto] border-t pt-2 tabular-nums">
        <dt>{texts.net}</dt>
        <dd className="text-right">{money(totals.netCents)}</dd>
        {totals.taxes.map(({ percent, taxCents }) => (
          <div key={percent} className="contents">
            <dt>{texts.tax(number(percent))}</dt>
            <dd className="text-right">{money(taxCents)}</dd>
          </div>
        ))}
        <dt className="font-semibold">{texts.total}</dt>
        <dd className="text-right font-semibold">{money(totals.totalCents)}</dd>
      </dl>
    </section>
  );
}

function VoidForm({ invoice: { id, version } }: { invoice: Invoice }) {
  const { invoices: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const cancel = useMutation(
    shop.invoices.void.mutationOptions({
      onSettled: async () => {
        await queries.invalidateQueries(shop.invoices.pathFilter());
        await queries.invalidateQueries(shop.tickets.pathFilter());
      },
    }),
  );
  return (
    <ReasonForm
      title={texts.void}
      label={texts.reason}
      required
      running={cancel}
      run={(reason) => cancel.mutate({ id, version, reason })}
    />
  );
}
