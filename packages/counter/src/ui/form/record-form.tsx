import { isShopError } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../button.tsx';
import { Conflict } from '../conflict.tsx';
import { Refusal } from '../refusal.tsx';
import { type FieldsOf, changesFrom, differencesBetween, typedFrom, valuesFrom } from './fields.ts';
import { FormFields } from './form-fields.tsx';

interface FrameProps {
  label: string;
  isPending: boolean;
  children: ReactNode;
  onSave(): void;
  onCancel?: (() => void) | undefined;
}

function Frame({ label, isPending, children, onSave, onCancel }: FrameProps) {
  const { app } = useTexts();
  return (
    <form
      aria-label={label}
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <div className="flex gap-2">
        <Button type="submit" look="primary" isDisabled={isPending}>
          {app.save}
        </Button>
        {onCancel && <Button onPress={onCancel}>{app.cancel}</Button>}
      </div>
    </form>
  );
}

interface NewProps<T extends object, R> {
  label: string;
  fields: FieldsOf<T>;
  start: T;
  create(values: T): Promise<R>;
  onDone(row: R): unknown;
  onCancel?: (() => void) | undefined;
}

/** A form for a new row. */
export function NewForm<T extends object, R>({ label, fields, start, create, onDone, onCancel }: NewProps<T, R>) {
  const queries = useQueryClient();
  const [typed, setTyped] = useState(() => typedFrom(fields, start));
  const save = useMutation({
    mutationFn: create,
    onSuccess: async (row) => {
      await queries.invalidateQueries();
      await onDone(row);
    },
  });
  const onSave = (): void => {
    const values = valuesFrom(fields, typed);
    if (values) save.mutate(values);
  };
  return (
    <Frame label={label} isPending={save.isPending} onSave={onSave} onCancel={onCancel}>
      <FormFields fields={fields} typed={typed} onType={setTyped} />
      <Refusal error={save.error} />
    </Frame>
  );
}

interface EditProps<T extends object, R> {
  label: string;
  fields: FieldsOf<T>;
  row: R;
  /** The values of a row that the form edits. */
  read(row: R): T;
  /** Saves the changes over a version of the row. */
  update(changes: Partial<T>, row: R): Promise<R>;
  /** Reads the row whole, if the server answers a conflict without some of its members. */
  whole?: (row: R) => Promise<R>;
  onDone(row: R): void;
  onCancel?: (() => void) | undefined;
}

/**
 * A form that edits a row, beginning with the version that was shown when it opened. It sends only what was changed
 * here. If somebody else saved meanwhile, it shows what they changed, to keep or to take.
 */
export function EditForm<T extends object, R>(props: EditProps<T, R>) {
  const { label, fields, read, update, whole, onDone, onCancel } = props;
  const { app, conflict } = useTexts();
  const queries = useQueryClient();
  const [base, setBase] = useState(props.row);
  const before = typedFrom(fields, read(base));
  const [typed, setTyped] = useState(before);
  const [current, setCurrent] = useState<R>();
  const save = useMutation({
    mutationFn: async ({ changes, row }: { changes: Partial<T>; row: R }) => {
      setCurrent(undefined);
      try {
        return await update(changes, row);
      } catch (error) {
        if (isShopError(error, 'VERSION_MISMATCH')) {
          const newer = error.data.details.current as R;
          setCurrent(whole ? await whole(newer) : newer);
        }
        throw error;
      }
    },
    onSuccess: async (row) => {
      setBase(row);
      setTyped(typedFrom(fields, read(row)));
      onDone(row);
      await queries.invalidateQueries();
    },
  });
  const saveOver = (row: R): void => {
    const changes = changesFrom(fields, before, typed);
    if (!changes) return;
    if (Object.keys(changes).length === 0) onDone(row);
    else save.mutate({ changes, row });
  };
  const theirs = current && typedFrom(fields, read(current));
  return (
    <Frame label={label} isPending={save.isPending} onSave={() => saveOver(base)} onCancel={onCancel}>
      <FormFields fields={fields} typed={typed} onType={setTyped} />
      {current && theirs ? (
        <Conflict
          lines={differencesBetween(fields, before, theirs, app).map(({ label: name, ...values }) =>
            conflict.changed(name, values.before, values.after),
          )}
          onKeep={() => saveOver(current)}
          onTake={() => {
            setBase(current);
            setTyped(theirs);
            setCurrent(undefined);
            save.reset();
          }}
        />
      ) : (
        <Refusal error={save.error} />
      )}
    </Frame>
  );
}
