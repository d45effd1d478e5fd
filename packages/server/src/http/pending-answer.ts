// Reads `_httpMessage`, in which node:http keeps the answer that a connection is busy with.
// Why: a fault on a connection may come while an earlier answer is being written, and a refusal in between would be
// read as a part of it; and a connection whose caller waits for an answer is not idle. Node tells neither publicly.
// Without the member every connection counts as free: refusals may cut an answer short, and slow calls may be cut.
// Delete it when node:http tells the pending answer of a socket. pending-answer.test.ts fails when the member moves.
import { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The answer that a connection is busy with; undefined where it is free. */
export function pendingOn(socket: Duplex): ServerResponse | undefined {
  return '_httpMessage' in socket && socket._httpMessage instanceof ServerResponse ? socket._httpMessage : undefined;
}
