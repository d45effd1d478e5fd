import type { Inspection } from '@mechanic-shop/shared';
import { beforeEach, describe, expect, test } from 'vitest';
import { expectHealthy } from '../../testing/healthy.ts';
import { expectConsistent } from '../../testing/invariants.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { shopOfFile } from '../../testing/shop.ts';
import { someTicket } from '../../testing/testing.ts';

const shop = await shopOfFile();
const [boss, mia, cara, eve] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.customer(),
  await shop.customer(),
];
const looksAt = [
  { group: 'Brakes', name: 'Front pads' },
  { group: 'Brakes', name: 'Rear pads' },
  { group: 'Tyres', name: 'Tread depth' },
];
const template = await boss.call.inspectionTemplates.create({ name: 'Yearly check', items: looksAt });
const { start, record, finish, recommend, list, get } = mia.call.inspections;

let ticketId = 0;
beforeEach(async () => {
  ticketId = (await someTicket(cara)).id;
});
const started = (): Promise<Inspection> => start({ ticketId, templateId: template.id });
const itemIds = ({ items }: Inspection): number[] => items.map(({ id }) => id);

describe('inspection templates', () => {
  const templates = boss.call.inspectionTemplates;

  test('are created, listed, changed and deleted by admins', async () => {
    const made = await templates.create({ name: 'Winter check', items: [{ group: 'Electrics', name: 'Battery' }] });
    const createdAt = shop.shop.now().toISOString();
    expect(made).toEqual({
      id: made.id,
      name: 'Winter check',
      items: [{ group: 'Electrics', name: 'Battery' }],
      version: 1,
      createdAt,
    });
    expect((await mia.call.inspectionTemplates.list()).items).toEqual([made, template]);
    expect(await mia.call.inspectionTemplates.get({ id: made.id })).toEqual(made);
    expect(await templates.update({ id: made.id, name: 'Winter check' })).toEqual(made);
    const renamed = await templates.update({ id: made.id, version: 1, name: 'Cold check' });
    expect(renamed).toEqual({ ...made, name: 'Cold check', version: 2 });
    const changed = await templates.update({ id: made.id, items: looksAt });
    expect(changed).toEqual({ ...renamed, items: looksAt, version: 3 });
    await refused(templates.update({ id: made.id, version: 2, name: 'x' }), 'VERSION_MISMATCH', { current: changed });
    await templates.delete({ id: made.id });
    await refused(templates.get({ id: made.id }), 'NOT_FOUND', { resource: 'inspection_template' });
  });

  test('have 1 to 200 items, and are for staff', async () => {
    await refusedAt(templates.create({ name: 'Nothing', items: [] }), 'items');
    const [item] = looksAt;
    const many = Array.from({ length: 201 }, () => item ?? { group: 'a', name: 'b' });
    await refusedAt(templates.create({ name: 'All', items: many }), 'items');
    const most = await templates.create({ name: 'All', items: many.slice(1) });
    expect((await start({ ticketId, templateId: most.id })).items).toHaveLength(200);
    await refused(cara.call.inspectionTemplates.list(), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refused(mia.call.inspectionTemplates.delete({ id: most.id }), 'ROLE_REQUIRED', { role: 'admin' });
  });

  test('leave inspections as they are', async () => {
    const once = await templates.create({ name: 'Once', items: looksAt });
    const inspection = await start({ ticketId, templateId: once.id });
    await templates.update({ id: once.id, name: 'Twice', items: looksAt.slice(1) });
    await templates.delete({ id: once.id });
    expect(await get({ id: inspection.id })).toEqual(inspection);
    await refused(start({ ticketId, templateId: once.id }), 'NOT_FOUND', { resource: 'inspection_template' });
  });
});

describe('an inspection', () => {
  test('starts as a copy of its template, with nothing checked', async () => {
    const inspection = await started();
    expect(inspection).toEqual({
      id: inspection.id,
      ticketId,
      name: 'Yearly check',
      items: looksAt.map((item, at) => ({
        id: itemIds(inspection)[at],
        ...item,
        result: 'not_checked',
        note: null,
        measure: null,
        jobId: null,
      })),
      status: 'open',
      by: null,
      doneAt: null,
      version: 1,
      createdAt: shop.shop.now().toISOString(),
    });
    expect(await get({ id: inspection.id })).toEqual(inspection);
    expect((await list({ ticketId })).items).toEqual([inspection]);
  });

  test('does not start on a closed ticket', async () => {
    await boss.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await refused(started(), 'TICKET_CLOSED', { status: 'cancelled' });
  });

  test('records what was found; absent members stay, null clears', async () => {
    const inspection = await started();
    const [front = 0, rear = 0] = itemIds(inspection);
    const { id } = inspection;
    const finding = { itemId: front, result: 'soon', measure: '3.2 mm', note: 'For 5,000 km' } as const;
    const found = await record({ id, version: 1, items: [finding, { itemId: rear, result: 'ok' }] });
    const [{ measure, note } = {}, second] = found.items;
    expect({ version: found.version, measure, note, second: second?.result }).toEqual({
      version: 2,
      measure: '3.2 mm',
      note: 'For 5,000 km',
      second: 'ok',
    });
    expect(await record({ id, items: [{ itemId: front, result: 'soon' }] })).toEqual(found);
    const cleared = await record({ id, items: [{ itemId: front, result: 'now', note: null }] });
    expect(cleared.items[0]).toMatchObject({ result: 'now', note: null, measure: '3.2 mm' });
    await refused(record({ id, version: 2, items: [finding] }), 'VERSION_MISMATCH', { current: cleared });
  });

  test('records nothing with an unknown item, or one named twice', async () => {
    const [inspection, other] = [await started(), await started()];
    const { id } = inspection;
    const [front = 0] = itemIds(inspection);
    const ok = { itemId: front, result: 'ok' } as const;
    const stray = { itemId: itemIds(other)[0] ?? 0, result: 'ok' } as const;
    await refused(record({ id, items: [ok, stray] }), 'NOT_FOUND', { resource: 'inspection_item' });
    await refusedAt(record({ id, items: [ok, ok] }), 'items');
    expect(await get({ id })).toEqual(inspection);
  });

  test('is finished with unchecked items, and does not change from then on', async () => {
    const { id, items } = await started();
    shop.advance(60_000);
    const done = await finish({ id, version: 1 });
    const { lastName } = mia.session.account;
    expect(done).toMatchObject({
      status: 'done',
      by: { id: mia.id, firstName: 'Mia', lastName },
      doneAt: shop.shop.now().toISOString(),
      version: 2,
    });
    await refused(record({ id, items: [{ itemId: items[0]?.id ?? 0, result: 'ok' }] }), 'INSPECTION_DONE');
    await refused(finish({ id }), 'INSPECTION_DONE');
    expect(await get({ id })).toEqual(done);
  });

  test('is seen by its customer when it is done', async () => {
    const { last } = await boss.call.events.list({ limit: 500 });
    const seen = async () => (await cara.call.events.list({ after: last, kinds: ['inspection.*'] })).items;
    const { id, items } = await started();
    await record({ id, items: [{ itemId: items[0]?.id ?? 0, result: 'now', note: 'Worn down' }] });
    const inspection = { resource: 'inspection' } as const;
    await refused(cara.call.inspections.get({ id }), 'NOT_FOUND', inspection);
    expect((await cara.call.inspections.list({ ticketId })).items).toEqual([]);
    expect(await seen()).toEqual([]);
    const done = await finish({ id });
    await started();
    expect(await cara.call.inspections.get({ id })).toEqual(done);
    expect((await cara.call.inspections.list({ ticketId })).items).toEqual([done]);
    expect((await list({ ticketId })).items).toHaveLength(2);
    expect((await seen()).map(({ kind, by, changes }) => ({ kind, by, changes }))).toEqual([
      { kind: 'inspection.finished', by: null, changes: null },
    ]);
    await refused(eve.call.inspections.get({ id }), 'NOT_FOUND', inspection);
    await refused(eve.call.inspections.list({ ticketId }), 'NOT_FOUND', { resource: 'ticket' });
    await refused(cara.call.inspections.finish({ id }), 'ROLE_REQUIRED', { role: 'mechanic' });
  });

  test('has events that say what changed', async () => {
    const { last } = await boss.call.events.list({ limit: 500 });
    const { id, items } = await started();
    const itemId = items[0]?.id ?? 0;
    await record({ id, items: [{ itemId, result: 'now' }] });
    await recommend({ id, itemId });
    await finish({ id });
    const events = (await boss.call.events.list({ after: last, kinds: ['inspection.*'] })).items;
    expect(events.map(({ kind, version }) => [kind, version])).toEqual([
      ['inspection.started', 1],
      ['inspection.updated', 2],
      ['inspection.updated', 3],
      ['inspection.finished', 4],
    ]);
    expect(Object.keys(events[0]?.changes ?? {})).toContain('items');
    expect(Object.keys(events[3]?.changes ?? {})).toEqual(['status', 'by', 'doneAt']);
  });
});

describe('a recommendation', () => {
  test('adds a job named like the item, which refers to it', async () => {
    const { id, items } = await started();
    const itemId = items[2]?.id ?? 0;
    const ticket = await recommend({ id, itemId });
    expect(ticket).toMatchObject({ id: ticketId, version: 2, jobs: [{ name: 'Tread depth', approval: 'none' }] });
    const after = await get({ id });
    expect(after).toMatchObject({
      version: 2,
      items: [{ jobId: null }, { jobId: null }, { jobId: ticket.jobs[0]?.id }],
    });
    await refused(recommend({ id, itemId }), 'IN_USE', { by: 'jobs' });
    // Rows are looked for before.
    await refused(recommend({ id, itemId, cannedJobId: 2 ** 40 }), 'NOT_FOUND', { resource: 'canned_job' });
  });

  test('adds a canned job, also for a finished inspection, with missing parts on backorder', async () => {
    const part = await mia.call.inventory.create({ name: 'Pad', priceCents: 100, quantity: 1 });
    const canned = await boss.call.cannedJobs.create({ name: 'New pads', parts: [{ partId: part.id, quantity: 3 }] });
    const { id, items } = await started();
    await finish({ id });
    const itemId = items[0]?.id ?? 0;
    await refused(recommend({ id, itemId, cannedJobId: 2 ** 40 }), 'NOT_FOUND', { resource: 'canned_job' });
    const ticket = await recommend({ id, itemId, cannedJobId: canned.id });
    expect(ticket).toMatchObject({ jobs: [{ name: 'New pads' }], parts: [{ reserved: 1, missing: 2 }] });
    expect((await cara.call.inspections.get({ id })).items[0]).toMatchObject({ jobId: ticket.jobs[0]?.id });
  });

  test('is for tickets that are worked on, and items of the inspection', async () => {
    const [{ id, items }, other] = [await started(), await started()];
    const stray = other.items[0]?.id ?? 0;
    await refused(recommend({ id, itemId: stray }), 'NOT_FOUND', { resource: 'inspection_item' });
    await boss.call.tickets.setStatus({ id: ticketId, status: 'cancelled' });
    await refused(recommend({ id, itemId: items[0]?.id ?? 0 }), 'TICKET_CLOSED', { status: 'cancelled' });
  });

  test('can be repeated when its job is removed', async () => {
    const { id, items } = await started();
    const itemId = items[0]?.id ?? 0;
    const { jobs } = await recommend({ id, itemId });
    await mia.call.tickets.removeJob({ id: ticketId, jobId: jobs[0]?.id ?? 0 });
    expect(await get({ id })).toMatchObject({ version: 3, items: [{ jobId: null }, {}, {}] });
    expect((await recommend({ id, itemId })).jobs).toHaveLength(1);
  });

  test('of concurrent ones for an item, one adds a job', async () => {
    const { id, items } = await started();
    const itemId = items[0]?.id ?? 0;
    const calls = Array.from({ length: 8 }, () => recommend({ id, itemId }));
    const results = await Promise.allSettled(calls);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await mia.call.tickets.get({ id: ticketId })).jobs).toHaveLength(1);
  });
});

test('everything above left inspections, tickets and events consistent', async () => {
  await expectHealthy(shop.shop.database);
  await expectConsistent(shop.shop.database);
});
