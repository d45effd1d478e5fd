import type { Feature } from '../../core/feature.ts';
import { estimateChecks } from './checks.ts';
import { estimatesDocs } from './docs.ts';

export const estimatesFeature: Feature = { docs: { estimates: estimatesDocs }, checks: estimateChecks };
