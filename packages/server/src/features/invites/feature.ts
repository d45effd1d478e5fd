import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { invitesDocs } from './docs.ts';

export const invitesFeature: Feature = {
  docs: { invites: invitesDocs },
  deletionRules: {
    'invites.customerId': { fate: 'goes along', unless: [{ refuses: 'codes', beyond: MOST_AT_ONCE }] },
    'invites.madeById': { fate: 'stays', unless: [{ refuses: 'codes', beyond: MOST_AT_ONCE }] },
  },
  checks: [knownWords('invites', 'role', ['customer', 'mechanic', 'admin'])],
};
