import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { appointmentChecks } from './checks.ts';
import { appointmentsDocs } from './docs.ts';
import { appointmentEntity } from './entity.ts';
import { followVehicle } from './follow-vehicle.ts';
import { appointments } from './table.ts';

const few = [{ refuses: 'appointments', beyond: MOST_AT_ONCE }] as const;

export const appointmentsFeature: Feature = {
  docs: { appointments: appointmentsDocs },
  entities: [{ entity: appointmentEntity, table: appointments }],
  deletionRules: {
    'appointments.customerId': { fate: 'goes along', unless: few },
    'appointments.vehicleId': { fate: 'stays', unless: few },
    // At most one names a ticket.
    'appointments.ticketId': 'stays',
    'appointments.bayId': { refuses: 'appointments' },
    'appointments.mechanicId': { refuses: 'appointments' },
  },
  checks: appointmentChecks,
  followsVehicle: followVehicle,
};
