import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { invoiceChecks } from './checks.ts';
import { invoicesDocs } from './docs.ts';
import { invoicesSource } from './search.ts';

export const invoicesFeature: Feature = {
  docs: { invoices: invoicesDocs },
  deletionRules: {
    'invoices.ticketId': { refuses: 'invoices' },
    'invoices.customerId': { refuses: 'tickets' },
    'invoices.voidedById': { fate: 'stays', unless: [{ refuses: 'invoices', beyond: MOST_AT_ONCE }] },
  },
  search: { invoices: invoicesSource },
  checks: invoiceChecks,
};
