import { id, required } from './fields.ts';

/** The ticket that a command is about. */
export const ticket = { id: required(id('<id>', 'the ticket')) };

/** `--job` of lines. */
export const jobId = id('--job <id>', 'the job that it belongs to');
