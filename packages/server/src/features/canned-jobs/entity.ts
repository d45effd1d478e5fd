import type { CannedJob } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const cannedJobEntity = entityOf<CannedJob>({ name: 'canned_job', audience: 'mechanic' });
