import type { Feature } from '../../core/feature.ts';
import { authDocs } from './docs.ts';

/** Its tables are those of accounts. */
export const authFeature: Feature = { docs: { auth: authDocs } };
