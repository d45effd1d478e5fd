import { sql } from 'drizzle-orm';
import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { inspections } from '../tickets/inspections-table.ts';
import { inspectionEntity } from '../tickets/inspections.ts';
import { inspectionsDocs } from './docs.ts';
import { inspectionTemplateEntity } from './entity.ts';
import { inspectionTemplates } from './table.ts';
import { inspectionTemplatesDocs } from './template-docs.ts';

export const inspectionsFeature: Feature = {
  docs: { inspections: inspectionsDocs, inspectionTemplates: inspectionTemplatesDocs },
  entities: [
    { entity: inspectionEntity, table: inspections },
    { entity: inspectionTemplateEntity, table: inspectionTemplates },
  ],
  deletionRules: {
    'inspections.ticketId': { refuses: 'inspections' },
    'inspections.byId': { fate: 'stays', unless: [{ refuses: 'inspections', beyond: MOST_AT_ONCE }] },
    'inspection_items.inspectionId': 'goes along',
    'inspection_items.jobId': 'stays',
  },
  checks: [
    knownWords('inspections', 'status', ['open', 'done']),
    knownWords('inspection_items', 'result', ['ok', 'soon', 'now', 'not_checked']),
    rowCheck(
      'exactly the inspections that are done have a time',
      sql`select id, ticket_id as also, status as found, null as expected from inspections
        where (status = 'done') <> (done_at is not null)`,
      ({ id, found }) => `inspection ${id} is ${found}`,
    ),
    rowCheck(
      'jobs were recommended on the ticket of the inspection',
      sql`select i.id, j.ticket_id as found, o.ticket_id as expected, j.id as also from inspection_items i
        join inspections o on o.id = i.inspection_id join ticket_jobs j on j.id = i.job_id
        where j.ticket_id <> o.ticket_id`,
      ({ id, also, found, expected }) => `item ${id} names job ${also} of ticket ${found}, not of ${expected}`,
    ),
    rowCheck(
      'a job was recommended for one item',
      sql`select job_id as id, max(id) as also, count(*) as found, 1 as expected from inspection_items
        where job_id is not null group by job_id having count(*) > 1`,
      ({ id, found }) => `job ${id} was recommended for ${found} items`,
    ),
  ],
};
