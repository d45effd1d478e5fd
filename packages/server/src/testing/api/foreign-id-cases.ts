import type { Reason } from '@mechanic-shop/shared';
import { invoicedTicket, pay } from '../money.ts';
import { shopOfFile } from '../shop.ts';
import { someTicket, somePart } from '../testing.ts';

export const shop = await shopOfFile();
export const [admin, mechanic, owner, stranger] = [
  await shop.admin(),
  await shop.mechanic(),
  await shop.customer(),
  await shop.customer(),
];
export const vehicle = await owner.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
export const ticket = await someTicket(owner, { vehicleId: vehicle.id });
const part = await somePart(admin);
const { jobs } = await admin.call.tickets.addJob({ id: ticket.id, name: 'Noise' });
await admin.call.tickets.addLabor({ id: ticket.id, description: 'Listen', hours: 1 });
await admin.call.tickets.addExtra({ id: ticket.id, kind: 'fee', description: 'Disposal', amountCents: 350 });
const { labor, extras, parts } = await admin.call.tickets.addPart({ id: ticket.id, partId: part.id });
const undone = await admin.call.tickets.addJob({
  id: (await owner.call.tickets.create({ description: 'It rattles', vehicleId: vehicle.id })).id,
  name: 'Exhaust',
});
const deferredId = undone.jobs[0]?.id ?? 0;
await admin.call.tickets.setStatus({ id: undone.id, status: 'cancelled' });
const cannedJob = await admin.call.cannedJobs.create({ name: 'Front brakes' });
const estimate = await admin.call.estimates.send({ ticketId: ticket.id });
const invoice = await invoicedTicket(admin, owner);
const payment = await pay(admin, invoice.ticketId, 100);
export const sessionId = (await owner.call.auth.sessions()).items[0]?.id ?? 0;
const apiKey = await admin.call.apiKeys.create({ name: 'Price list', scopes: ['inventory.*'] });
const webhook = await admin.call.webhooks.create({ url: 'https://books.example/', kinds: ['*'] });
const tested = await admin.call.webhooks.test({ id: webhook.id });
const { started: timeEntry } = await admin.call.clock.start({ ticketId: ticket.id });
const message = await admin.call.messages.post({ ticketId: ticket.id, text: 'Ready' });
const template = await admin.call.inspectionTemplates.create({
  name: 'Yearly check',
  items: [{ group: 'Brakes', name: 'Front pads' }],
});
const inspection = await admin.call.inspections.start({ ticketId: ticket.id, templateId: template.id });
const itemId = inspection.items[0]?.id ?? 0;
await admin.call.inspections.finish({ id: inspection.id });
const supplier = await admin.call.suppliers.create({ name: 'Factors' });
const bought = { supplierId: supplier.id, lines: [{ partId: part.id, quantity: 1 }] };
const draft = await admin.call.purchases.create(bought);
const order = await admin.call.purchases.order({ id: (await admin.call.purchases.create(bought)).id });
const { id: bayId } = await admin.call.bays.create({ name: 'Lift' });
const booking = { startsAt: '2026-11-23T09:00:00Z', minutes: 60, subject: 'Annual service' };
const appointment = await admin.call.appointments.book({ ...booking, customerId: owner.id, bayId });
const invite = await admin.call.invites.create({ role: 'mechanic' });

interface Case {
  /** The id of something that belongs to another customer or the shop. */
  foreign: number;
  /** The rest of a valid input. */
  rest?: object;
  /** What staff get for an id that does not exist. */
  absent?: Reason | 'nothing';
  /** A filter of a list of the caller's own: what is foreign or missing leaves nothing. */
  filters?: true;
  /** The id is an item of a list. */
  listed?: true;
}

const description = 'It squeals';
const car = { make: 'Saab', model: '900', year: 1990 };
const ofTicket = { foreign: ticket.id };
const ofVehicle = { foreign: vehicle.id };
const ofOwner = { foreign: owner.id };
const inTicket = { id: ticket.id };
const idOf = ([row]: { id: number }[]): number => row?.id ?? 0;
const [jobId, laborId, extraId, lineId] = [idOf(jobs), idOf(labor), idOf(extras), idOf(parts)];
const ofAppointment = { foreign: appointment.id };
const later = { ...booking, startsAt: '2026-11-24T09:00:00Z' };
const newLabor = { description: 'Listen', hours: 1 };
const newFee = { kind: 'fee', description: 'Disposal', amountCents: 350 };

