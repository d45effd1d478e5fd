import type { SetStatusInput, SetStatusOfManyInput, StatusOutcome, StatusOutcomes } from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { AppError } from '../../core/errors.ts';
import type { Parsed } from '../../core/parsed.ts';
import { setStatusOf } from './set-status.ts';

/** Sets the status of several tickets, each on its own. */
export function setStatusOfMany(
  call: SignedInWriteCall,
  { ids, ...wanted }: Parsed<typeof SetStatusOfManyInput>,
): Promise<StatusOutcomes> {
  return call.write(async () => {
    const items: StatusOutcome[] = [];
    for (const id of new Set(ids)) items.push(await tryOne(call, { ...wanted, id }));
    return { items };
  });
}

async function tryOne(call: SignedInWriteCall, input: Parsed<typeof SetStatusInput>): Promise<StatusOutcome> {
  try {
    await call.attempt((tx) => setStatusOf(call, tx, input));
    return { id: input.id, ok: true, reason: null };
  } catch (error) {
    if (!isRejection(error)) throw error;
    return { id: input.id, ok: false, reason: error.reason };
  }
}

/** Whether the error is about the ticket; the end of the session concerns the whole call. */
const isRejection = (error: unknown): error is AppError =>
  error instanceof AppError && (error as AppError).reason !== 'SESSION_ENDED';
