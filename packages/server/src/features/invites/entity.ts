import type { Invite } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const inviteEntity = entityOf<Invite>({
  name: 'invite',
  audience: 'admin',
  updatedAs: ({ usedAt }) => (usedAt ? 'used' : 'revoked'),
  customerIdOf: ({ customerId }) => customerId,
});
