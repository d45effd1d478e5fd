import type { Ticket } from '@mechanic-shop/client';
import { type FocusEvent, type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { changedMembers } from '../../ui/form/typed-since.ts';
import { type Change, type TicketChange, useTicketChange } from './change.tsx';

type Texts<K extends string> = Record<K, string>;

export interface InlineEdit<K extends string> {
  change: TicketChange;
  /** Value and handler of one field. */
  field(name: K): { value: string; onChange(event: { target: { value: string } }): void };
  /** What is typed, or undefined while nothing is. */
  typed: Texts<K> | undefined;
  /** Saves what is typed by another call. */
  saveBy(call: Change['call']): void;
  /** Spread on the element around the fields: leaving it saves, Enter saves, Escape gives up. */
  around: { onFocus(): void; onBlur(event: FocusEvent<HTMLElement>): void; onKeyDown(event: KeyboardEvent): void };
}

interface Options<K extends string> {
  ticket: Ticket;
  /** The values as they are saved, as text. */
  saved: Texts<K>;
  /** The call that saves what is typed; undefined while it is not valid. */
  callFor(typed: Texts<K>): Change['call'] | undefined;
  /** Called with what is typed after each keystroke, and with undefined once it is saved or given up. */
  onTyped?: (typed: Texts<K> | undefined) => void;
}

/** What is typed and not saved yet, and the ticket that it was typed over. */
interface Edit<K extends string> {
  base: Ticket;
  typed: Partial<Texts<K>>;
}

/** The members of an input whose fields were changed here; others may have been changed by somebody else. */
export function onlyChanged<I extends object, K extends string>(
  input: I,
  typed: Texts<K>,
  saved: Texts<K>,
): Partial<I> {
  const changed = new Set(changedMembers(saved, typed).map(([name]) => name));
  return Object.fromEntries(Object.entries(input).filter(([name]) => changed.has(name))) as Partial<I>;
}

/** Fields that are edited in place. What is typed stays until it is saved, whatever arrives from the server meanwhile. */
export function useInlineEdit<K extends string>({ ticket, saved, callFor, onTyped }: Options<K>): InlineEdit<K> {
  const change = useTicketChange();
  const [edit, setEdit] = useState<Edit<K>>();
  // An answer meets what has been typed by then.
  const latest = useRef(edit);
  const isFocused = useRef(false);
  // A field that was not typed in follows what others save.
  const typed = edit && { ...saved, ...edit.typed };
  const put = (next: Edit<K> | undefined, over = saved): void => {
    latest.current = next;
    setEdit(next);
    onTyped?.(next && { ...over, ...next.typed });
  };
  // Both read the latest edit: a field may be typed in and left by the same event.
  const saveBy = (call: Change['call']): void => {
    const sent = latest.current;
    if (!sent) return;
    const onDone = (base: Ticket): void => {
      const since = changedMembers<Partial<Texts<K>>>(sent.typed, latest.current?.typed ?? sent.typed);
      if (since.length === 0) return put(undefined);
      put({ base, typed: Object.fromEntries(since) as Partial<Texts<K>> }, { ...saved, ...sent.typed });
    };
    change.run({ base: sent.base, call, onDone });
  };
  const save = (): void => {
    if (!latest.current || change.isPending || change.conflict) return;
    const now = { ...saved, ...latest.current.typed };
    if (changedMembers(saved, now).length === 0) return put(undefined);
    const call = callFor(now);
    if (call) saveBy(call);
  };
  // What was typed while a save was under way is saved after it, unless somebody is still typing.
  const { isPending } = change;
  const saveRest = useEffectEvent(() => {
    if (edit && !change.error && !isFocused.current) save();
  });
  useEffect(() => {
    if (!isPending) saveRest();
  }, [isPending]);
  return {
    change: {
      ...change,
      take: () => {
        change.take();
        put(undefined);
      },
    },
    typed,
    saveBy,
    field: (name) => ({
      value: (typed ?? saved)[name],
      onChange: ({ target }) => {
        put({ base: edit?.base ?? ticket, typed: { ...edit?.typed, [name]: target.value } });
      },
    }),
    around: {
      onFocus: () => {
        isFocused.current = true;
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return;
        isFocused.current = false;
        save();
      },
      onKeyDown: ({ key, target }) => {
        if (key === 'Enter' && target instanceof HTMLInputElement) save();
        if (key === 'Escape') put(undefined);
      },
    },
  };
}
