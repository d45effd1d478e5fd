import { useTexts } from '../../i18n/i18n.tsx';
import { type FieldsOf, differencesBetween, typedFrom, valuesFrom } from './fields.ts';
import { FormFields } from './form-fields.tsx';
import { TypedForm } from './typed-form.tsx';

interface FormProps<T extends object, R> {
  label: string;
  fields: FieldsOf<T>;
  /** Called once all that is typed is saved. Without it the form stays, and says that it is saved. */
  onDone?: ((row: R) => unknown) | undefined;
  onCancel?: (() => void) | undefined;
}

interface NewProps<T extends object, R> extends FormProps<T, R> {
  start: T;
  create(values: T): Promise<R>;
}

/** A form for a new row. */
export function NewForm<T extends object, R>({ fields, start, create, ...about }: NewProps<T, R>) {
  return (
    <TypedForm
      {...about}
      row={undefined as R | undefined}
      typedOf={() => typedFrom(fields, start)}
      inputOf={(typed) => valuesFrom(fields, typed)}
      save={({ input }) => create(input)}
      differences={() => []}
    >
      {(typed, onType) => <FormFields fields={fields} typed={typed} onType={onType} />}
    </TypedForm>
  );
}

interface EditProps<T extends object, R> extends FormProps<T, R> {
  row: R;
  /** The values of a row that the form edits. */
  read(row: R): T;
  /** Saves the changes over a version of the row. */
  update(changes: Partial<T>, row: R): Promise<R>;
  /** Reads the row whole, if the server answers a conflict without some of its members. */
  whole?: (row: R) => Promise<R>;
}

/** A form that edits a row by its fields. */
export function EditForm<T extends object, R>({ fields, read, update, ...about }: EditProps<T, R>) {
  const { app, conflict } = useTexts();
  const typedOf = (row = about.row) => typedFrom(fields, read(row));
  return (
    <TypedForm
      {...about}
      typedOf={typedOf}
      inputOf={(typed) => valuesFrom(fields, typed)}
      save={({ changes, row = about.row }) => update(changes, row)}
      differences={(before, after) =>
        differencesBetween(fields, typedOf(before), typedOf(after), app).map(({ label, ...values }) =>
          conflict.changed(label, values.before, values.after),
        )
      }
    >
      {(typed, onType) => <FormFields fields={fields} typed={typed} onType={onType} />}
    </TypedForm>
  );
}
