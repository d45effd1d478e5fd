import { expect, test } from 'vitest';
import { serveTestShop } from '../../../server/src/http/testing.ts';
import type { Actor, TestShop } from '../../../server/src/testing/testing.ts';
import { runShop } from '../../src/cli/testing/run-shop.ts';
import { type Case, NOWHERE, testCommands } from '../testing/command-cases.ts';
import { createWork } from '../testing/work-fixtures.ts';

/** A ticket with work, of which one estimate waits for an answer. */
async function createEstimate(people: TestShop, admin: Actor) {
  const work = await createWork(people, admin);
  const estimate = await admin.call.estimates.send({ ticketId: work.ticket.id, message: 'Oil first.' });
  return { ...work, estimate };
}
type EstimateFixtures = Awaited<ReturnType<typeof createEstimate>>;

const jobLines = ['Job', 'Oil service (net 106.16', 'Engine oil', '4.3 l', '38.66', '0.75 h', '67.50', '106.16'];

testCommands<EstimateFixtures>(
  [
    {
      name: 'estimates send',
      line: ({ ticket, job }) => [ticket.id, '--job', job.id, '--message', 'Look at the oil.'],
      shows: [...jobLines, 'Look at the oil.', 'not shown again', 'estimates answer '],
      json: async (shop, { ticket }) => ({
        ...(await shop.estimates.list.query({ ticketId: ticket.id })).items[0],
        code: expect.stringMatching(/^(?:\w{4}-){6}\w{4}$/),
        url: null,
      }),
      refused: [({ ticket }) => [ticket.id, '--job', NOWHERE], 2, /--job: /],
    },
    {
      name: 'estimates list',
      who: 'customer',
      line: ({ ticket }) => [ticket.id],
      shows: ['NUMBER', 'sent', '106.16'],
      json: (shop, { ticket }) => shop.estimates.list.query({ ticketId: ticket.id }),
      refused: [() => [NOWHERE], 4, /ticket/],
    },
    {
      name: 'estimates show',
      who: 'customer',
      line: ({ estimate }) => [estimate.id],
      shows: [...jobLines, 'Oil first.'],
      json: (shop, { estimate }) => shop.estimates.get.query({ id: estimate.id }),
      refused: [() => [NOWHERE], 4, /estimate/],
    },
    {
      name: 'estimates pdf',
      who: 'customer',
      line: ({ estimate }) => [estimate.id],
      shows: ['%PDF-1.7'],
      json: (shop, { estimate }) => shop.estimates.pdf.query({ id: estimate.id }),
      refused: [() => [NOWHERE], 4, /estimate/],
    },
    {
      name: 'estimates withdraw',
      line: ({ estimate }) => [estimate.id],
      shows: ['withdrawn', ...jobLines],
      json: (shop, { estimate }) => shop.estimates.get.query({ id: estimate.id }),
      refused: [() => [NOWHERE], 4, /estimate/],
    },
    {
      name: 'estimates answer',
      who: 'customer',
      line: ({ estimate, job }) => [estimate.id, '--approve', job.id, '--note', 'Fine.'],
      shows: ['answered', 'Oil service (net 106.16, approved)', 'Ada Lovelace', 'Fine.'],
      json: (shop, { estimate }) => shop.estimates.get.query({ id: estimate.id }),
      refused: [({ estimate }) => [estimate.id, '--decline', NOWHERE], 2, /--decline: /],
    },
  ] satisfies Case<EstimateFixtures>[],
  createEstimate,
);

test('a customer shows and answers an estimate with its code, without a login', async () => {
  const served = await serveTestShop({ shop: { now: () => new Date() } });
  try {
    const admin = await served.shop.admin();
    const { estimate, job, ticket } = await createEstimate(served.shop, admin);
    const type = (...line: string[]) => runShop(['estimates', ...line], { env: { SHOP_URL: served.url } });
    const shown = await type('show', estimate.code);
    for (const text of [...jobLines, 'Mechanic shop', 'Ford Focus 2020 (AB-123)']) expect(shown.out).toContain(text);
    const unnamed = await type('answer', estimate.code, '--approve', String(job.id));
    expect(unnamed).toMatchObject({ status: 2, err: expect.stringContaining('--by') });
    const wrong = await type('show', 'WR0N-GC0D-EWR0-NGC0-DEWR-0NGC-0DE0');
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining('does not work') });
    const answered = await type('answer', estimate.code, '--decline', String(job.id), '--by', 'Ada', '--json');
    expect(JSON.parse(answered.out)).toMatchObject({ estimate: { status: 'answered', answer: { by: 'Ada' } } });
    const again = await type('answer', estimate.code, '--approve', String(job.id), '--by', 'Ada');
    expect(again).toMatchObject({ status: 5, err: expect.stringContaining('answered') });
    const { jobs } = await admin.call.tickets.get({ id: ticket.id });
    expect(jobs).toMatchObject([{ approval: 'declined' }]);
  } finally {
    await served.close();
  }
});
