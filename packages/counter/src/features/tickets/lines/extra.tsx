import type { ExtraLine, Ticket } from '@mechanic-shop/client';
import { parseCents, typedCents, useFormat } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { TextField } from '../../../ui/field.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { useTicketChange } from '../change.tsx';
import { useDrafts } from '../drafts.tsx';
import { useInlineEdit } from '../inline-edit.ts';
import { LineRow } from './line-row.tsx';

export function Extra({ ticket, line, isOpen }: { ticket: Ticket; line: ExtraLine; isOpen: boolean }) {
  const { lines, errors } = useTexts();
  const { money } = useFormat();
  const { drafts, setDraft } = useDrafts();
  const quick = useTicketChange();
  const edit = useInlineEdit<'description' | 'amount'>({
    ticket,
    saved: { description: line.description, amount: typedCents(line.amountCents) },
    callFor: ({ description, amount }) => {
      const amountCents = parseCents(amount);
      if (amountCents === undefined) return undefined;
      return (tickets, about) => tickets.updateExtra.mutate({ ...about, extraId: line.id, description, amountCents });
    },
    onTyped: (typed) => {
      const amountCents = typed && parseCents(typed.amount);
      setDraft('extras', line.id, amountCents === undefined ? undefined : { amountCents });
    },
  });
  const isInvalid = edit.typed && parseCents(edit.typed.amount) === undefined;
  return (
    <LineRow
      ticket={ticket}
      line={{ kind: 'extra', line }}
      isOpen={isOpen}
      name={line.description}
      total={money(drafts.extras.get(line.id)?.amountCents ?? line.amountCents)}
      edit={edit}
      quick={quick}
      remove={(tickets, about) => tickets.removeExtra.mutate({ ...about, extraId: line.id })}
    >
      <span className="text-muted text-sm">
        {lines.kinds[line.kind]}
        {!line.taxable && `, ${lines.noTax}`}
      </span>
      <div className="w-full sm:w-auto sm:flex-1">
        <TextField bare label={lines.text} disabled={!isOpen} maxLength={200} {...edit.field('description')} />
      </div>
      <div className="w-28">
        <NumberField
          bare
          label={lines.amount}
          disabled={!isOpen}
          {...edit.field('amount')}
          error={isInvalid ? errors.money : undefined}
        />
      </div>
    </LineRow>
  );
}
