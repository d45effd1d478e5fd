import type { StaffRecord } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import { mechanicTopic } from './caches.ts';

export const staffEntity = entityOf<StaffRecord>({ name: 'staff', audience: 'admin', topic: mechanicTopic });
