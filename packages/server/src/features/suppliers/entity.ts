import type { Supplier } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const supplierEntity = entityOf<Supplier>({ name: 'supplier', audience: 'mechanic' });
