import type { Payment, PaymentMethod } from '@mechanic-shop/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import { parseCents, typedCents, useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { OneOf } from '../../ui/one-of.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { paymentMethods } from './statuses.ts';

/** What changes with a payment. */
function useMoneyChanged(): () => Promise<void> {
  const shop = useShop();
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [shop.payments, shop.invoices, shop.tickets].map((part) => queries.invalidateQueries(part.pathFilter())),
    );
  };
}

/** The payments and refunds of a ticket, and a form to take money. */
export function Payments({ ticketId, balanceCents }: { ticketId: number; balanceCents: number }) {
  const { payments: texts } = useTexts();
  const { instant, money } = useFormat();
  const mayRefund = useAccount().account.role === 'admin';
  const [refunding, setRefunding] = useState<Payment>();
  const payments = useQuery(useShop().payments.list.queryOptions({ ticketId, limit: 100 }));
  return (
    <section aria-labelledby="payments" className="card space-y-3 p-3">
      <h2 id="payments" className="font-semibold">
        {texts.title}
      </h2>
      <Refusal error={payments.error} />
      <ul className="space-y-1">
        {payments.data?.items.map((payment) => (
          <li key={payment.id} className="flex flex-wrap items-center gap-x-3">
            <span className="text-muted text-sm">{instant(payment.receivedAt)}</span>
            {payment.kind === 'refund' ? texts.refunded : texts.methods[payment.method]}
            {payment.reference !== null && <span className="text-muted text-sm">{payment.reference}</span>}
            <span className="ml-auto tabular-nums">
              {money(payment.kind === 'refund' ? -payment.amountCents : payment.amountCents)}
            </span>
            {mayRefund && payment.kind === 'payment' && (
              <Button onPress={() => setRefunding(payment)}>{texts.refund}</Button>
            )}
          </li>
        ))}
      </ul>
      {balanceCents > 0 && <Pay key={balanceCents} ticketId={ticketId} balanceCents={balanceCents} />}
      {refunding && <RefundDialog payment={refunding} onClose={() => setRefunding(undefined)} />}
    </section>
  );
}

function Pay({ ticketId, balanceCents }: { ticketId: number; balanceCents: number }) {
  const { payments: texts, errors } = useTexts();
  const [amount, setAmount] = useState(typedCents(balanceCents));
  const [method, setMethod] = useState<PaymentMethod>('card');
  const [reference, setReference] = useState('');
  const record = useMutation(useShop().payments.record.mutationOptions({ onSuccess: useMoneyChanged() }));
  const amountCents = parseCents(amount);
  return (
    <form
      aria-label={texts.take}
      className="space-y-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (amountCents === undefined) return;
        record.mutate({ ticketId, amountCents, method, reference: reference.trim() || undefined });
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-32">
          <NumberField
            label={texts.amount}
            value={amount}
            error={amountCents === undefined ? errors.money : undefined}
            onChange={({ target }) => setAmount(target.value)}
          />
        </div>
        <OneOf label={texts.method} values={paymentMethods} texts={texts.methods} value={method} onChange={setMethod} />
        <div className="min-w-32 flex-1">
          <TextField
            label={texts.reference}
            maxLength={100}
            value={reference}
            onChange={({ target }) => setReference(target.value)}
          />
        </div>
        <Button type="submit" look="primary" isDisabled={record.isPending}>
          {texts.take}
        </Button>
      </div>
      <Refusal error={record.error} />
    </form>
  );
}

function RefundDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { payments: texts, app, errors } = useTexts();
  const [amount, setAmount] = useState(typedCents(payment.amountCents));
  const [reason, setReason] = useState('');
  const changed = useMoneyChanged();
  const refund = useMutation(
    useShop().payments.refund.mutationOptions({
      onSuccess: () => {
        onClose();
        return changed();
      },
    }),
  );
  const amountCents = parseCents(amount);
  return (
    <Dialog title={texts.refund} onClose={onClose}>
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (amountCents !== undefined) refund.mutate({ id: payment.id, amountCents, reason });
        }}
      >
        <NumberField
          label={texts.amount}
          value={amount}
          error={amountCents === undefined ? errors.money : undefined}
          onChange={({ target }) => setAmount(target.value)}
        />
        <TextField
          label={texts.reason}
          required
          maxLength={1000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Refusal error={refund.error} />
        <div className="flex gap-2">
          <Button type="submit" look="danger" isDisabled={refund.isPending}>
            {texts.refund}
          </Button>
          <Button onPress={onClose}>{app.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
