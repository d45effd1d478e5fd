import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { stockMovements } from '../inventory/table.ts';
import { vehicleMileage } from '../vehicles/table.ts';
import { ticketChecks } from './checks.ts';
import { ticketsDocs } from './docs.ts';
import { ticketEntity } from './entity.ts';
import { ticketSources } from './search.ts';
import { tickets } from './table.ts';
import { ticketDemand } from './waiting.ts';
import { workChecks } from './work-checks.ts';

export const ticketsFeature: Feature = {
  docs: { tickets: ticketsDocs },
  entities: [{ entity: ticketEntity, table: tickets }],
  deletionRules: {
    'tickets.customerId': { refuses: 'tickets' },
    'tickets.vehicleId': { refuses: 'tickets' },
    'ticket_mechanics.ticketId': 'goes along',
    'ticket_mechanics.mechanicId': { refuses: 'tickets' },
    'ticket_parts.ticketId': { fate: 'goes along', unless: [{ refuses: 'parts' }] },
    'ticket_parts.partId': { refuses: 'tickets' },
    'status_changes.ticketId': { fate: 'goes along', unless: [{ refuses: 'movements', beyond: MOST_AT_ONCE }] },
    'status_changes.byId': { fate: 'stays', unless: [{ refuses: 'tickets', beyond: MOST_AT_ONCE }] },
    'ticket_parts.jobId': 'goes along',
    'ticket_jobs.ticketId': 'goes along',
    'ticket_labor.ticketId': 'goes along',
    'ticket_labor.jobId': 'goes along',
    'ticket_labor.mechanicId': { refuses: 'tickets' },
    'ticket_extras.ticketId': 'goes along',
    'ticket_extras.jobId': 'goes along',
    'ticket_jobs.revivedTicketId': 'stays',
    'ticket_jobs.deferredCustomerId': { refuses: 'tickets' },
    'ticket_jobs.deferredVehicleId': { refuses: 'tickets' },
    'estimates.ticketId': { refuses: 'estimates' },
    'estimates.sentById': { fate: 'stays', unless: [{ refuses: 'tickets', beyond: MOST_AT_ONCE }] },
    'approvals.ticketId': { refuses: 'approvals' },
    'approvals.estimateId': 'goes along',
    'approvals.recordedById': { fate: 'stays', unless: [{ refuses: 'tickets', beyond: MOST_AT_ONCE }] },
    'vehicle_mileage.ticketId': 'stays',
    'stock_movements.ticketId': { refuses: 'parts' },
  },
  plainReferences: [
    { column: stockMovements.ticketId, to: tickets },
    { column: vehicleMileage.ticketId, to: tickets },
  ],
  stockDemand: ticketDemand,
  search: ticketSources,
  checks: [...ticketChecks, ...workChecks],
};
