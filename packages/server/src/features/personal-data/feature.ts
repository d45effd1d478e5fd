import type { Feature } from '../../core/feature.ts';
import { eraseAnswers } from './answers.ts';
import { appointmentTraces } from './appointments.ts';
import { codesChore } from './codes.ts';
import { eventTraces } from './event-traces.ts';
import { tracesChore } from './traces.ts';
import { vehicleTraces } from './vehicles.ts';
import { approvalTraces, estimateTraces, messageTraces } from './words.ts';

const chores = {
  'erase vehicles': tracesChore(vehicleTraces),
  'erase appointments': tracesChore(appointmentTraces),
  'erase messages': tracesChore(messageTraces),
  'erase estimates': tracesChore(estimateTraces),
  'erase approvals': tracesChore(approvalTraces),
  'erase events': tracesChore(eventTraces),
  'erase answers': eraseAnswers,
  'erase codes': codesChore,
};

export type ErasureChore = keyof typeof chores;

export const personalDataFeature: Feature = { chores };
