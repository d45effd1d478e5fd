import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShop } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { RowList, type RowsProps } from '../../ui/row-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { FoundParts } from '../parts/found.tsx';
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

const newKey = (): string => crypto.getRandomValues(new Uint32Array(2)).join(' ');

export function LaborRows({ rows, onChange }: RowsProps<TypedLabor>) {
  const { lines, errors } = useTexts();
  return (
    <RowList
      title={lines.labor}
      rows={rows}
      onChange={onChange}
      nameOf={({ description }) => description}
      fields={(row, set) => (
        <>
          <div className="w-full">
            <TextField
              label={lines.text}
              required
              maxLength={200}
              value={row.description}
              onChange={({ target }) => set({ description: target.value })}
            />
          </div>
          {(['hours', 'rate', 'price'] as const).map((name) => (
            <div key={name} className="w-24">
              <TextField
                label={lines[name]}
                inputMode="decimal"
                disabled={name === 'price' ? row.hours !== '' : name === 'rate' && row.hours === ''}
                value={row[name]}
                error={name === 'hours' && row.description !== '' && !laborOf(row) ? errors.number : undefined}
                onChange={({ target }) => set({ [name]: target.value })}
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
      fields={(row, set) => (
        <>
          <Select label={lines.kind} value={row.kind} onChange={({ target }) => set({ kind: target.value })}>
            {Object.entries(lines.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </Select>
          <div className="min-w-32 flex-1">
            <TextField
              label={lines.text}
              required
              maxLength={200}
              value={row.description}
              onChange={({ target }) => set({ description: target.value })}
            />
          </div>
          <div className="w-24">
            <TextField
              label={lines.amount}
              required
              inputMode="decimal"
              value={row.amount}
              error={row.amount !== '' && row.description !== '' && !extraOf(row) ? errors.money : undefined}
              onChange={({ target }) => set({ amount: target.value })}
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
  const [search, setSearch] = useState('');
  return (
    <RowList
      title={lines.parts}
      rows={rows}
      onChange={onChange}
      nameOf={({ partId }) => `${lines.parts} ${partId}`}
      fields={(row, set) => (
        <>
          <span className="min-w-0 flex-1 self-center wrap-anywhere">
            <PartName id={row.partId} />
          </span>
          <div className="w-24">
            <TextField
              label={lines.quantity}
              required
              inputMode="decimal"
              value={row.quantity}
              error={row.quantity !== '' && !partOf(row) ? errors.number : undefined}
              onChange={({ target }) => set({ quantity: target.value })}
            />
          </div>
        </>
      )}
    >
      <SearchField label={canned.pickPart} placeholder={canned.pickPart} value={search} onSearch={setSearch} />
      <FoundParts
        search={search}
        onPick={({ id }) => {
          setSearch('');
          if (rows.every(({ partId }) => partId !== id))
            onChange([...rows, { key: `part ${id}`, partId: id, quantity: '1' }]);
        }}
      />
    </RowList>
  );
}

function PartName({ id }: { id: number }) {
  const part = useQuery(useShop().inventory.get.queryOptions({ id }));
  return part.data?.name ?? `#${id}`;
}
