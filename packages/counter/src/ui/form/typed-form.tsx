import { isShopError } from '@mechanic-shop/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';
import { Button } from '../button.tsx';
import { Conflict } from '../conflict.tsx';
import { Lockable } from '../lockable.tsx';
import { Refusal } from '../refusal.tsx';
import { changesOf } from './fields.ts';
import { isSame, typedSince } from './typed-since.ts';

/** What is saved, and over which version of the row; a new one has no row. */
interface Saving<T, I, R> {
  /** What was typed when the save began. */
  typed: T;
  input: I;
  /** What of the input was changed here; all of it for a new row. */
  changes: Partial<I>;
  row: R | undefined;
}

interface Props<T extends object, I extends object, R> {
  label: string;
  /** The row to edit, in the version that is shown; undefined for a new one. */
  row: R | undefined;
  /** What is typed at first. */
  typedOf(row: R | undefined): T;
  /** The input of what is typed; undefined while it is not valid. */
  inputOf(typed: T): I | undefined;
  save(saving: Saving<T, I, R>): Promise<R>;
  /** Reads the row whole, if the server answers a conflict without some of its members. */
  whole?: ((row: R) => Promise<R>) | undefined;
  /** What differs between two versions of the row, in lines to read. */
  differences(before: R, after: R): string[];
  /** What is missing while the input is not valid; without it, the fields say so. */
  needs?: string;
  /** Called once all that is typed is saved. Without it the form stays, and says that it is saved. */
  onDone?: ((row: R) => unknown) | undefined;
  onCancel?: (() => void) | undefined;
  children(typed: T, onType: (typed: T) => void, row: R | undefined): ReactNode;
}

/**
 * A form for a row, beginning with the version that was shown when it opened. It sends only what was changed here. If
 * somebody else saved meanwhile, it shows what they changed, to keep or to take. What is typed while a save is under way
 * stays, and the form with it; a row that is being created cannot be typed in.
 */
export function TypedForm<T extends object, I extends object, R>(props: Props<T, I, R>) {
  const { label, typedOf, inputOf, needs, onDone, onCancel, children } = props;
  const { app, errors } = useTexts();
  const [base, setBase] = useState(props.row);
  const [typed, setTyped] = useState(() => typedOf(props.row));
  // What was typed when all of it was saved.
  const [savedAs, setSavedAs] = useState<T>();
  const show = (row: R, text: T): void => {
    setBase(row);
    setTyped(text);
  };
  const done = async (row: R, text: T): Promise<void> => {
    setSavedAs(text);
    await onDone?.(row);
  };
  const saving = useSaving(props, async (row, { row: before, typed: sent }) => {
    const saved = typedOf(row);
    if (before !== undefined) show(row, typedSince(saved, sent, typed));
    if (isSame(sent, typed)) await done(row, saved);
  });
  const input = inputOf(typed);
  const [isTried, setTried] = useState(false);
  const saveOver = (row: R | undefined): void => {
    setTried(true);
    if (!input) return;
    const changes = base === undefined ? input : changesOf(inputOf(typedOf(base)), input);
    if (row !== undefined && Object.keys(changes).length === 0) void done(row, typed);
    else saving.mutate({ typed, input, changes, row });
  };
  const { current } = saving;
  return (
    <form
      aria-label={label}
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        saveOver(base);
      }}
    >
      <Lockable isLocked={saving.isPending && base === undefined}>{children(typed, setTyped, base)}</Lockable>
      {base !== undefined && current !== undefined ? (
        <Conflict
          lines={props.differences(base, current)}
          onKeep={() => saveOver(current)}
          onTake={() => {
            show(current, typedOf(current));
            saving.reset();
          }}
        />
      ) : (
        <Refusal error={saving.error} />
      )}
      {needs === undefined && !input && isTried && (
        <p role="alert" className="text-bad text-sm">
          {errors.incomplete}
        </p>
      )}
      {needs !== undefined && !input && <p className="text-muted text-sm">{needs}</p>}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" isDisabled={saving.isPending || (needs !== undefined && !input)}>
          {app.save}
        </Button>
        {onCancel && <Button onPress={onCancel}>{app.cancel}</Button>}
        {!onDone && <p role="status">{isSame(typed, savedAs) && app.saved}</p>}
      </div>
    </form>
  );
}

/** Saves a row, and keeps the newer version that a save met. */
function useSaving<T extends object, I extends object, R>(
  { save, whole }: Pick<Props<T, I, R>, 'save' | 'whole'>,
  onSaved: (row: R, saving: Saving<T, I, R>) => Promise<void>,
) {
  const queries = useQueryClient();
  const [current, setCurrent] = useState<R>();
  const mutation = useMutation({
    mutationFn: async (saving: Saving<T, I, R>) => {
      setCurrent(undefined);
      try {
        return await save(saving);
      } catch (error) {
        if (isShopError(error, 'VERSION_MISMATCH')) {
          const newer = error.data.details.current as R;
          setCurrent(whole ? await whole(newer) : newer);
        }
        throw error;
      }
    },
    onSuccess: async (row, saving) => {
      await onSaved(row, saving);
      await queries.invalidateQueries();
    },
  });
  const reset = (): void => {
    setCurrent(undefined);
    mutation.reset();
  };
  return { ...mutation, current, reset };
}
