import type { Purchase } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const purchaseEntity = entityOf<Purchase>({ name: 'purchase', audience: 'mechanic' });
