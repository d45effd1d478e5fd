import type { DeferredJob } from '@mechanic-shop/shared';
import { type Actor, someTicket } from '../../../testing/testing.ts';

interface Options {
  owner?: Actor;
  vehicleId?: number;
  names?: string[];
}

/** What mechanics do with the jobs of a customer. */
export function jobsOf(mia: Actor, cara: Actor) {
  const stored = (id: number) => mia.call.tickets.get({ id });
  const cancel = (id: number) => mia.call.tickets.setStatus({ id, status: 'cancelled' });

  /** A new ticket with jobs. */
  async function withJobs({ owner = cara, vehicleId, names = ['Brakes'] }: Options = {}) {
    const { id } = await someTicket(owner, { vehicleId });
    for (const name of names) await mia.call.tickets.addJob({ id, name, description: `${name}, all of it` });
    return { id, jobIds: (await stored(id)).jobs.map((job) => job.id) };
  }

  async function cancelled(options: Options = {}) {
    const made = await withJobs(options);
    await cancel(made.id);
    return { ...made, jobId: made.jobIds[0] ?? 0 };
  }

  const listed = async (actor: Actor, filters: object = {}) => (await actor.call.deferred.list(filters)).items;
  const ofTicket = async (id: number, open = true): Promise<DeferredJob[]> =>
    (await listed(mia, { open, limit: 100 })).filter(({ ticketId }) => ticketId === id);
  return { stored, cancel, withJobs, cancelled, listed, ofTicket };
}
