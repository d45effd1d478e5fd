import { afterEach, beforeEach, expect, test } from 'vitest';
import { refused } from '../../testing/refused.ts';
import { type Actor, type TestShop, createTestShop } from '../../testing/testing.ts';
import { approvals } from '../tickets/approvals-table.ts';
import { approvalsOf, expectAgreement, quotedTicket } from './testing/quoted.ts';

let shop: TestShop;
let mia: Actor;
let boss: Actor;
let cara: Actor;
beforeEach(async () => {
  shop = await createTestShop();
  [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];
});
afterEach(async () => {
  await expectAgreement(shop.shop.database);
  await shop.close();
});

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

async function sentTicket() {
  const { id: ticketId, ...jobs } = await quotedTicket(mia, cara);
  const { id, code } = await mia.call.estimates.send({ ticketId });
  return { ticketId, ...jobs, id, code };
}

/** The one result of concurrent calls; expects the others to be refused with ESTIMATE_CLOSED. */
async function theOne<T>(calls: Promise<T>[]): Promise<T> {
  const results = await Promise.allSettled(calls);
  const answers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(answers).toHaveLength(1);
  for (const [at, { status }] of results.entries()) {
    if (status === 'rejected') await refused(calls[at]!, 'ESTIMATE_CLOSED', { status: 'answered' });
  }
  return answers[0]!;
}

test('20 equal answers under one code leave exactly one approval', async () => {
  const { ticketId, code, brakes, exhaust, pads } = await sentTicket();
  const lists = { approve: [brakes], decline: [exhaust] };
  await theOne(times(20, (i) => shop.anonymous.estimates.answer({ code, ...lists, by: `Cara ${i}` })));
  expect(await shop.shop.database.read.$count(approvals)).toBe(1);
  expect(approvalsOf(await mia.call.tickets.get({ id: ticketId }))).toEqual({
    Brakes: 'approved',
    Exhaust: 'declined',
  });
  expect(await shop.anonymous.inventory.get({ id: pads.id })).toMatchObject({ reserved: 2 });
});

test('20 different answers by link and account leave exactly one, whose lists the jobs follow', async () => {
  const { ticketId, id, code, brakes, exhaust, pads } = await sentTicket();
  const listsOf = (i: number) => {
    const approve = [...(i & 1 ? [brakes] : []), ...(i & 2 ? [exhaust] : [])];
    return { approve, decline: [brakes, exhaust].filter((job) => !approve.includes(job)) };
  };
  await theOne<unknown>(
    times(20, (i) =>
      i % 5 === 4
        ? cara.call.estimates.decide({ id, ...listsOf(i) })
        : shop.anonymous.estimates.answer({ code, ...listsOf(i), by: `Cara ${i}` }),
    ),
  );
  expect(await shop.shop.database.read.$count(approvals)).toBe(1);
  const { answer } = await mia.call.estimates.get({ id });
  const ticket = await mia.call.tickets.get({ id: ticketId });
  for (const job of ticket.jobs) {
    expect(job.approval).toBe(answer?.approved.includes(job.id) ? 'approved' : 'declined');
  }
  const holds = answer?.approved.includes(brakes) ? 2 : 0;
  expect(await shop.anonymous.inventory.get({ id: pads.id })).toMatchObject({ reserved: holds });
});

test('20 parallel estimates of one ticket are numbered 1 to 20, and only one waits for an answer', async () => {
  const { id: ticketId } = await quotedTicket(mia, cara);
  const sent = await Promise.all(times(20, (i) => (i % 2 ? mia : boss).call.estimates.send({ ticketId })));
  expect(sent.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual(times(20, (i) => i + 1));
  const { items } = await mia.call.estimates.list({ ticketId, limit: 100 });
  expect(items.map(({ status }) => status)).toEqual(['sent', ...times(19, () => 'superseded')]);
});

type Sent = Awaited<ReturnType<typeof sentTicket>>;
const rivals: [what: string, begin: (sent: Sent) => Promise<unknown>][] = [
  ['edits a job', ({ ticketId, brakes }) => mia.call.tickets.addLabor({ ...work, id: ticketId, jobId: brakes })],
  ['removes a job', ({ ticketId, brakes }) => mia.call.tickets.removeJob({ id: ticketId, jobId: brakes })],
  ['withdraws the estimate', ({ id }) => mia.call.estimates.withdraw({ id })],
  ['sends another one', ({ ticketId }) => mia.call.estimates.send({ ticketId })],
  ['completes the ticket', ({ ticketId }) => mia.call.tickets.setStatus({ id: ticketId, status: 'completed' })],
  ['cancels the ticket', ({ ticketId }) => mia.call.tickets.setStatus({ id: ticketId, status: 'cancelled' })],
];
const work = { description: 'More', hours: 1, rateCents: 5_000 };

test.each(rivals)('an answer while staff %s leaves one consistent outcome', async (_, begin) => {
  const outcomes = await Promise.all(
    times(6, async (i) => {
      const sent = await sentTicket();
      const { ticketId, code, brakes, exhaust } = sent;
      await mia.call.tickets.setStatus({ id: ticketId, status: 'in_progress' });
      const answering = () =>
        shop.anonymous.estimates.answer({ code, approve: [brakes], decline: [exhaust], by: 'Cara' });
      const calls = i % 2 ? [answering(), begin(sent)] : [begin(sent), answering()].toReversed();
      const [answered, rival] = await Promise.allSettled(calls);
      return { sent, answered, rival };
    }),
  );
  for (const { sent, answered } of outcomes) {
    const { status, answer } = await mia.call.estimates.get({ id: sent.id });
    const { jobs } = await mia.call.tickets.get({ id: sent.ticketId });
    const approval = jobs.find(({ id }) => id === sent.exhaust)?.approval;
    if (answered?.status === 'fulfilled') {
      expect(status).toBe('answered');
      expect(answer).toMatchObject({ approved: [sent.brakes], declined: [sent.exhaust] });
      expect(approval).toBe('declined');
    } else {
      expect(['withdrawn', 'superseded']).toContain(status);
      expect(answer).toBeNull();
      expect(approval).not.toBe('declined');
    }
  }
});
