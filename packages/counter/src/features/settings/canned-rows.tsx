import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { newKey } from '../../ui/form/rows.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { RowList, type RowsProps } from '../../ui/row-list.tsx';
import { PickPart } from '../parts/found.tsx';
import {
  type TypedExtra,
  type TypedLabor,
  type TypedPart,
  extraOf,
  laborOf,
  noExtra,
  noLabor,
  partOf,
} from './canned-lines.ts';

export function LaborRows({ rows, onChange }: RowsProps<TypedLabor>) {
  const { lines, errors } = useTexts();
  return (
    <RowList
      title={lines.labor}
      rows={rows}
      onChange={onChange}
      nameOf={({ description }) => description}
      fields={(row, text) => (
        <>
          <div className="w-full">
            <TextField label={lines.text} required maxLength={200} {...text('description')} />
          </div>
          {(['hours', 'rate', 'price'] as const).map((name) => (
            <div key={name} className="w-24">
              <NumberField
                label={lines[name]}
                disabled={name === 'price' ? row.hours !== '' : name === 'rate' && row.hours === ''}
                error={name === 'hours' && row.description !== '' && !laborOf(row) ? errors.number : undefined}
                {...text(name)}
              />
            </div>
          ))}
        </>
      )}
    >
      <Button onPress={() => onChange([...rows, { key: newKey(), ...noLabor }])}>{lines.addLabor}</Button>
    </RowList>
  );
}

export function ExtraRows({ rows, onChange }: RowsProps<TypedExtra>) {
  const { lines, errors } = useTexts();
  return (
    <RowList
      title={lines.extras}
      rows={rows}
      onChange={onChange}
      nameOf={({ description }) => description}
      fields={(row, text) => (
        <>
          <Select label={lines.kind} {...text('kind')}>
            {Object.entries(lines.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </Select>
          <div className="min-w-32 flex-1">
            <TextField label={lines.text} required maxLength={200} {...text('description')} />
          </div>
          <div className="w-24">
            <NumberField
              label={lines.amount}
              required
              error={row.amount !== '' && row.description !== '' && !extraOf(row) ? errors.money : undefined}
              {...text('amount')}
            />
          </div>
        </>
      )}
    >
      <Button onPress={() => onChange([...rows, { key: newKey(), ...noExtra }])}>{lines.addExtra}</Button>
    </RowList>
  );
}

export function PartRows({ rows, onChange }: RowsProps<TypedPart>) {
  const { lines, canned, errors } = useTexts();
  return (
    <RowList
      title={lines.parts}
      rows={rows}
      onChange={onChange}
      nameOf={({ partId }) => `${lines.parts} ${partId}`}
      fields={(row, text) => (
        <>
          <span className="min-w-0 flex-1 self-center wrap-anywhere">
            <PartName id={row.partId} />
          </span>
          <div className="w-24">
            <NumberField
              label={lines.quantity}
              required
              error={row.quantity !== '' && !partOf(row) ? errors.number : undefined}
              {...text('quantity')}
            />
          </div>
        </>
      )}
    >
      <PickPart
        label={canned.pickPart}
        rows={rows}
        onPick={({ id }) => onChange([...rows, { key: `part ${id}`, partId: id, quantity: '1' }])}
      />
    </RowList>
  );
}

function PartName({ id }: { id: number }) {
  const part = useQuery(useShop().inventory.get.queryOptions({ id }));
  return part.data?.name ?? `#${id}`;
}
