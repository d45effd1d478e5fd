/** The session of a step; `ada` registers during the tour. */
export type Guide = 'owner' | 'mechanic' | 'customer' | 'ada';

/** One call of the tour. */
export interface TourStep {
  operationId: string;
  as?: Guide;
  /** Fields from earlier steps, as `{{name}}`, instead of from the example. */
  use?: Readonly<Record<string, string>>;
  /** What later steps need from the response: a path of field names by the name to store it under. */
  keep?: Readonly<Record<string, string>>;
}

function step(operationId: string, as?: Guide, more: Pick<TourStep, 'use' | 'keep'> = {}): TourStep {
  return {
    operationId,
    ...(as === undefined ? {} : { as }),
    ...more,
  };
}

/**
 * Every operation at least once, in a working order: log in, read, create, change, delete. It keeps the demo's own rows
 * except for texts, and deletes only what it created, so it can be repeated.
 */
export const tour: readonly TourStep[] = [
  step('auth.login'),
  step('auth.login', undefined, { keep: { ownerToken: 'token' } }),
  step('auth.login-mechanics', undefined, { keep: { mechanicToken: 'token' } }),
  step('auth.login-customers', undefined, { keep: { customerToken: 'token' } }),
  step('auth.register', undefined, {
    use: { email: 'ada.{{run}}@example.com' },
    keep: { adaId: 'account.id', adaRefresh: 'refreshToken' },
  }),
  step('auth.refresh', undefined, { use: { refreshToken: '{{adaRefresh}}' }, keep: { adaToken: 'token' } }),
  step('auth.me', 'owner'),
  step('auth.me-customers', 'customer'),
  step('auth.me-mechanics', 'mechanic'),
  step('auth.updateMe', 'owner'),
  step('auth.sessions', 'owner', { keep: { sessionId: 'items.1.id' } }),
  step('auth.endSession', 'owner', { use: { id: '{{sessionId}}' } }),
  step('auth.changeEmail', 'ada', { use: { email: 'ada.moran.{{run}}@example.com' } }),
  step('auth.changePassword', 'ada', { keep: { adaToken: 'token' } }),
  step('auth.createResetCode', 'owner', { use: { accountId: '{{adaId}}' }, keep: { resetCode: 'code' } }),
  step('auth.resetPassword', undefined, { use: { code: '{{resetCode}}' }, keep: { adaToken: 'token' } }),
  step('auth.resetCodes', 'owner', { keep: { resetCodeId: 'items.0.id' } }),
  step('auth.revokeResetCode', 'owner', { use: { id: '{{resetCodeId}}' } }),
  step('auth.logoutEverywhere', 'ada'),

  step('customers.list', 'mechanic'),
  step('customers.get', 'customer'),
  step('customers.create', 'mechanic', { keep: { customerId: 'id' } }),
  step('customers.update', 'mechanic', { use: { id: '{{customerId}}' } }),
  step('customers.delete', 'owner', { use: { id: '{{customerId}}' } }),
  step('customers.create', 'mechanic', { keep: { twiceId: 'id' } }),
  step('customers.merge', 'owner', { use: { id: '{{twiceId}}' } }),

  step('mechanics.list'),
  step('mechanics.ranking'),
  step('mechanics.get'),
  step('mechanics.records', 'owner'),
  step('mechanics.record', 'mechanic'),
  step('mechanics.create', 'owner', { use: { email: 'orla.{{run}}@example.com' }, keep: { mechanicId: 'id' } }),
  step('mechanics.update', 'owner', { use: { id: '{{mechanicId}}' } }),
  step('mechanics.delete', 'owner', { use: { id: '{{mechanicId}}' } }),

  step('vehicles.list', 'mechanic'),
  step('vehicles.get', 'customer'),
  step('vehicles.create', 'mechanic', { keep: { vehicleId: 'id' } }),
  step('vehicles.update', 'mechanic', { use: { id: '{{vehicleId}}' } }),
  step('vehicles.mileage', 'mechanic'),
  step('vehicles.transfer', 'mechanic', { use: { id: '{{vehicleId}}' } }),
  step('vehicles.delete', 'mechanic', { use: { id: '{{vehicleId}}' } }),

  step('inventory.list'),
  step('inventory.get'),
  step('inventory.create', 'mechanic', { keep: { partId: 'id' } }),
  step('inventory.update', 'mechanic', { use: { id: '{{partId}}' } }),
  step('inventory.adjust', 'mechanic', { use: { id: '{{partId}}' } }),
  step('inventory.movements', 'mechanic', { use: { partId: '{{partId}}' } }),
  step('inventory.delete', 'mechanic', { use: { id: '{{partId}}' } }),

  step('shop.get'),
  step('shop.update', 'owner'),

  step('cannedJobs.list', 'mechanic'),
  step('cannedJobs.get', 'mechanic'),
  step('cannedJobs.create', 'owner', { keep: { cannedJobId: 'id' } }),
  step('cannedJobs.update', 'owner', { use: { id: '{{cannedJobId}}' } }),
  step('cannedJobs.delete', 'owner', { use: { id: '{{cannedJobId}}' } }),

  step('tickets.list', 'mechanic'),
  step('tickets.mine', 'owner'),
  step('tickets.mine-customers', 'customer'),
  step('tickets.mine-mechanics', 'mechanic'),
  step('tickets.create', 'mechanic', { keep: { ticketId: 'id' } }),
  step('tickets.get', 'mechanic', { use: { id: '{{ticketId}}' } }),
  step('tickets.update', 'mechanic', { use: { id: '{{ticketId}}' } }),
  step('tickets.editMechanics', 'mechanic', { use: { id: '{{ticketId}}' } }),
  step('tickets.addJob', 'mechanic', { use: { id: '{{ticketId}}' }, keep: { jobId: 'jobs.0.id' } }),
  step('tickets.updateJob', 'mechanic', { use: { id: '{{ticketId}}', jobId: '{{jobId}}' } }),
  step('tickets.addLabor', 'mechanic', {
    use: { id: '{{ticketId}}', jobId: '{{jobId}}' },
    keep: { laborId: 'labor.0.id' },
  }),
  step('tickets.updateLabor', 'mechanic', { use: { id: '{{ticketId}}', laborId: '{{laborId}}' } }),
  step('tickets.addExtra', 'mechanic', {
    use: { id: '{{ticketId}}', jobId: '{{jobId}}' },
    keep: { extraId: 'extras.0.id' },
  }),
  step('tickets.updateExtra', 'mechanic', { use: { id: '{{ticketId}}', extraId: '{{extraId}}' } }),
  step('estimates.send', 'mechanic', {
    use: { ticketId: '{{ticketId}}' },
    keep: { estimateId: 'id', estimateCode: 'code' },
  }),
  step('estimates.list', 'customer', { use: { ticketId: '{{ticketId}}' } }),
  step('estimates.get', 'customer', { use: { id: '{{estimateId}}' } }),
  step('estimates.pdf', 'customer', { use: { id: '{{estimateId}}' } }),
  step('estimates.view', undefined, { use: { code: '{{estimateCode}}' } }),
  step('estimates.decide', 'customer', { use: { id: '{{estimateId}}', approve: '{{jobId}}' } }),
  step('estimates.send', 'mechanic', { use: { ticketId: '{{ticketId}}' }, keep: { estimateId: 'id' } }),
  step('estimates.withdraw', 'mechanic', { use: { id: '{{estimateId}}' } }),
  step('estimates.send', 'mechanic', { use: { ticketId: '{{ticketId}}' }, keep: { estimateCode: 'code' } }),
  step('estimates.answer', undefined, { use: { code: '{{estimateCode}}', approve: '{{jobId}}' } }),
  step('tickets.recordApproval', 'mechanic', { use: { id: '{{ticketId}}', approve: '{{jobId}}' } }),
  step('tickets.approvals', 'customer', { use: { id: '{{ticketId}}' } }),
  step('tickets.moveLine', 'mechanic', { use: { id: '{{ticketId}}', lineId: '{{extraId}}' } }),
  step('tickets.removeExtra', 'mechanic', { use: { id: '{{ticketId}}', extraId: '{{extraId}}' } }),
  step('tickets.removeLabor', 'mechanic', { use: { id: '{{ticketId}}', laborId: '{{laborId}}' } }),
  step('tickets.removeJob', 'mechanic', { use: { id: '{{ticketId}}', jobId: '{{jobId}}' } }),
  step('clock.start', 'mechanic', { use: { ticketId: '{{ticketId}}' }, keep: { timeEntryId: 'started.id' } }),
  step('clock.current', 'mechanic'),
  step('clock.stop', 'mechanic'),
  step('clock.list', 'mechanic', { use: { ticketId: '{{ticketId}}' } }),
  step('clock.correct', 'mechanic', { use: { id: '{{timeEntryId}}' } }),
  step('clock.remove', 'owner', { use: { id: '{{timeEntryId}}' } }),
  step('messages.post', 'customer', { keep: { messageId: 'id' } }),
  step('messages.list', 'customer'),
  step('messages.unread', 'mechanic'),
  step('messages.markRead', 'mechanic', { use: { upTo: '{{messageId}}' } }),
  step('tickets.addPart', 'mechanic', { use: { id: '{{ticketId}}' }, keep: { lineId: 'parts.0.id' } }),
  step('tickets.updatePart', 'mechanic', { use: { id: '{{ticketId}}', lineId: '{{lineId}}' } }),
  step('tickets.removePart', 'mechanic', { use: { id: '{{ticketId}}' } }),
  step('tickets.addCannedJob', 'mechanic', { use: { id: '{{ticketId}}' }, keep: { undoneJobId: 'jobs.0.id' } }),
  step('tickets.addJob', 'mechanic', { use: { id: '{{ticketId}}' }, keep: { unwantedJobId: 'jobs.1.id' } }),
  step('tickets.setHold', 'mechanic', { use: { id: '{{ticketId}}' } }),
  step('tickets.setStatus', 'mechanic', { use: { id: '{{ticketId}}', status: 'cancelled' } }),
  step('tickets.history', 'customer', { use: { id: '{{ticketId}}' } }),
  step('tickets.create', 'mechanic', { keep: { emptyTicketId: 'id' } }),
  step('tickets.setCustomer', 'mechanic', { use: { id: '{{emptyTicketId}}' } }),
  step('tickets.delete', 'owner', { use: { id: '{{emptyTicketId}}' } }),
  step('tickets.create', 'mechanic', { keep: { nextTicketId: 'id' } }),
  step('deferred.list', 'mechanic'),
  step('deferred.revive', 'mechanic', { use: { jobId: '{{undoneJobId}}', ticketId: '{{nextTicketId}}' } }),
  step('deferred.dismiss', 'mechanic', { use: { jobId: '{{unwantedJobId}}' } }),

  step('inspectionTemplates.list', 'mechanic'),
  step('inspectionTemplates.create', 'owner', { keep: { templateId: 'id' } }),
  step('inspectionTemplates.get', 'mechanic', { use: { id: '{{templateId}}' } }),
  step('inspectionTemplates.update', 'owner', { use: { id: '{{templateId}}' } }),
  step('inspections.start', 'mechanic', {
    use: { templateId: '{{templateId}}' },
    keep: { inspectionId: 'id', itemId: 'items.0.id' },
  }),
  step('inspections.record', 'mechanic', { use: { id: '{{inspectionId}}', items: '{{itemId}}' } }),
  step('inspections.recommend', 'mechanic', { use: { id: '{{inspectionId}}', itemId: '{{itemId}}' } }),
  step('inspections.finish', 'mechanic', { use: { id: '{{inspectionId}}' } }),
  step('inspections.get', 'customer', { use: { id: '{{inspectionId}}' } }),
  step('inspections.list', 'customer'),
  step('inspectionTemplates.delete', 'owner', { use: { id: '{{templateId}}' } }),

  step('invoices.issue', 'mechanic', { keep: { invoiceId: 'id' } }),
  step('payments.record', 'mechanic', { keep: { paymentId: 'id' } }),
  step('payments.refund', 'owner', { use: { id: '{{paymentId}}' } }),
  step('payments.list', 'customer'),
  step('invoices.get', 'customer'),
  step('invoices.pdf', 'customer'),
  step('invoices.list', 'customer'),
  // The ticket is free for the next tour then.
  step('invoices.void', 'owner', { use: { id: '{{invoiceId}}' } }),

  step('events.list', 'customer'),
  step('audit.list', 'owner'),

  step('invites.create', 'owner', { keep: { inviteId: 'id' } }),
  step('invites.list', 'owner'),
  step('invites.revoke', 'owner', { use: { id: '{{inviteId}}' } }),
  step('apiKeys.create', 'owner', { keep: { apiKeyId: 'id' } }),
  step('apiKeys.list', 'owner'),
  step('apiKeys.revoke', 'owner', { use: { id: '{{apiKeyId}}' } }),
  step('webhooks.create', 'owner', { keep: { webhookId: 'id' } }),
  step('webhooks.list', 'owner'),
  step('webhooks.get', 'owner', { use: { id: '{{webhookId}}' } }),
  step('webhooks.update', 'owner', { use: { id: '{{webhookId}}' } }),
  step('webhooks.rotateSecret', 'owner', { use: { id: '{{webhookId}}' } }),
  step('webhooks.test', 'owner', { use: { id: '{{webhookId}}' }, keep: { deliveryId: 'id' } }),
  step('webhooks.deliveries', 'owner', { use: { id: '{{webhookId}}' } }),
  step('webhooks.redeliver', 'owner', { use: { deliveryId: '{{deliveryId}}' } }),
  step('webhooks.delete', 'owner', { use: { id: '{{webhookId}}' } }),
  step('customers.import', 'mechanic'),
  step('vehicles.import', 'mechanic'),
  step('inventory.import', 'mechanic'),
  step('auth.logout', 'mechanic'),
];
