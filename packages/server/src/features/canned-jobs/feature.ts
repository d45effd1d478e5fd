import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { cannedJobsDocs } from './docs.ts';
import { cannedJobEntity } from './entity.ts';
import { cannedJobsSource } from './search.ts';
import { cannedJobs } from './table.ts';

export const cannedJobsFeature: Feature = {
  docs: { cannedJobs: cannedJobsDocs },
  entities: [{ entity: cannedJobEntity, table: cannedJobs }],
  deletionRules: {
    'canned_job_parts.cannedJobId': 'goes along',
    'canned_job_parts.partId': { refuses: 'canned_jobs' },
  },
  search: { canned_jobs: cannedJobsSource },
  checks: [
    rowCheck(
      'the parts of canned jobs have quantities within their bounds',
      sql`select canned_job_id as id, part_id as also, quantity as found, null as expected from canned_job_parts
        where quantity < 1 or quantity > 100000000`,
      ({ id, also, found }) => `canned job ${id}, part ${also}: a quantity of ${found} thousandths`,
    ),
  ],
};
