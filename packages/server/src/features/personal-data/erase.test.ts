import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { idempotencyKeys } from '../../api/idempotency-table.ts';
import { createReindexing } from '../../core/reindexing.ts';
import { chores, references, searchSources } from '../../features.ts';
import { waitingSearchJobs } from '../../platform/db/search-jobs.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { completedTicket, pay } from '../../testing/money.ts';
import { refused } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { statementsOf } from '../../testing/statements.ts';
import { storedRows } from '../../testing/stored-rows.ts';
import { type Actor, type TestShop, someTicket } from '../../testing/testing.ts';
import { appointments } from '../appointments/table.ts';
import { invites } from '../invites/table.ts';
import { messages } from '../messages/table.ts';
import { vehicles } from '../vehicles/table.ts';

const shop = await shopOfFile();
const [boss, mia] = [await shop.admin(), await shop.mechanic()];

/** The tables with rows that hold a text, in any case: search indexes fold it. */
async function holding(secret: string): Promise<string[]> {
  const found = Object.entries(await storedRows(shop));
  return found
    .flatMap(([table, rows]) => rows.filter((row) => row.toLowerCase().includes(secret.toLowerCase())).map(() => table))
    .toSorted();
}

describe('customers.erase', () => {
  test('keeps what an issued invoice prints, and is rejected while one is open', async () => {
    const ann = await shop.customer({ firstName: 'Annabella', lastName: 'Invoiced' });
    const { id: ticketId } = await completedTicket(mia, ann);
    const invoice = await mia.call.invoices.issue({ ticketId });
    const early = boss.call.customers.erase({ id: ann.id });
    await expect(early).rejects.toThrow('Settle or void them first.');
    await refused(early, 'IN_USE', { by: 'invoices' });
    await pay(mia, ticketId, invoice.totals.totalCents);
    await boss.call.customers.erase({ id: ann.id });
    expect((await holding('Annabella')).filter((name) => !name.startsWith('search'))).toEqual(['invoices']);
    expect(await mia.call.invoices.get({ id: invoice.id })).toMatchObject({ customer: { firstName: 'Annabella' } });
    const { items } = await boss.call.audit.list({ entity: 'invoice', entityId: invoice.id, kind: 'invoice.issued' });
    expect(items[0]?.changes).toMatchObject({ customer: { after: { firstName: 'Erased', email: null } } });
    await expectConsistent(shop.shop.database);
  });

  test('erases whose word it was that approved an estimate', async () => {
    const cara = await shop.customer({ firstName: 'Carabella' });
    const { id: ticketId } = await someTicket(cara);
    const { jobs } = await mia.call.tickets.addJob({ id: ticketId, name: 'Brakes' });
    const [jobId] = jobs.map(({ id }) => id);
    const sent = await mia.call.estimates.send({ ticketId });
    const code = sent.code;
    await shop.anonymous.estimates.answer({
      code,
      approve: [jobId ?? 0],
      decline: [],
      by: 'Carabella',
      note: 'Carabella!',
    });
    await mia.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await boss.call.customers.erase({ id: cara.id });
    expect(await holding('Carabella')).toEqual([]);
    const [approval] = (await mia.call.tickets.approvals({ id: ticketId })).items;
    expect(approval).toMatchObject({ by: `Erased #${cara.id}`, note: null });
  });

  test('is rejected while work is open, and says what ends it', async () => {
    const hana = await shop.customer();
    await someTicket(hana);
    const early = boss.call.customers.erase({ id: hana.id });
    await expect(early).rejects.toThrow('Complete or cancel them first.');
    await refused(early, 'IN_USE', { by: 'tickets' });
  });

  test('reaches what was deleted or merged before', async () => {
    const walkIn = await mia.call.customers.create({ firstName: 'Dorabella', lastName: 'Twin', phone: 'Dorabella' });
    const dora = await shop.customer({ firstName: 'Dorabella' });
    await boss.call.customers.merge({ id: walkIn.id, intoId: dora.id });
    const car = await mia.call.vehicles.create({
      customerId: dora.id,
      make: 'Saab',
      model: '96',
      year: 1970,
      note: 'Of Dorabella',
    });
    await mia.call.vehicles.delete({ id: car.id });
    const ticket = await someTicket(dora);
    await dora.call.messages.post({ ticketId: ticket.id, text: 'Dorabella asks' });
    await boss.call.tickets.delete({ id: ticket.id });
    await boss.call.customers.erase({ id: dora.id });
    expect(await holding('Dorabella')).toEqual([]);
  });

  test('leaves the data of others as they are', async () => {
    const [eve, fay] = [await shop.customer({ firstName: 'Evelina' }), await shop.customer({ firstName: 'Fayette' })];
    const ticket = await someTicket(fay);
    await fay.call.messages.post({ ticketId: ticket.id, text: 'Fayette asks' });
    const keyed = await shop.withToken(fay.session.token, `key ${fay.id}`);
    await keyed.customers.update({ id: fay.id, phone: 'Fayette' });
    const before = await holding('Fayette');
    await boss.call.customers.erase({ id: eve.id });
    expect(await holding('Fayette')).toEqual(before);
    expect(await holding('Evelina')).toEqual([]);
  });

  test('deletes the answers under keys that show the person, and keeps its own', async () => {
    const gina = await shop.customer({ firstName: 'Ginevra' });
    const { id: ticketId } = await someTicket(gina);
    const keys = ['a', 'b', 'c', 'd'].map((name) => `${name} ${gina.id}`);
    const [first, second, third, last] = await Promise.all(keys.map((key) => shop.withToken(boss.session.token, key)));
    await first?.customers.update({ id: gina.id, phone: '555-1' });
    await second?.messages.post({ ticketId, text: 'Hello' });
    await third?.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    const erased = await last?.customers.erase({ id: gina.id });
    await shop.shop.reindexing.settled();
    const left = await shop.shop.database.read
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(eq(idempotencyKeys.accountId, boss.id))
      .orderBy(asc(idempotencyKeys.key));
    expect(left.map(({ key }) => key)).toEqual([keys[3]]);
    const again = await shop.withToken(boss.session.token, keys[3]);
    expect(await again.customers.erase({ id: gina.id })).toEqual(erased);
  });
});

