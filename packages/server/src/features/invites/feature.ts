import type { Feature } from '../../core/feature.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

export const invitesFeature: Feature = {
  deletionRules: { 'invites.customerId': 'goes along', 'invites.madeById': 'stays' },
  checks: [knownWords('invites', 'role', ['customer', 'mechanic', 'admin'])],
};
