import { useTexts } from '../../i18n/i18n.tsx';
import { Checkbox, Select, TextArea, TextField } from '../field.tsx';
import { NumberField } from '../number-field.tsx';
import type { FieldOf, FieldsOf, TypedOf } from './fields.ts';

interface Props<T extends object> {
  fields: FieldsOf<T>;
  typed: TypedOf<T>;
  onType(typed: TypedOf<T>): void;
}

/** The fields of a form in two columns, one on small screens. */
export function FormFields<T extends object>({ fields, typed, onType }: Props<T>) {
  const all = Object.entries(fields) as [keyof T & string, FieldOf<T[keyof T]>][];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {all.map(([name, field]) => (
        <div key={name} className={field.wide || field.kind.look === 'lines' ? 'sm:col-span-2' : ''}>
          <OneField field={field} text={typed[name]} onText={(text) => onType({ ...typed, [name]: text })} />
        </div>
      ))}
    </div>
  );
}

interface OneProps<V> {
  field: FieldOf<V>;
  text: string;
  onText(text: string): void;
}

function OneField<V>({ field: { label, kind }, text, onText }: OneProps<V>) {
  const { errors } = useTexts();
  if (kind.look === 'check') {
    return (
      <Checkbox
        label={label}
        checked={text !== ''}
        onChange={({ target }) => onText((kind.typed as (checked: boolean) => string)(target.checked))}
      />
    );
  }
  const error = kind.fault && text !== '' && kind.parsed(text) === undefined ? errors[kind.fault] : undefined;
  const about = { label, ...kind.attributes, value: text, error };
  const onChange = ({ target }: { target: { value: string } }): void => onText(target.value);
  if (kind.look === 'choice') {
    return (
      <Select label={label} value={text} onChange={onChange}>
        {kind.options?.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
    );
  }
  if (about.inputMode === 'decimal') return <NumberField {...about} onChange={onChange} />;
  const { type: _type, inputMode: _mode, ...lines } = about;
  return kind.look === 'lines' ? (
    <TextArea {...lines} onChange={onChange} />
  ) : (
    <TextField {...about} onChange={onChange} />
  );
}