// More than a deletion of the customer would take along.
const CODES = 5_005;
const MANY = 450;
const SOME = 30;

/** A customer with more of everything than one transaction touches. */
async function customerWithMany(filled: TestShop, mechanic: Actor): Promise<{ id: number; ticketId: number }> {
  const { id } = await mechanic.call.customers.create({ firstName: 'Many', lastName: 'Things' });
  const { id: ticketId } = await mechanic.call.tickets.create({ customerId: id, description: 'Squeals' });
  await mechanic.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
  const at = filled.shop.now();
  const rows = Array.from({ length: MANY }, (_, n) => n);
  const car = { customerId: id, make: 'Saab', model: '96', year: 1970, licensePlate: 'PLATE', createdAt: at };
  const booked = {
    customerId: id,
    startsAt: at,
    endsAt: new Date(at.getTime() + 60_000),
    subject: 'Oil',
    createdAt: at,
  };
  await filled.shop.database.write(async (tx) => {
    await tx
      .insert(messages)
      .values(rows.map(() => ({ ticketId, customerId: id, text: 'Hello', internal: false, at })));
    await tx.insert(vehicles).values(rows.slice(0, SOME).map(() => car));
    await tx
      .insert(appointments)
      .values(rows.slice(0, SOME).map(() => ({ ...booked, status: 'confirmed' as const, note: 'Late' })));
  });
  return { id, ticketId };
}

describe('a customer with much', () => {
  test('loses every code, however many there are, and those that are valid at once', async () => {
    const { id } = await mia.call.customers.create({ firstName: 'Often', lastName: 'Invited' });
    const at = shop.shop.now();
    const code = { role: 'customer' as const, customerId: id, createdAt: at, revokedAt: at, expiresAt: at };
    const { database, reindexing } = shop.shop;
    for (let from = 0; from < CODES; from += 1_001) {
      const rows = Array.from({ length: 1_001 }, (_, n) => ({ ...code, digest: `${id} ${from + n}` }));
      await database.write((tx) => tx.insert(invites).values(rows));
    }
    const { code: valid } = await boss.call.invites.create({ role: 'customer', customerId: id });
    await boss.call.customers.erase({ id });
    await refused(shop.customer({ inviteCode: valid }), 'INVALID_INVITE');
    await reindexing.settled();
    expect(await database.read.$count(invites, eq(invites.customerId, id))).toBe(0);
  });

  test('is erased in transactions that do not grow with what is stored, and after a restart', async () => {
    const filled = await freshShop();
    const [admin, mechanic] = [await filled.admin(), await filled.mechanic()];
    const [few, many] = [await customerWithMany(filled, mechanic), await customerWithMany(filled, mechanic)];
    const { database, reindexing } = filled.shop;
    await database.write((tx) => tx.delete(messages).where(eq(messages.customerId, few.id)));
    // Nothing runs after the commit, as if the server were killed at that moment.
    await reindexing.close();
    const counts: number[] = [];
    for (const { id } of [few, many]) {
      counts.push((await statementsOf(database.read, () => admin.call.customers.erase({ id }))).length);
    }
    // On PostgreSQL, transactions have connections of their own, whose statements are not seen.
    if (database.dialect === 'sqlite') expect(new Set(counts).size).toBe(1);
    const { items: texts } = await mechanic.call.messages.list({ ticketId: many.ticketId, limit: 1 });
    expect(texts).toMatchObject([{ text: 'Hello' }]);
    const { items: plates } = await mechanic.call.vehicles.list({ customerId: many.id, limit: 100 });
    expect(plates.filter(({ licensePlate }) => licensePlate === null)).toHaveLength(20);

    const later = createReindexing(
      database,
      { searchSources, references, chores },
      (error) => expect.fail(String(error)),
      { rests: false },
    );
    await later.settled();
    await later.close();
    expect(await waitingSearchJobs(database.read)).toEqual(new Set());
    expect(await database.read.$count(messages, eq(messages.text, 'Hello'))).toBe(0);
    expect(await database.read.$count(vehicles, eq(vehicles.licensePlate, 'PLATE'))).toBe(0);
    expect(await database.read.$count(appointments, eq(appointments.status, 'cancelled'))).toBe(2 * SOME);
    expect(await database.read.$count(appointments, eq(appointments.note, 'Late'))).toBe(0);
    const { items } = await admin.call.audit.list({ kind: 'appointment.cancelled', limit: 1 });
    expect(items).toMatchObject([{ via: 'system', by: null, version: 2 }]);
    await expectConsistent(database);
  });
});
