import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { stockMovements } from '../inventory/table.ts';
import { ticketChecks } from './checks.ts';
import { ticketsDocs } from './docs.ts';
import { ticketSources } from './search.ts';
import { tickets } from './table.ts';

export const ticketsFeature: Feature = {
  docs: { tickets: ticketsDocs },
  deletionRules: {
    'tickets.customerId': { refuses: 'tickets' },
    'tickets.vehicleId': { refuses: 'tickets' },
    'ticket_mechanics.ticketId': 'goes along',
    'ticket_mechanics.mechanicId': { refuses: 'tickets' },
    'ticket_parts.ticketId': 'goes along',
    'ticket_parts.partId': { refuses: 'tickets' },
    'status_changes.ticketId': { fate: 'goes along', unless: [{ refuses: 'movements', beyond: MOST_AT_ONCE }] },
    'status_changes.byId': { fate: 'stays', unless: [{ refuses: 'tickets', beyond: MOST_AT_ONCE }] },
    'stock_movements.ticketId': { refuses: 'parts' },
  },
  plainReferences: [{ column: stockMovements.ticketId, to: tickets }],
  search: ticketSources,
  checks: ticketChecks,
};