/** Every input field that is an id. */
export const cases: Record<string, Case> = {
  'auth.createResetCode.accountId': ofOwner,
  'auth.revokeResetCode.id': { foreign: 1 },
  'auth.endSession.id': { foreign: sessionId },
  'apiKeys.revoke.id': { foreign: apiKey.id },
  'invites.create.customerId': { ...ofOwner, rest: { role: 'customer' } },
  'invites.revoke.id': { foreign: invite.id },
  'customers.get.id': ofOwner,
  'customers.update.id': { ...ofOwner, rest: { firstName: 'Eve', version: 99 } },
  'customers.delete.id': ofOwner,
  'customers.exportData.id': ofOwner,
  'customers.erase.id': ofOwner,
  'customers.merge.id': { ...ofOwner, rest: { intoId: stranger.id } },
  'customers.merge.intoId': { ...ofOwner, rest: { id: stranger.id } },
  'mechanics.get.id': ofOwner,
  'mechanics.record.id': { foreign: mechanic.id },
  'mechanics.update.id': { foreign: mechanic.id, rest: { firstName: 'Eve' } },
  'mechanics.delete.id': { foreign: mechanic.id },
  'vehicles.list.customerId': { ...ofOwner, absent: 'nothing' },
  'vehicles.get.id': ofVehicle,
  'vehicles.create.customerId': { ...ofOwner, rest: car },
  'vehicles.update.id': { ...ofVehicle, rest: { make: 'Mine', version: 99 } },
  'vehicles.delete.id': ofVehicle,
  'vehicles.mileage.id': ofVehicle,
  'vehicles.transfer.id': { ...ofVehicle, rest: { customerId: stranger.id } },
  'vehicles.transfer.customerId': { ...ofOwner, rest: { id: vehicle.id } },
  'cannedJobs.get.id': { foreign: cannedJob.id },
  'cannedJobs.update.id': { foreign: cannedJob.id, rest: { name: 'Mine' } },
  'cannedJobs.delete.id': { foreign: cannedJob.id },
  'webhooks.get.id': { foreign: webhook.id },
  'webhooks.update.id': { foreign: webhook.id, rest: { active: false } },
  'webhooks.rotateSecret.id': { foreign: webhook.id },
  'webhooks.delete.id': { foreign: webhook.id },
  'webhooks.deliveries.id': { foreign: webhook.id },
  'webhooks.redeliver.deliveryId': { foreign: tested.id },
  'webhooks.test.id': { foreign: webhook.id },
  // Parts are public: a missing id stands in for a foreign one.
  'inventory.get.id': { foreign: 999_999 },
  'inventory.update.id': { foreign: part.id, rest: { name: 'Mine' } },
  'inventory.adjust.id': { foreign: part.id, rest: { delta: 1 } },
  'inventory.delete.id': { foreign: part.id },
  'inventory.movements.partId': { foreign: part.id },
  'inventory.record.id': { foreign: part.id },
  'inventory.records.supplierId': { foreign: supplier.id, absent: 'nothing' },
  'inventory.create.supplierId': { foreign: supplier.id, rest: { name: 'Mine', priceCents: 1 } },
  'inventory.update.supplierId': { foreign: supplier.id, rest: { id: part.id } },
  'suppliers.get.id': { foreign: supplier.id },
  'suppliers.update.id': { foreign: supplier.id, rest: { name: 'Mine' } },
  'suppliers.delete.id': { foreign: supplier.id },
  'purchases.list.supplierId': { foreign: supplier.id, absent: 'nothing' },
  'purchases.list.partId': { foreign: part.id, absent: 'nothing' },
  'purchases.get.id': { foreign: draft.id },
  'purchases.create.supplierId': { foreign: supplier.id, rest: { lines: bought.lines } },
  'purchases.update.id': { foreign: draft.id, rest: { note: 'Mine' } },
  'purchases.update.supplierId': { foreign: supplier.id, rest: { id: draft.id } },
  'purchases.order.id': { foreign: draft.id },
  'purchases.receive.id': { foreign: order.id },
  'purchases.cancel.id': { foreign: order.id },
  'purchases.delete.id': { foreign: draft.id },
  'purchases.reorder.supplierId': { foreign: supplier.id, absent: 'nothing' },
  'purchases.createFromReorder.supplierId': { foreign: supplier.id },
  'tickets.create.vehicleId': { ...ofVehicle, rest: { description } },
  'tickets.create.customerId': { ...ofOwner, rest: { description } },
  'tickets.list.customerId': { ...ofOwner, absent: 'nothing' },
  'tickets.list.mechanicId': { foreign: mechanic.id, absent: 'nothing' },
  'tickets.list.vehicleId': { ...ofVehicle, absent: 'nothing' },
  'tickets.get.id': ofTicket,
  'tickets.history.id': ofTicket,
  'tickets.update.id': { ...ofTicket, rest: { description } },
  'tickets.update.vehicleId': { ...ofVehicle, rest: { id: ticket.id } },
  'tickets.editMechanics.id': { ...ofTicket, rest: { addIds: [mechanic.id] } },
  'tickets.editMechanics.addIds': {
    foreign: mechanic.id,
    rest: { id: ticket.id },
    absent: 'UNKNOWN_MECHANICS',
    listed: true,
  },
  'tickets.editMechanics.removeIds': { foreign: mechanic.id, rest: { id: ticket.id }, absent: 'nothing', listed: true },
  'tickets.addPart.id': { ...ofTicket, rest: { partId: part.id } },
  'tickets.addPart.partId': { foreign: part.id, rest: { id: ticket.id } },
  'tickets.addPart.jobId': { foreign: jobId, rest: { ...inTicket, partId: part.id } },
  'tickets.removePart.id': { ...ofTicket, rest: { partId: part.id } },
  'tickets.removePart.partId': { foreign: part.id, rest: { id: ticket.id } },
  'tickets.removePart.jobId': { foreign: jobId, rest: { ...inTicket, partId: part.id } },
  'tickets.setStatus.id': { ...ofTicket, rest: { status: 'cancelled', version: 99 } },
  'tickets.setHold.id': { ...ofTicket, rest: { hold: null } },
  'tickets.setCustomer.id': { ...ofTicket, rest: { customerId: stranger.id } },
  'tickets.setCustomer.customerId': { ...ofOwner, rest: inTicket },
  'tickets.setCustomer.vehicleId': { ...ofVehicle, rest: { ...inTicket, customerId: owner.id } },
  'tickets.addJob.id': { ...ofTicket, rest: { name: 'Mine' } },
  'tickets.updateJob.id': { ...ofTicket, rest: { jobId, name: 'Mine' } },
  'tickets.updateJob.jobId': { foreign: jobId, rest: { ...inTicket, name: 'Mine' } },
  'tickets.removeJob.id': { ...ofTicket, rest: { jobId } },
  'tickets.removeJob.jobId': { foreign: jobId, rest: inTicket },
  'tickets.addCannedJob.id': { ...ofTicket, rest: { cannedJobId: cannedJob.id } },
  'tickets.addCannedJob.cannedJobId': { foreign: cannedJob.id, rest: inTicket },
  'tickets.addLabor.id': { ...ofTicket, rest: newLabor },
  'tickets.addLabor.jobId': { foreign: jobId, rest: { ...inTicket, ...newLabor } },
  'tickets.addLabor.mechanicId': {
    foreign: mechanic.id,
    rest: { ...inTicket, ...newLabor },
  },
  'tickets.updateLabor.id': { ...ofTicket, rest: { laborId, hours: 2 } },
  'tickets.updateLabor.laborId': { foreign: laborId, rest: { ...inTicket, hours: 2 } },
  'tickets.updateLabor.mechanicId': {
    foreign: mechanic.id,
    rest: { ...inTicket, laborId },
  },
  'tickets.removeLabor.id': { ...ofTicket, rest: { laborId } },
  'tickets.removeLabor.laborId': { foreign: laborId, rest: inTicket },
  'tickets.addExtra.id': { ...ofTicket, rest: newFee },
  'tickets.addExtra.jobId': { foreign: jobId, rest: { ...inTicket, ...newFee } },
  'tickets.updateExtra.id': { ...ofTicket, rest: { extraId, amountCents: 1 } },
  'tickets.updateExtra.extraId': { foreign: extraId, rest: { ...inTicket, amountCents: 1 } },
  'tickets.removeExtra.id': { ...ofTicket, rest: { extraId } },
  'tickets.removeExtra.extraId': { foreign: extraId, rest: inTicket },
  'tickets.moveLine.id': { ...ofTicket, rest: { kind: 'labor', lineId: laborId, jobId } },
  'tickets.moveLine.lineId': { foreign: laborId, rest: { ...inTicket, kind: 'labor', jobId } },
  'tickets.moveLine.jobId': { foreign: jobId, rest: { ...inTicket, kind: 'labor', lineId: laborId } },
  'tickets.updatePart.id': { ...ofTicket, rest: { lineId, taxable: false } },
  'tickets.updatePart.lineId': { foreign: lineId, rest: { ...inTicket, taxable: false } },
  'estimates.send.ticketId': ofTicket,
  'estimates.send.jobIds': { foreign: jobId, rest: { ticketId: ticket.id }, absent: 'INVALID_INPUT', listed: true },
  'estimates.list.ticketId': ofTicket,
  'estimates.get.id': { foreign: estimate.id },
  'estimates.pdf.id': { foreign: estimate.id },
  'estimates.withdraw.id': { foreign: estimate.id },
  'estimates.decide.id': { foreign: estimate.id, rest: { approve: [jobId], decline: [] } },
  'tickets.recordApproval.id': { ...ofTicket, rest: { approve: [jobId], decline: [], method: 'phone', by: 'Eve' } },
  'tickets.approvals.id': ofTicket,
  'deferred.list.customerId': { ...ofOwner, absent: 'nothing' },
  'deferred.list.vehicleId': { ...ofVehicle, absent: 'nothing', filters: true },
  'deferred.revive.jobId': { foreign: deferredId, rest: { ticketId: ticket.id } },
  'deferred.revive.ticketId': { ...ofTicket, rest: { jobId: deferredId } },
  'deferred.dismiss.jobId': { foreign: deferredId },
  'tickets.delete.id': ofTicket,
  'invoices.issue.ticketId': ofTicket,
  'invoices.get.id': { foreign: invoice.id },
  'invoices.list.customerId': { ...ofOwner, absent: 'nothing' },
  'invoices.pdf.id': { foreign: invoice.id },
  'invoices.void.id': { foreign: invoice.id, rest: { reason: 'Mine' } },
  'payments.record.ticketId': { ...ofTicket, rest: { amountCents: 1, method: 'cash' } },
  'payments.refund.id': { foreign: payment.id, rest: { reason: 'Mine' } },
  'bays.update.id': { foreign: bayId, rest: { name: 'Mine' } },
  'bays.delete.id': { foreign: bayId },
  'appointments.request.vehicleId': { ...ofVehicle, rest: later, absent: 'ROLE_REQUIRED' },
  'appointments.book.customerId': { ...ofOwner, rest: later },
  'appointments.book.vehicleId': { ...ofVehicle, rest: { ...later, customerId: owner.id } },
  'appointments.book.bayId': { foreign: bayId, rest: { ...later, customerId: owner.id } },
  'appointments.book.mechanicId': { foreign: mechanic.id, rest: { ...later, customerId: owner.id } },
  'appointments.update.id': { ...ofAppointment, rest: { subject: 'Mine' } },
  'appointments.update.vehicleId': { ...ofVehicle, rest: { id: appointment.id } },
  'appointments.update.bayId': { foreign: bayId, rest: { id: appointment.id } },
  'appointments.update.mechanicId': { foreign: mechanic.id, rest: { id: appointment.id } },
  'appointments.confirm.id': ofAppointment,
  'appointments.arrive.id': ofAppointment,
  'appointments.noShow.id': ofAppointment,
  'appointments.finish.id': ofAppointment,
  'appointments.cancel.id': ofAppointment,
  'appointments.openTicket.id': ofAppointment,
  'appointments.get.id': ofAppointment,
  'appointments.list.customerId': { ...ofOwner, absent: 'nothing' },
  'appointments.list.bayId': { foreign: bayId, absent: 'nothing', filters: true },
  'appointments.list.mechanicId': { foreign: mechanic.id, absent: 'nothing', filters: true },
  'audit.list.accountId': { ...ofOwner, absent: 'nothing' },
  'audit.list.entityId': { foreign: ticket.id, absent: 'nothing' },
  'events.list.ticketId': ofTicket,
  'events.live.ticketId': ofTicket,
  'clock.start.ticketId': ofTicket,
  'clock.start.laborId': { foreign: laborId, rest: { ticketId: ticket.id } },
  'clock.list.ticketId': { ...ofTicket, absent: 'nothing' },
  'clock.list.mechanicId': { foreign: mechanic.id, absent: 'nothing' },
  'clock.correct.id': { foreign: timeEntry.id, rest: { note: 'Mine' } },
  'clock.remove.id': { foreign: timeEntry.id },
  'messages.post.ticketId': { ...ofTicket, rest: { text: 'Mine' } },
  'messages.list.ticketId': ofTicket,
  'messages.markRead.ticketId': { ...ofTicket, rest: { upTo: message.id } },
  'inspectionTemplates.get.id': { foreign: template.id },
  'inspectionTemplates.update.id': { foreign: template.id, rest: { name: 'Mine' } },
  'inspectionTemplates.delete.id': { foreign: template.id },
  'inspections.start.ticketId': { ...ofTicket, rest: { templateId: template.id } },
  'inspections.start.templateId': { foreign: template.id, rest: { ticketId: ticket.id } },
  'inspections.list.ticketId': ofTicket,
  'inspections.get.id': { foreign: inspection.id },
  'inspections.record.id': { foreign: inspection.id, rest: { items: [{ itemId, result: 'ok' }] } },
  'inspections.finish.id': { foreign: inspection.id, rest: { version: 99 } },
  'inspections.recommend.id': { foreign: inspection.id, rest: { itemId } },
  'inspections.recommend.itemId': { foreign: itemId, rest: { id: inspection.id } },
  'inspections.recommend.cannedJobId': { foreign: cannedJob.id, rest: { id: inspection.id, itemId } },
  'payments.list.ticketId': { foreign: invoice.ticketId, absent: 'nothing', filters: true },
};
