import type { Bay } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const bayEntity = entityOf<Bay>({ name: 'bay', audience: 'mechanic' });
