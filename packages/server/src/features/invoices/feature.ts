import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { tickets } from '../tickets/table.ts';
import { invoiceChecks } from './checks.ts';
import { invoicesDocs } from './docs.ts';
import { invoiceEntity } from './entity.ts';
import { figureChecks } from './figure-checks.ts';
import { invoicesSource } from './search.ts';
import { invoices } from './table.ts';

export const invoicesFeature: Feature = {
  docs: { invoices: invoicesDocs },
  entities: [{ entity: invoiceEntity, table: invoices }],
  deletionRules: {
    // Invoices are never deleted.
    'tickets.invoiceId': 'stays',
    'invoices.ticketId': { refuses: 'invoices' },
    'invoices.customerId': { refuses: 'tickets' },
    'invoices.voidedById': { fate: 'stays', unless: [{ refuses: 'invoices', beyond: MOST_AT_ONCE }] },
    'invoice_figures.invoiceId': 'goes along',
    'invoice_taxes.invoiceId': 'goes along',
    'invoice_parts.invoiceId': 'goes along',
    'invoice_parts.partId': { refuses: 'tickets' },
  },
  plainReferences: [{ column: tickets.invoiceId, to: invoices }],
  search: { invoices: invoicesSource },
  checks: [...invoiceChecks, ...figureChecks],
};
