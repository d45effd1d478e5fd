import { type Ticket, isShopError } from '@mechanic-shop/client';
import { parseDecimal } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { TextArea, TextField } from '../../ui/field.tsx';
import { type Change, ChangeRefusal } from './change.tsx';
import { onlyChanged, useInlineEdit } from './inline-edit.ts';

/** A whole number or nothing; undefined if it is neither. */
function mileageOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = parseDecimal(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether a reading was refused because it is below an earlier one. */
function isAboutMileage(error: unknown): boolean {
  if (!isShopError(error, 'INVALID_INPUT')) return false;
  return error.data.details.issues.some(({ path: [name] }) => name === 'mileageIn' || name === 'mileageOut');
}

/** What to do, when, and the car's mileage; edited in place. */
export function Facts({ ticket, isOpen }: { ticket: Ticket; isOpen: boolean }) {
  const { ticket: texts, errors } = useTexts();
  const saved = {
    description: ticket.description,
    serviceDate: ticket.serviceDate ?? '',
    mileageIn: String(ticket.mileageIn ?? ''),
    mileageOut: String(ticket.mileageOut ?? ''),
  };
  const callFor = (typed: typeof saved, lowerMileage = false): Change['call'] | undefined => {
    const [mileageIn, mileageOut] = [mileageOf(typed.mileageIn), mileageOf(typed.mileageOut)];
    if (mileageIn === undefined || mileageOut === undefined) return undefined;
    const { description, serviceDate } = typed;
    const input = { description, serviceDate: serviceDate === '' ? null : serviceDate, mileageIn, mileageOut };
    return (tickets, about) =>
      tickets.update.mutate({ ...about, ...onlyChanged(input, typed, saved), ...(lowerMileage && { lowerMileage }) });
  };
  const edit = useInlineEdit<keyof typeof saved>({ ticket, saved, callFor });
  const lower = edit.typed && isAboutMileage(edit.change.error) && callFor(edit.typed, true);
  const faultOf = (name: 'mileageIn' | 'mileageOut'): string | undefined =>
    edit.typed && mileageOf(edit.typed[name]) === undefined ? errors.number : undefined;
  const serviceDate = edit.field('serviceDate');
  return (
    // Saves when the focus leaves it.
    <div {...edit.around} className="space-y-3">
      <TextArea label={texts.description} disabled={!isOpen} maxLength={4000} {...edit.field('description')} />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <div className="col-span-2 sm:col-span-1">
          <DayField
            isOptional
            label={texts.serviceDate}
            disabled={!isOpen}
            value={serviceDate.value}
            onDay={(day) => serviceDate.onChange({ target: { value: day } })}
          />
        </div>
        <TextField
          label={texts.mileageIn}
          inputMode="numeric"
          disabled={!isOpen}
          {...edit.field('mileageIn')}
          error={faultOf('mileageIn')}
        />
        <TextField
          label={texts.mileageOut}
          inputMode="numeric"
          disabled={!isOpen}
          {...edit.field('mileageOut')}
          error={faultOf('mileageOut')}
        />
      </div>
      <ChangeRefusal change={edit.change} />
      {lower && <Button onPress={() => edit.saveBy(lower)}>{texts.lowerMileage}</Button>}
    </div>
  );
}
