import type { Ticket } from '@mechanic-shop/client';
import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import { type Change, type TicketChange, useTicketChange } from './change.tsx';

export interface InlineEdit<K extends string> {
  change: TicketChange;
  /** Value and handler of one field. */
  field(name: K): { value: string; onChange(event: { target: { value: string } }): void };
  /** What is typed, or undefined while nothing is. */
  typed: Record<K, string> | undefined;
  /** Saves what is typed by another call. */
  saveBy(call: Change['call']): void;
  /** Spread on the element around the fields: leaving it saves, Enter saves, Escape gives up. */
  around: { onBlur(event: FocusEvent<HTMLElement>): void; onKeyDown(event: KeyboardEvent): void };
}

interface Options<K extends string> {
  ticket: Ticket;
  /** The values as they are saved, as text. */
  saved: Record<K, string>;
  /** The call that saves what is typed; undefined while it is not valid. */
  callFor(typed: Record<K, string>): Change['call'] | undefined;
  /** Called with what is typed after each keystroke, and with undefined once it is saved or given up. */
  onTyped?: (typed: Record<K, string> | undefined) => void;
}

function changedNames<K extends string>(typed: Record<K, string>, saved: Record<K, string>): Set<string> {
  return new Set(Object.keys(saved).filter((name) => typed[name as K] !== saved[name as K]));
}

/** The members of an input whose fields were changed here; others may have been changed by somebody else. */
export function onlyChanged<I extends object, K extends string>(
  input: I,
  typed: Record<K, string>,
  saved: Record<K, string>,
): Partial<I> {
  const changed = changedNames(typed, saved);
  return Object.fromEntries(Object.entries(input).filter(([name]) => changed.has(name))) as Partial<I>;
}

/** Fields that are edited in place. What is typed stays until it is saved, whatever arrives from the server meanwhile. */
export function useInlineEdit<K extends string>({ ticket, saved, callFor, onTyped }: Options<K>): InlineEdit<K> {
  const change = useTicketChange();
  const [edit, setEdit] = useState<{ base: Ticket; typed: Partial<Record<K, string>> }>();
  // A field that was not typed in follows what others save.
  const typed = edit && { ...saved, ...edit.typed };
  const leave = (): void => {
    setEdit(undefined);
    onTyped?.(undefined);
  };
  const saveBy = (call: Change['call']): void => {
    if (edit) change.run({ base: edit.base, call, onDone: leave });
  };
  const save = (): void => {
    if (!typed || change.isPending || change.conflict) return;
    if (changedNames(typed, saved).size === 0) return leave();
    const call = callFor(typed);
    if (call) saveBy(call);
  };
  return {
    change,
    typed,
    saveBy,
    field: (name) => ({
      value: (typed ?? saved)[name],
      onChange: ({ target }) => {
        const now = { ...edit?.typed, [name]: target.value } as Partial<Record<K, string>>;
        setEdit({ base: edit?.base ?? ticket, typed: now });
        onTyped?.({ ...saved, ...now });
      },
    }),
    around: {
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) save();
      },
      onKeyDown: ({ key, target }) => {
        if (key === 'Enter' && target instanceof HTMLInputElement) save();
        if (key === 'Escape') leave();
      },
    },
  };
}
