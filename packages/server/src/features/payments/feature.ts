import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { paymentChecks } from './checks.ts';
import { paymentsDocs } from './docs.ts';

export const paymentsFeature: Feature = {
  docs: { payments: paymentsDocs },
  deletionRules: {
    'payments.ticketId': { refuses: 'payments' },
    'payments.customerId': { refuses: 'tickets' },
    'payments.byId': { fate: 'stays', unless: [{ refuses: 'payments', beyond: MOST_AT_ONCE }] },
  },
  checks: paymentChecks,
};
