import type { Discount, Ticket } from '@mechanic-shop/client';
import { parseCents, parseDecimal, typedCents } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Select } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { ChangeRefusal } from './change.tsx';
import { useDrafts } from './drafts.tsx';
import { type InlineEdit, useInlineEdit } from './inline-edit.ts';

/** A discount as it is typed: its kind, empty for none, and its value. */
export type TypedDiscount = Record<'discountKind' | 'discountValue', string>;

export function typedDiscount(discount: Discount | null): TypedDiscount {
  if (!discount) return { discountKind: '', discountValue: '' };
  const { kind } = discount;
  return {
    discountKind: kind,
    discountValue: kind === 'percent' ? String(discount.percent) : typedCents(discount.amountCents),
  };
}

/** What is typed, null for none; undefined while it is not valid. */
export function discountOf({ discountKind, discountValue }: TypedDiscount): Discount | null | undefined {
  if (discountKind === '') return null;
  if (discountKind === 'percent') {
    const percent = parseDecimal(discountValue);
    return percent !== undefined && percent > 0 && percent <= 100 ? { kind: 'percent', percent } : undefined;
  }
  const amountCents = parseCents(discountValue);
  return amountCents !== undefined && amountCents > 0 ? { kind: 'amount', amountCents } : undefined;
}

/** The two fields of a discount. */
export function DiscountFields({ edit, isOpen }: { edit: InlineEdit<keyof TypedDiscount>; isOpen: boolean }) {
  const { ticket: texts, errors } = useTexts();
  const kind = edit.field('discountKind');
  const isInvalid = edit.typed && edit.typed.discountValue !== '' && discountOf(edit.typed) === undefined;
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select label={texts.discount} disabled={!isOpen} {...kind}>
        <option value="">{texts.noDiscount}</option>
        <option value="percent">{texts.percent}</option>
        <option value="amount">{texts.amount}</option>
      </Select>
      {kind.value !== '' && (
        <div className="w-28">
          <NumberField
            label={kind.value === 'percent' ? texts.percent : texts.amount}
            disabled={!isOpen}
            {...edit.field('discountValue')}
            error={isInvalid ? (kind.value === 'percent' ? errors.number : errors.money) : undefined}
          />
        </div>
      )}
    </div>
  );
}

/** The discount on the whole ticket. */
export function TicketDiscount({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const { setDiscount } = useDrafts();
  const edit = useInlineEdit<keyof TypedDiscount>({
    ticket,
    saved: typedDiscount(ticket.discount),
    callFor: (typed) => {
      const discount = discountOf(typed);
      return discount === undefined ? undefined : (tickets, about) => tickets.update.mutate({ ...about, discount });
    },
    onTyped: (typed) => setDiscount(typed && discountOf(typed)),
  });
  if (!isOpen && !ticket.discount) return null;
  return (
    <div {...edit.around} className="space-y-2 print:hidden">
      <DiscountFields edit={edit} isOpen={isOpen} />
      <ChangeRefusal change={edit.change} />
    </div>
  );
}
