import { expect, test } from 'vitest';
import { contextOf } from '../../api/context.ts';
import { createCaller } from '../../router.ts';
import { refused } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { quotedTicket } from './testing/quoted.ts';

const shop = await shopOfFile();
const [mia, cara] = [await shop.mechanic(), await shop.customer()];

async function sentTicket() {
  const { id: ticketId, brakes, exhaust } = await quotedTicket(mia, cara);
  const { id, code } = await mia.call.estimates.send({ ticketId });
  return { ticketId, id, code, lists: { approve: [brakes], decline: [exhaust] } };
}

const approvalsOf = async (id: number) => (await mia.call.tickets.approvals({ id })).items;

/** A call by a link under a key, and whether its response was a replay. */
async function answerKeyed(key: string, input: { code: string; approve: number[]; decline: number[]; by: string }) {
  const context = contextOf(shop.shop, { caller: null, requestId: 'test', idempotencyKey: key });
  const seen = await createCaller(context).estimates.answer(input);
  return { seen, replayed: context.replayed.yes };
}

test('an answer by a link is repeated under its key', async () => {
  const { ticketId, code, lists } = await sentTicket();
  const first = await answerKeyed('one', { code, ...lists, by: 'Carl' });
  expect(first.replayed).toBe(false);
  expect(await answerKeyed('one', { code, ...lists, by: 'Carl' })).toEqual({ seen: first.seen, replayed: true });
  expect(await approvalsOf(ticketId)).toHaveLength(1);
  await refused(answerKeyed('two', { code, ...lists, by: 'Carl' }), 'ESTIMATE_CLOSED');
  await refused(answerKeyed('one', { code, ...lists, by: 'Carla' }), 'IDEMPOTENCY_MISMATCH');
});

test('20 repeats of an answer at once are one answer', async () => {
  const { ticketId, code, lists } = await sentTicket();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => answerKeyed('at once', { code, ...lists, by: 'Carl' })),
  );
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(answers.map(({ seen }) => JSON.stringify(seen)))).toHaveProperty('size', 1);
  expect(await approvalsOf(ticketId)).toHaveLength(1);
});

test('two links may use the same key', async () => {
  const [one, two] = [await sentTicket(), await sentTicket()];
  for (const { code, lists, ticketId } of [one, two]) {
    expect(await answerKeyed('the same', { code, ...lists, by: 'Carl' })).toMatchObject({
      replayed: false,
      seen: { ticketId, estimate: { status: 'answered' } },
    });
  }
});

test('a decision with an account is repeated under its key', async () => {
  const { ticketId, id, lists } = await sentTicket();
  const call = await shop.withToken(cara.session.token, 'decided');
  const first = await call.estimates.decide({ id, ...lists });
  expect(await call.estimates.decide({ id, ...lists })).toEqual(first);
  expect(await approvalsOf(ticketId)).toHaveLength(1);
});
