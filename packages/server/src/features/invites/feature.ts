import type { Feature } from '../../core/feature.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { invitesDocs } from './docs.ts';

export const invitesFeature: Feature = {
  docs: { invites: invitesDocs },
  deletionRules: { 'invites.customerId': 'goes along', 'invites.madeById': 'stays' },
  checks: [knownWords('invites', 'role', ['customer', 'mechanic', 'admin'])],
};
