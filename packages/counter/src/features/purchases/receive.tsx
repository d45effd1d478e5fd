import type { Purchase, PurchaseLine, Receipt } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { parseDecimal, useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Lockable } from '../../ui/lockable.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { type TypedArrivals, arrivalsOf, leftOf } from './arrived.ts';

interface Props {
  purchase: Purchase;
  /** Whether the button takes the focus. */
  hasFocus: boolean;
  onReceived(receipt: Receipt): void;
}

/** Receives a delivery by quantity. Everything that is left is the default, so that Enter is enough. */
export function ReceiveForm({ purchase: { id, version, lines }, hasFocus, onReceived }: Props) {
  const { purchases: texts } = useTexts();
  const shop = useShop();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<TypedArrivals>({});
  const receive = useMutation(
    shop.purchases.receive.mutationOptions({
      onSuccess: (receipt) => {
        setTyped({});
        onReceived(receipt);
      },
      onSettled: () => queries.invalidateQueries(),
    }),
  );
  const arrivals = arrivalsOf(lines, typed);
  return (
    <form
      aria-label={texts.receive}
      className="card space-y-3 p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (arrivals) receive.mutate({ id, version, lines: arrivals });
      }}
    >
      <Lockable isLocked={receive.isPending}>
        <ul className="space-y-2">
          {lines.map((line) => (
            <Arrival
              key={line.id}
              line={line}
              text={typed[line.id]}
              onText={(text) => setTyped({ ...typed, [line.id]: text })}
            />
          ))}
        </ul>
      </Lockable>
      <p className="text-muted text-sm">{texts.receiveHint}</p>
      <Refusal error={receive.error} />
      <Button
        type="submit"
        look="primary"
        autoFocus={hasFocus}
        isDisabled={receive.isPending || !arrivals}
        onKeyDown={(event) => {
          // The Enter that opened the purchase may still be held.
          if (event.repeat) event.preventDefault();
        }}
      >
        {texts.receive}
      </Button>
    </form>
  );
}

interface ArrivalProps {
  line: PurchaseLine;
  text: string | undefined;
  onText(text: string): void;
}

function Arrival({ line, text, onText }: ArrivalProps) {
  const { purchases: texts, errors } = useTexts();
  const { number, quantity } = useFormat();
  const left = leftOf(line);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-full min-w-0 wrap-anywhere sm:w-auto sm:flex-1">
        <Link className="link" to="/parts/$id" params={{ id: line.partId }}>
          {line.name}
        </Link>{' '}
        <span className="text-muted font-mono text-sm">{line.sku}</span>
      </span>
      <span className="text-muted mr-auto text-sm tabular-nums sm:mr-0">
        {texts.received} {number(line.received)} / {quantity(line.quantity, line.unit)}
      </span>
      {left > 0 && (
        <div className="w-24">
          <NumberField
            bare
            label={texts.arrived(line.name)}
            value={text ?? String(left)}
            error={text && parseDecimal(text) === undefined ? errors.number : undefined}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => onText(target.value)}
          />
        </div>
      )}
    </li>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}

/** What a delivery did: which tickets can continue now. It takes the focus, so that Tab goes to the first of them. */
export function Delivered({ receipt: { filled, ready } }: { receipt: Receipt }) {
  const { purchases: texts, ticket } = useTexts();
  return (
    <section ref={focus} tabIndex={-1} aria-label={texts.delivered} className="card border-good space-y-2 p-3">
      <p role="status" className="text-good font-medium">
        {texts.delivered}
      </p>
      {filled.length > 0 && <p>{texts.filled(filled.length)}</p>}
      {ready.length > 0 && (
        <>
          <p>{texts.ready}</p>
          <ul className="flex flex-wrap gap-3">
            {ready.map((id) => (
              <li key={id}>
                <Link className="link" to="/tickets/$id" params={{ id }}>
                  {ticket.title(id)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
