import type { DocumentFile } from '@mechanic-shop/shared';
import type { SignedInCall } from '../../core/call.ts';
import { estimateContent } from '../documents/estimate.ts';
import { documentFile } from '../documents/file.ts';
import { asEstimate } from './rows.ts';
import { assertReadable } from './service.ts';
import { readSnapshot } from './snapshot.ts';

/** The printed form of an estimate, with the shop, the customer and the vehicle as they were when it was sent. */
export async function pdf(call: SignedInCall, id: number, signal?: AbortSignal): Promise<DocumentFile> {
  const facts = await assertReadable(call, call.read, id);
  const estimate = asEstimate(call, facts);
  const name = `estimate-${estimate.ticketId}-${estimate.number}`;
  return documentFile(call, {
    name,
    content: estimateContent(estimate, readSnapshot(facts.estimate.snapshot)),
    signal,
  });
}
