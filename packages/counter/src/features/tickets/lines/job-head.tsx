import type { Job, Ticket } from '@mechanic-shop/client';
import { Trash2 } from 'lucide-react';
import { useFormat } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { ChangeRefusal, useTicketChange } from '../change.tsx';
import { DiscountFields, type TypedDiscount, discountOf, typedDiscount } from '../discount.tsx';
import { useDrafts } from '../drafts.tsx';
import { onlyChanged, useInlineEdit } from '../inline-edit.ts';

type Typed = TypedDiscount & Record<'name' | 'description' | 'note', string>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

function useJobEdit(ticket: Ticket, job: Job) {
  const { setDraft } = useDrafts();
  const saved: Typed = {
    name: job.name,
    description: job.description ?? '',
    note: job.note ?? '',
    ...typedDiscount(job.discount),
  };
  return useInlineEdit<keyof Typed>({
    ticket,
    saved,
    callFor: (typed) => {
      const discount = discountOf(typed);
      if (discount === undefined || typed.name.trim() === '') return undefined;
      const input = { name: typed.name, description: orNull(typed.description), note: orNull(typed.note) };
      const isSame = typed.discountKind === saved.discountKind && typed.discountValue === saved.discountValue;
      const changes = { ...onlyChanged(input, typed, saved), ...(isSame ? {} : { discount }) };
      return (tickets, about) => tickets.updateJob.mutate({ ...about, jobId: job.id, ...changes });
    },
    onTyped: (typed) => {
      const discount = typed && discountOf(typed);
      setDraft('jobs', job.id, discount === undefined ? undefined : { discount });
    },
  });
}

/** The name of a job, what it is for, and its discount; edited in place. */
export function JobHead({ ticket, job, isOpen }: { ticket: Ticket; job: Job; isOpen: boolean }) {
  const { approval, lines } = useTexts();
  const { money } = useFormat();
  const remove = useTicketChange();
  const edit = useJobEdit(ticket, job);
  return (
    // Saves when the focus leaves it.
    <div {...edit.around} className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="sr-only">{job.name}</h3>
        <div className="min-w-40 flex-1 font-semibold">
          <TextField bare label={lines.jobName} disabled={!isOpen} maxLength={200} {...edit.field('name')} />
        </div>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{approval.states[job.approval]}</span>
        <span className="ml-auto tabular-nums">{money(job.netCents)}</span>
        {isOpen && (
          <Button
            icon
            look="quiet"
            aria-label={lines.remove(job.name)}
            onPress={() =>
              remove.run({
                base: ticket,
                call: (tickets, about) => tickets.removeJob.mutate({ ...about, jobId: job.id }),
              })
            }
          >
            <Trash2 aria-hidden className="size-4" />
          </Button>
        )}
      </div>
      {job.description !== null && <p className="text-sm whitespace-pre-line">{job.description}</p>}
      {job.note !== null && <p className="text-muted text-sm whitespace-pre-line">{job.note}</p>}
      {isOpen && (
        <details>
          <summary className="cursor-pointer text-sm">{lines.more(job.name)}</summary>
          <div className="space-y-2 pt-2">
            <TextArea label={lines.jobText} maxLength={1000} {...edit.field('description')} />
            <TextArea label={lines.jobNote} maxLength={1000} {...edit.field('note')} />
            <DiscountFields edit={edit} isOpen={isOpen} />
          </div>
        </details>
      )}
      <ChangeRefusal change={edit.change} />
      <ChangeRefusal change={remove} />
    </div>
  );
}
