import type { Discount, Ticket } from '@mechanic-shop/client';
import { type ReactNode, createContext, useContext, useMemo, useState } from 'react';

export type LineKind = 'jobs' | 'parts' | 'labor' | 'extras';

/** The members of a line that are being typed. */
type Draft<K extends LineKind> = Partial<Ticket[K][number]>;
export type Drafts = { [K in LineKind]: ReadonlyMap<number, Draft<K>> } & {
  /** The discount of the ticket; undefined while it is not typed. */
  discount?: Discount | null | undefined;
};

const none: Drafts = { jobs: new Map(), parts: new Map(), labor: new Map(), extras: new Map() };

function withDrafts<L extends { id: number }>(lines: readonly L[], drafts: ReadonlyMap<number, Partial<L>>): L[] {
  return lines.map((line) => ({ ...line, ...drafts.get(line.id) }));
}

/** A ticket as it would be if everything that is typed were saved. */
export function drafted(ticket: Ticket, { jobs, parts, labor, extras, discount }: Drafts): Ticket {
  return {
    ...ticket,
    discount: discount === undefined ? ticket.discount : discount,
    jobs: withDrafts(ticket.jobs, jobs),
    parts: withDrafts(ticket.parts, parts),
    labor: withDrafts(ticket.labor, labor),
    extras: withDrafts(ticket.extras, extras),
  };
}

interface Drafting {
  drafts: Drafts;
  /** Replaces the draft of a line; undefined removes it. */
  setDraft<K extends LineKind>(kind: K, id: number, draft: Draft<K> | undefined): void;
  setDiscount(discount: Discount | null | undefined): void;
}

const DraftContext = createContext<Drafting | undefined>(undefined);

export function useDrafts(): Drafting {
  const drafting = useContext(DraftContext);
  if (!drafting) throw new Error('useDrafts needs a DraftProvider.');
  return drafting;
}

/** Collects what is typed in the lines of one ticket, so that its totals follow each keystroke. */
export function DraftProvider({ children }: { children: ReactNode }) {
  const [drafts, setDrafts] = useState(none);
  const drafting = useMemo<Drafting>(
    () => ({
      drafts,
      setDiscount: (discount) => setDrafts((before) => ({ ...before, discount })),
      setDraft: (kind, id, draft) =>
        setDrafts((before) => {
          const lines = new Map<number, object>(before[kind]);
          if (draft) lines.set(id, draft);
          else lines.delete(id);
          return { ...before, [kind]: lines };
        }),
    }),
    [drafts],
  );
  return <DraftContext value={drafting}>{children}</DraftContext>;
}
