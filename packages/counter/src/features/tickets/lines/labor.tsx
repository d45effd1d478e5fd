import { type LaborLine, type Ticket, laborCents } from '@mechanic-shop/client';
import { parseCents, parseDecimal, typedCents, useFormat } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Checkbox, TextField } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { useTicketChange } from '../change.tsx';
import { useDrafts } from '../drafts.tsx';
import { useInlineEdit } from '../inline-edit.ts';
import { LineRow } from './line-row.tsx';

type Typed = Record<'description' | 'hours' | 'rate' | 'price', string>;

/** The price of a line as it is typed; undefined while it is not valid. */
function pricedBy(line: LaborLine, { hours, rate, price }: Typed) {
  if (line.hours === null) {
    const priceCents = parseCents(price);
    return priceCents === undefined ? undefined : { priceCents };
  }
  const [typedHours, rateCents] = [parseDecimal(hours), parseCents(rate)];
  return typedHours === undefined || rateCents === undefined ? undefined : { hours: typedHours, rateCents };
}

export function Labor({ ticket, line, isOpen }: { ticket: Ticket; line: LaborLine; isOpen: boolean }) {
  const { lines, errors } = useTexts();
  const { money } = useFormat();
  const { drafts, setDraft } = useDrafts();
  const quick = useTicketChange();
  const edit = useInlineEdit<keyof Typed>({
    ticket,
    saved: {
      description: line.description,
      hours: line.hours === null ? '' : String(line.hours),
      rate: line.rateCents === null ? '' : typedCents(line.rateCents),
      price: typedCents(line.totalCents),
    },
    callFor: (typed) => {
      const price = pricedBy(line, typed);
      return (
        price &&
        ((tickets, about) =>
          tickets.updateLabor.mutate({ ...about, laborId: line.id, description: typed.description, ...price }))
      );
    },
    onTyped: (typed) => {
      const price = typed && pricedBy(line, typed);
      const draft =
        price &&
        (price.priceCents === undefined
          ? { hours: price.hours, rateCents: price.rateCents, totalCents: laborCents(price.hours, price.rateCents) }
          : { totalCents: price.priceCents });
      setDraft('labor', line.id, draft);
    },
  });
  const invalid = edit.typed && !pricedBy(line, edit.typed);
  const error = invalid ? (line.hours === null ? errors.money : errors.number) : undefined;
  return (
    <LineRow
      ticket={ticket}
      line={{ kind: 'labor', line }}
      isOpen={isOpen}
      name={line.description}
      total={money(drafts.labor.get(line.id)?.totalCents ?? line.totalCents)}
      edit={edit}
      quick={quick}
      remove={(tickets, about) => tickets.removeLabor.mutate({ ...about, laborId: line.id })}
    >
      <div className="w-full sm:w-auto sm:flex-1">
        <TextField bare label={lines.text} disabled={!isOpen} maxLength={200} {...edit.field('description')} />
      </div>
      {line.hours === null ? (
        <div className="w-28">
          <NumberField bare label={lines.price} disabled={!isOpen} {...edit.field('price')} error={error} />
        </div>
      ) : (
        <>
          <div className="w-20">
            <NumberField bare label={lines.hours} disabled={!isOpen} {...edit.field('hours')} error={error} />
          </div>
          <span className="text-muted min-w-6 text-sm">h</span>
          <div className="w-24">
            <NumberField bare label={lines.rate} disabled={!isOpen} {...edit.field('rate')} />
          </div>
        </>
      )}
      {line.mechanic && (
        <span className="text-muted text-sm">
          {line.mechanic.firstName} {line.mechanic.lastName}
        </span>
      )}
      {!line.taxable && <span className="text-muted text-sm">{lines.noTax}</span>}
      <Checkbox
        label={lines.done}
        checked={line.done}
        disabled={!isOpen}
        onChange={({ target }) =>
          quick.run({
            base: ticket,
            call: (tickets, about) => tickets.updateLabor.mutate({ ...about, laborId: line.id, done: target.checked }),
          })
        }
      />
    </LineRow>
  );
}
