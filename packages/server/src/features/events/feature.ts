import type { Feature } from '../../core/feature.ts';
import { auditDocs, eventsDocs } from './docs.ts';

export const eventsFeature: Feature = {
  docs: { events: eventsDocs, audit: auditDocs },
};
