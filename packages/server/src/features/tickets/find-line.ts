import type { ExtraLine, Job, LaborLine, Ticket, TicketPart } from '@mechanic-shop/shared';
import { notFound } from '../../core/errors.ts';

function found<T>(row: T | undefined, resource: 'job' | 'labor' | 'extra' | 'line'): T {
  if (!row) throw notFound(resource);
  return row;
}

export function jobOn(ticket: Ticket, id: number): Job {
  return found(
    ticket.jobs.find((job) => job.id === id),
    'job',
  );
}

/** The job that a new line names; null for none. */
export function jobIdOn(ticket: Ticket, id: number | null | undefined): number | null {
  return id == null ? null : jobOn(ticket, id).id;
}

export function laborOn(ticket: Ticket, id: number): LaborLine {
  return found(
    ticket.labor.find((line) => line.id === id),
    'labor',
  );
}

export function extraOn(ticket: Ticket, id: number): ExtraLine {
  return found(
    ticket.extras.find((line) => line.id === id),
    'extra',
  );
}

export function partLineOn(ticket: Ticket, id: number): TicketPart {
  return found(
    ticket.parts.find((line) => line.id === id),
    'line',
  );
}

/** The line of a part in a job, or without one. */
export function lineOfPart(ticket: Ticket, partId: number, jobId: number | null): TicketPart | undefined {
  return ticket.parts.find((line) => line.partId === partId && line.jobId === jobId);
}
