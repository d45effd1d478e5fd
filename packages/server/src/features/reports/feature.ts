import type { Feature } from '../../core/feature.ts';
import { reportsDocs } from './docs.ts';

export const reportsFeature: Feature = { docs: { reports: reportsDocs } };
