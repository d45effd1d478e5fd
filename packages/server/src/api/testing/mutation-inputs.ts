import { eq } from 'drizzle-orm';
import { appointments } from '../../features/appointments/table.ts';
import { type Actor, PASSWORD, type TestShop, someTicket, somePart } from '../../testing/testing.ts';

/** An input of each mutation that stores its response, by path. */
export function mutationInputs(shop: TestShop, admin: Actor): Record<string, () => Promise<object>> {
  const walkIn = async () => (await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' })).id;
  const staff = async () => (await shop.mechanic()).id;
  const part = async () => (await somePart(admin)).id;
  const ticket = async () => (await someTicket(await shop.customer())).id;
  async function vehicle() {
    return (await admin.call.vehicles.create({ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 }))
      .id;
  }
  async function ticketWithPart() {
    const [id, partId] = [await ticket(), await part()];
    await admin.call.tickets.addPart({ id, partId, quantity: 3 });
    return { id, partId };
  }

  /** Inputs that name the ticket and one thing on it. */
  async function ofWork(member: 'jobId' | 'laborId' | 'extraId') {
    const id = await ticket();
    const jobId = (await admin.call.tickets.addJob({ id, name: 'Noise' })).jobs[0]?.id;
    await admin.call.tickets.addLabor({ id, jobId, description: 'Listen', hours: 1 });
    const fee = { id, jobId, kind: 'fee', description: 'Disposal', amountCents: 350 } as const;
    const { labor, extras } = await admin.call.tickets.addExtra(fee);
    return { id, [member]: { jobId, laborId: labor[0]?.id, extraId: extras[0]?.id }[member] };
  }
  async function lineOf() {
    const { id } = await ticketWithPart();
    return { id, lineId: (await admin.call.tickets.get({ id })).parts[0]?.id };
  }
  async function deferred() {
    const { id, customer } = await someTicket(await shop.customer());
    const { jobs } = await admin.call.tickets.addJob({ id, name: 'Noise' });
    await admin.call.tickets.setStatus({ id, status: 'cancelled' });
    return { customerId: customer.id, jobId: jobs[0]?.id };
  }
  async function completed() {
    const id = await ticket();
    await admin.call.tickets.addLabor({ id, description: 'Listen', priceCents: 5_000 });
    for (const status of ['in_progress', 'completed'] as const) await admin.call.tickets.setStatus({ id, status });
    return id;
  }
  const invoice = async () => admin.call.invoices.issue({ ticketId: await completed() });
  const webhook = async () => (await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] })).id;
  async function template(): Promise<number> {
    const items = [{ group: 'Brakes', name: 'Pads' }];
    return (await admin.call.inspectionTemplates.create({ name: 'Check', items })).id;
  }
  const inspection = async () =>
    admin.call.inspections.start({ ticketId: await ticket(), templateId: await template() });
  const clockedTime = async () => (await admin.call.clock.start({ ticketId: await ticket() })).started.id;
  const bay = async () => (await admin.call.bays.create({ name: 'Lift' })).id;
  let bookings = 0;
  const booking = () => ({
    startsAt: new Date(Date.UTC(2026, 10, 23, 9 + bookings++)).toISOString(),
    minutes: 60,
    subject: 'Annual service',
  });
  async function appointment(status?: 'requested'): Promise<number> {
    const values = { ...booking(), customerId: await walkIn(), bayId: null };
    const { id } = await admin.call.appointments.book(values);
    if (status) {
      const change = { status };
      await shop.shop.database.write((tx) => tx.update(appointments).set(change).where(eq(appointments.id, id)));
    }
    return id;
  }
  const cannedJob = async () => (await admin.call.cannedJobs.create({ name: 'Front brakes' })).id;
  const supplier = async () => (await admin.call.suppliers.create({ name: 'Factors' })).id;
  async function draft() {
    const lines = [{ partId: await part(), quantity: 2 }];
    return (await admin.call.purchases.create({ supplierId: await supplier(), lines })).id;
  }
  const ordered = async () => (await admin.call.purchases.order({ id: await draft() })).id;
  let rate = 0;

  let people = 0;
  const newEmail = () => `once${(people += 1)}@shop.test`;

  return {
    'customers.create': async () => ({ firstName: 'Walt', lastName: 'Kin' }),
    'customers.import': async () => ({ rows: [{ firstName: 'Walt', lastName: 'Kin' }] }),
    'vehicles.import': async () => ({ rows: [{ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 }] }),
    'inventory.import': async () => ({ rows: [{ name: 'Spark plug', priceCents: 900, quantity: 4 }] }),
    'customers.update': async () => ({ id: await walkIn(), phone: '030 901820' }),
    'customers.delete': async () => ({ id: await walkIn() }),
    'mechanics.create': async () => ({
      email: newEmail(),
      password: PASSWORD,
      firstName: 'Mia',
      lastName: 'Wrench',
    }),
    'mechanics.update': async () => ({ id: await staff(), specialty: 'Gears' }),
    'mechanics.delete': async () => ({ id: await staff() }),
    'vehicles.create': async () => ({ customerId: await walkIn(), make: 'Saab', model: '900', year: 1990 }),
    'vehicles.update': async () => ({ id: await vehicle(), make: 'Volvo' }),
    'vehicles.delete': async () => ({ id: await vehicle() }),
    'inventory.create': async () => ({ name: 'Spark plug', priceCents: 900, quantity: 4 }),
    'inventory.update': async () => ({ id: await part(), quantity: 2 }),
    'inventory.adjust': async () => ({ id: await part(), delta: 5 }),
    'inventory.delete': async () => ({ id: await part() }),
    'apiKeys.revoke': async () => ({
      id: (await admin.call.apiKeys.create({ name: 'Price list', scopes: ['inventory.*'] })).id,
    }),
    'invites.revoke': async () => ({ id: (await admin.call.invites.create({ role: 'mechanic' })).id }),
    'tickets.create': async () => ({ customerId: await walkIn(), description: 'It squeals' }),
    'tickets.update': async () => ({ id: await ticket(), description: 'It still squeals' }),
    'tickets.editMechanics': async () => ({ id: await ticket(), addIds: [await staff()] }),
    'tickets.addPart': async () => ({ id: await ticket(), partId: await part(), quantity: 2 }),
    'tickets.removePart': async () => ({ ...(await ticketWithPart()), quantity: 1 }),
    'tickets.setStatus': async () => ({ id: await ticket(), status: 'in_progress' }),
    'tickets.setStatusOfMany': async () => ({ ids: [await ticket(), 999_999], status: 'in_progress' }),
    'tickets.setHold': async () => ({ id: await ticket(), hold: { reason: 'other' } }),
    'tickets.setCustomer': async () => ({ id: await ticket(), customerId: await walkIn() }),
    'tickets.addJob': async () => ({ id: await ticket(), name: 'Noise' }),
    'tickets.updateJob': async () => ({ ...(await ofWork('jobId')), name: 'Rattle' }),
    'tickets.removeJob': () => ofWork('jobId'),
    'tickets.recordApproval': async () => {
      const { id, jobId } = await ofWork('jobId');
      return { id, approve: [jobId], decline: [], method: 'phone', by: 'Ada' };
    },
    'estimates.withdraw': async () => {
      const { id: ticketId } = await ofWork('jobId');
      return { id: (await admin.call.estimates.send({ ticketId })).id };
    },
    'invoices.issue': async () => ({ ticketId: await completed() }),
    'invoices.void': async () => ({ id: (await invoice()).id, reason: 'Wrong customer.' }),
    'payments.record': async () => ({ ticketId: (await invoice()).ticketId, amountCents: 100, method: 'cash' }),
    'payments.refund': async () => {
      const { ticketId } = await invoice();
      const { id } = await admin.call.payments.record({ ticketId, amountCents: 100, method: 'cash' });
      return { id, reason: 'Too much.' };
    },
    'clock.start': async () => ({ ticketId: await ticket() }),
    'clock.stop': async () => {
      await clockedTime();
      return { note: 'Done' };
    },
    'clock.correct': async () => ({ id: await clockedTime(), note: 'Right' }),
    'clock.remove': async () => ({ id: await clockedTime() }),
    'messages.post': async () => ({ ticketId: await ticket(), text: 'Ready' }),
    'messages.markRead': async () => {
      const { ticketId, id } = await admin.call.messages.post({ ticketId: await ticket(), text: 'Ready' });
      return { ticketId, upTo: id };
    },
    'inspectionTemplates.create': async () => ({ name: 'Check', items: [{ group: 'Brakes', name: 'Pads' }] }),
    'inspectionTemplates.update': async () => ({ id: await template(), name: 'Another check' }),
    'inspectionTemplates.delete': async () => ({ id: await template() }),
    'inspections.start': async () => ({ ticketId: await ticket(), templateId: await template() }),
    'inspections.record': async () => {
      const { id, items } = await inspection();
      return { id, items: items.map((item) => ({ itemId: item.id, result: 'ok' })) };
    },
    'inspections.finish': async () => ({ id: (await inspection()).id }),
    'inspections.recommend': async () => {
      const { id, items } = await inspection();
      return { id, itemId: items[0]?.id };
    },
    'deferred.revive': async () => {
      const { customerId, jobId } = await deferred();
      return { jobId, ticketId: (await admin.call.tickets.create({ customerId, description: 'It squeals' })).id };
    },
    'deferred.dismiss': async () => ({ jobId: (await deferred()).jobId }),
    'tickets.addCannedJob': async () => ({ id: await ticket(), cannedJobId: await cannedJob() }),
    'tickets.addLabor': async () => ({ id: await ticket(), description: 'Listen', hours: 1 }),
    'tickets.updateLabor': async () => ({ ...(await ofWork('laborId')), done: true }),
    'tickets.removeLabor': () => ofWork('laborId'),
    'tickets.addExtra': async () => ({ id: await ticket(), kind: 'fee', description: 'Disposal', amountCents: 350 }),
    'tickets.updateExtra': async () => ({ ...(await ofWork('extraId')), amountCents: 400 }),
    'tickets.removeExtra': () => ofWork('extraId'),
    'tickets.moveLine': async () => {
      const { id, extraId: lineId } = await ofWork('extraId');
      return { id, kind: 'extra', lineId, jobId: null };
    },
    'tickets.updatePart': async () => ({ ...(await lineOf()), quantity: 2 }),
    'customers.erase': async () => ({ id: await walkIn() }),
    'customers.merge': async () => ({ id: await walkIn(), intoId: await walkIn() }),
    'vehicles.transfer': async () => ({ id: await vehicle(), customerId: await walkIn() }),
    'shop.update': async () => ({ laborRateCents: (rate += 100) }),
    'bays.create': async () => ({ name: 'Lift' }),
    'bays.update': async () => ({ id: await bay(), active: false }),
    'bays.delete': async () => ({ id: await bay() }),
    'appointments.book': async () => ({ ...booking(), customerId: await walkIn(), bayId: null }),
    'appointments.update': async () => ({ id: await appointment(), subject: 'Tyres' }),
    'appointments.confirm': async () => ({ id: await appointment('requested') }),
    'appointments.arrive': async () => ({ id: await appointment() }),
    'appointments.noShow': async () => ({ id: await appointment() }),
    'appointments.finish': async () => {
      const id = await appointment();
      await admin.call.appointments.arrive({ id });
      return { id };
    },
    'appointments.cancel': async () => ({ id: await appointment() }),
    'appointments.openTicket': async () => ({ id: await appointment() }),
    'cannedJobs.create': async () => ({ name: 'Front brakes' }),
    'cannedJobs.update': async () => ({ id: await cannedJob(), name: 'Rear brakes' }),
    'cannedJobs.delete': async () => ({ id: await cannedJob() }),
    'suppliers.create': async () => ({ name: 'Factors' }),
    'suppliers.import': async () => ({ rows: [{ name: 'Factors' }] }),
    'suppliers.update': async () => ({ id: await supplier(), note: 'Twice a day' }),
    'suppliers.delete': async () => ({ id: await supplier() }),
    'purchases.create': async () => ({ supplierId: await supplier(), lines: [{ partId: await part(), quantity: 2 }] }),
    'purchases.update': async () => ({ id: await draft(), note: 'Soon' }),
    'purchases.order': async () => ({ id: await draft() }),
    'purchases.receive': async () => ({ id: await ordered() }),
    'purchases.cancel': async () => ({ id: await ordered() }),
    'purchases.delete': async () => ({ id: await draft() }),
    'purchases.createFromReorder': async () => {
      const supplierId = await supplier();
      await somePart(admin, { supplierId, quantity: 0, minQuantity: 1 });
      return { supplierId };
    },
    'webhooks.update': async () => ({ id: await webhook(), active: false }),
    'webhooks.delete': async () => ({ id: await webhook() }),
    'webhooks.redeliver': async () => ({ deliveryId: (await admin.call.webhooks.test({ id: await webhook() })).id }),
    'tickets.delete': async () => ({ id: await ticket() }),
  };
}
