import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { messageChecks } from './checks.ts';
import { messagesDocs } from './docs.ts';

export const messagesFeature: Feature = {
  docs: { messages: messagesDocs },
  deletionRules: {
    'messages.ticketId': { fate: 'goes along', unless: [{ refuses: 'messages', beyond: MOST_AT_ONCE }] },
    'messages.customerId': { refuses: 'messages' },
    'messages.staffId': { refuses: 'messages' },
    'message_marks.accountId': { fate: 'goes along', unless: [{ refuses: 'messages', beyond: MOST_AT_ONCE }] },
    'message_marks.ticketId': 'goes along',
  },
  checks: messageChecks,
};
