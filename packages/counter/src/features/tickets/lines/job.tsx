import type { Job, Ticket } from '@mechanic-shop/client';
import { useState } from 'react';
import { useTexts } from '../../../i18n/i18n.tsx';
import { Button } from '../../../ui/button.tsx';
import { AddExtra } from './add-extra.tsx';
import { AddLabor } from './add-labor.tsx';
import { AddPart } from './add-part.tsx';
import { Extra } from './extra.tsx';
import { JobHead } from './job-head.tsx';
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
