import type { ExtraLine, LaborLine, LineKind, Ticket, TicketPart } from '@mechanic-shop/client';
import type { Texts } from '../../../i18n/en.ts';
import { useTexts } from '../../../i18n/i18n.tsx';
import type { MenuEntry } from '../../../ui/menu.tsx';
import type { Change, TicketChange } from '../change.tsx';

/** A line with its kind. */
export type ActionLine =
  | { kind: 'part'; line: TicketPart }
  | { kind: 'labor'; line: LaborLine }
  | { kind: 'extra'; line: ExtraLine };

const otherKind = { fee: 'sublet', sublet: 'fee' } as const;

function setTaxable({ kind, line: { id: lineId } }: ActionLine, taxable: boolean): Change['call'] {
  const calls: Record<LineKind, Change['call']> = {
    part: (tickets, about) => tickets.updatePart.mutate({ ...about, lineId, taxable }),
    labor: (tickets, about) => tickets.updateLabor.mutate({ ...about, laborId: lineId, taxable }),
    extra: (tickets, about) => tickets.updateExtra.mutate({ ...about, extraId: lineId, taxable }),
  };
  return calls[kind];
}

type EntryOf = (id: string, text: string, call: Change['call']) => MenuEntry;

function mechanicEntries(ticket: Ticket, { id: laborId, mechanic }: LaborLine, lines: Texts['lines'], entry: EntryOf) {
  const set = (mechanicId: number | null, text: string): MenuEntry =>
    entry(`mechanic ${mechanicId}`, text, (tickets, base) =>
      tickets.updateLabor.mutate({ ...base, laborId, mechanicId }),
    );
  const others = ticket.mechanics.filter(({ id }) => id !== mechanic?.id);
  return [
    ...others.map(({ id, firstName, lastName }) => set(id, lines.doneBy(`${firstName} ${lastName}`))),
    ...(mechanic ? [set(null, lines.doneByNoOne)] : []),
  ];
}

/** What the menu of a line offers: another job, tax, who does it, the kind of a fee. */
export function useLineActions(ticket: Ticket, change: TicketChange, about: ActionLine): MenuEntry[] {
  const { lines } = useTexts();
  const { kind, line } = about;
  const entry: EntryOf = (id, text, call) => ({ id, text, onAction: () => change.run({ base: ticket, call }) });
  const places = ticket.jobs.map(({ id, name }) => ({ jobId: id as number | null, text: lines.moveTo(name) }));
  const entries = [...places, { jobId: null, text: lines.moveOut }]
    .filter(({ jobId }) => jobId !== line.jobId)
    .map(({ jobId, text }) =>
      entry(`job ${jobId}`, text, (tickets, base) =>
        tickets.moveLine.mutate({ ...base, kind, lineId: line.id, jobId }),
      ),
    );
  entries.push(entry('tax', line.taxable ? lines.untaxed : lines.taxed, setTaxable(about, !line.taxable)));
  if (about.kind === 'labor') entries.push(...mechanicEntries(ticket, about.line, lines, entry));
  if (about.kind === 'extra') {
    const next = otherKind[about.line.kind];
    const call: Change['call'] = (tickets, base) =>
      tickets.updateExtra.mutate({ ...base, extraId: line.id, kind: next });
    entries.push(entry('kind', lines.makeKind(lines.kinds[next]), call));
  }
  return entries;
}
