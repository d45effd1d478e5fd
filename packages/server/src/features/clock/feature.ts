import type { Feature } from '../../core/feature.ts';
import { timeEntries } from '../tickets/time-entries-table.ts';
import { timeEntryEntity } from '../tickets/time-entry-entity.ts';
import { clockChecks } from './checks.ts';
import { clockDocs } from './docs.ts';

export const clockFeature: Feature = {
  docs: { clock: clockDocs },
  entities: [{ entity: timeEntryEntity, table: timeEntries }],
  deletionRules: {
    'time_entries.ticketId': { refuses: 'time_entries' },
    'time_entries.mechanicId': { refuses: 'time_entries' },
  },
  checks: clockChecks,
};
