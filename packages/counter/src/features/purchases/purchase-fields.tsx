import { parseCents, parseDecimal } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { Select, TextArea, TextField } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { RowList, type RowsProps } from '../../ui/row-list.tsx';
import { PickPart } from '../parts/found.tsx';
import { type TypedLine, type TypedPurchase, lineFor } from './typed.ts';
import { choosable, useSuppliers } from './use-suppliers.ts';

interface Props {
  typed: TypedPurchase;
  /** Whether supplier and lines can still change. */
  isDraft: boolean;
  onType(typed: TypedPurchase): void;
}

export function PurchaseFields({ typed, isDraft, onType }: Props) {
  const { app, purchases: texts } = useTexts();
  const suppliers = choosable(useSuppliers() ?? [], Number(typed.supplierId));
  return (
    <>
      {isDraft && (
        <>
          <Select
            label={texts.supplier}
            required
            value={typed.supplierId}
            onChange={({ target }) => onType({ ...typed, supplierId: target.value })}
          >
            <option value="">{app.none}</option>
            {suppliers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <LineRows rows={typed.lines} onChange={(lines) => onType({ ...typed, lines })} />
        </>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={texts.reference}
          maxLength={100}
          value={typed.reference}
          onChange={({ target }) => onType({ ...typed, reference: target.value })}
        />
        <TextField
          label={texts.expected}
          type="date"
          value={typed.expectedOn}
          onChange={({ target }) => onType({ ...typed, expectedOn: target.value })}
        />
      </div>
      <TextArea
        label={texts.note}
        maxLength={1000}
        value={typed.note}
        onChange={({ target }) => onType({ ...typed, note: target.value })}
      />
    </>
  );
}

function LineRows({ rows, onChange }: RowsProps<TypedLine>) {
  const { purchases: texts, errors } = useTexts();
  return (
    <RowList
      title={texts.lines}
      rows={rows}
      onChange={onChange}
      nameOf={({ name }) => name}
      fields={(row, text) => (
        <>
          <span className="min-w-0 flex-1 self-center wrap-anywhere">{row.name}</span>
          <div className="w-20">
            <NumberField
              label={texts.quantity}
              required
              error={row.quantity !== '' && parseDecimal(row.quantity) === undefined ? errors.number : undefined}
              {...text('quantity')}
            />
          </div>
          <div className="w-24">
            <NumberField
              label={texts.cost}
              placeholder={texts.partCost}
              error={row.cost !== '' && parseCents(row.cost) === undefined ? errors.money : undefined}
              {...text('cost')}
            />
          </div>
        </>
      )}
    >
      <PickPart label={texts.pick} rows={rows} onPick={(part) => onChange([...rows, lineFor(part)])} />
    </RowList>
  );
}
