import { type Ticket, type TicketPart, isShopError, partCents } from '@mechanic-shop/client';
import { isPieces, parseCents, parseDecimal, typedCents, useFormat } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { useTicketChange } from '../change.tsx';
import { useDrafts } from '../drafts.tsx';
import { useInlineEdit } from '../inline-edit.ts';
import { LineRow } from './line-row.tsx';

type Typed = Record<'quantity' | 'price', string>;

function parsed({ quantity, price }: Typed) {
  const [count, unitPriceCents] = [parseDecimal(quantity), parseCents(price)];
  return count === undefined || unitPriceCents === undefined ? undefined : { quantity: count, unitPriceCents };
}

export function PartLine({ ticket, line, isOpen }: { ticket: Ticket; line: TicketPart; isOpen: boolean }) {
  const { lines, errors } = useTexts();
  const { money, number } = useFormat();
  const { drafts, setDraft } = useDrafts();
  const quick = useTicketChange();
  const edit = useInlineEdit<keyof Typed>({
    ticket,
    saved: { quantity: String(line.quantity), price: typedCents(line.unitPriceCents) },
    callFor: (typed) => {
      const input = parsed(typed);
      return input && ((tickets, about) => tickets.updatePart.mutate({ ...about, lineId: line.id, ...input }));
    },
    onTyped: (typed) => setDraft('parts', line.id, typed && parsed(typed)),
  });
  const { quantity, unitPriceCents } = { ...line, ...drafts.parts.get(line.id) };
  const short = isShopError(edit.change.error, 'INSUFFICIENT_STOCK') ? edit.typed && parsed(edit.typed) : undefined;
  return (
    <LineRow
      ticket={ticket}
      line={{ kind: 'part', line }}
      isOpen={isOpen}
      name={line.name}
      total={money(partCents(quantity, unitPriceCents))}
      edit={edit}
      quick={quick}
      remove={(tickets) =>
        tickets.removePart.mutate({ id: ticket.id, partId: line.partId, jobId: line.jobId ?? undefined })
      }
      remedy={
        short && (
          <Button
            onPress={() =>
              edit.saveBy((tickets, about) =>
                tickets.updatePart.mutate({ ...about, lineId: line.id, ...short, backorder: true }),
              )
            }
          >
            {lines.backorder}
          </Button>
        )
      }
    >
      <div className="w-full min-w-0 sm:w-auto sm:flex-1">
        <span className="wrap-anywhere">{line.name}</span>
        {line.sku !== null && <span className="text-muted ml-2 font-mono text-sm">{line.sku}</span>}
        {!line.taxable && <span className="text-muted ml-2 text-sm">{lines.noTax}</span>}
        {line.missing > 0 && <p className="text-bad text-sm">{lines.missing(number(line.missing))}</p>}
      </div>
      <div className="w-20">
        <NumberField
          bare
          label={lines.quantity}
          disabled={!isOpen}
          {...edit.field('quantity')}
          error={edit.typed && !parsed(edit.typed) ? errors.number : undefined}
        />
      </div>
      <span className="text-muted min-w-6 text-sm">{!isPieces(line.unit) && line.unit}</span>
      <div className="w-24">
        <NumberField bare label={lines.unitPrice} disabled={!isOpen} {...edit.field('price')} />
      </div>
    </LineRow>
  );
}
