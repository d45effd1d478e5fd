import type { Job, Ticket } from '@mechanic-shop/client';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../app/format.tsx';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { ChangeRefusal, useTicketChange } from '../change.tsx';
import { AddExtra } from './add-extra.tsx';
import { AddLabor } from './add-labor.tsx';
import { AddPart } from './add-part.tsx';
import { Extra } from './extra.tsx';
import { Labor } from './labor.tsx';
import { PartLine } from './part.tsx';

interface Props {
  ticket: Ticket;
  /** Null for the lines without a job. */
  job: Job | null;
  isOpen: boolean;
}

/** A job with its lines. */
export function JobSection({ ticket, job, isOpen }: Props) {
  const { lines } = useTexts();
  const jobId = job?.id ?? null;
  const own = <L extends { jobId: number | null }>(all: readonly L[]): L[] =>
    all.filter((line) => line.jobId === jobId);
  const [labor, parts, extras] = [own(ticket.labor), own(ticket.parts), own(ticket.extras)];
  const isEmpty = labor.length + parts.length + extras.length === 0;
  const name = job?.name ?? lines.withoutJob;
  return (
    <section aria-label={name} className="card space-y-2 p-3">
      {job ? <JobHead ticket={ticket} job={job} isOpen={isOpen} /> : <h3 className="font-semibold">{name}</h3>}
      {isEmpty && <p className="text-muted text-sm">{lines.empty}</p>}
      <ul>
        {labor.map((line) => (
          <Labor key={`labor ${line.id}`} ticket={ticket} line={line} isOpen={isOpen} />
        ))}
        {parts.map((line) => (
          <PartLine key={`part ${line.id}`} ticket={ticket} line={line} isOpen={isOpen} />
        ))}
        {extras.map((line) => (
          <Extra key={`extra ${line.id}`} ticket={ticket} line={line} isOpen={isOpen} />
        ))}
      </ul>
      {isOpen && <AddButtons ticket={ticket} jobId={jobId} />}
    </section>
  );
}

function JobHead({ ticket, job, isOpen }: { ticket: Ticket; job: Job; isOpen: boolean }) {
  const { approval, lines } = useTexts();
  const { money } = useFormat();
  const change = useTicketChange();
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold">{job.name}</h3>
        <span className="bg-tint rounded-full px-2 py-0.5 text-sm">{approval.states[job.approval]}</span>
        <span className="ml-auto tabular-nums">{money(job.netCents)}</span>
        {isOpen && (
          <Button
            icon
            look="quiet"
            aria-label={lines.remove(job.name)}
            onPress={() =>
              change.run({
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
      <ChangeRefusal change={change} />
    </>
  );
}

const adding = { labor: AddLabor, part: AddPart, extra: AddExtra };

function AddButtons({ ticket, jobId }: { ticket: Ticket; jobId: number | null }) {
  const { lines } = useTexts();
  const [open, setOpen] = useState<keyof typeof adding>();
  const close = (): void => setOpen(undefined);
  const Form = open && adding[open];
  return (
    <>
      {Form && <Form ticket={ticket} jobId={jobId} onClose={close} />}
      <div className="flex flex-wrap gap-2 print:hidden">
        <Button onPress={() => setOpen('labor')}>{lines.addLabor}</Button>
        <Button onPress={() => setOpen('part')}>{lines.addPart}</Button>
        <Button onPress={() => setOpen('extra')}>{lines.addExtra}</Button>
      </div>
    </>
  );
}
