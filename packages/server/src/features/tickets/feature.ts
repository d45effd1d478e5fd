import type { Feature } from '../../core/feature.ts';
import { stockMovements } from '../inventory/table.ts';
import { ticketChecks } from './checks.ts';
import { ticketSources } from './search.ts';
import { tickets } from './table.ts';

export const ticketsFeature: Feature = {
  deletionRules: {
    'tickets.customerId': { refuses: 'tickets' },
    'tickets.vehicleId': { refuses: 'tickets' },
    'ticket_mechanics.ticketId': 'goes along',
    'ticket_mechanics.mechanicId': { refuses: 'tickets' },
    'ticket_parts.ticketId': 'goes along',
    'ticket_parts.partId': { refuses: 'tickets' },
    'status_changes.ticketId': 'goes along',
    'status_changes.byId': 'stays',
    'stock_movements.ticketId': { refuses: 'parts' },
  },
  plainReferences: [{ column: stockMovements.ticketId, to: tickets }],
  search: ticketSources,
  checks: ticketChecks,
};
