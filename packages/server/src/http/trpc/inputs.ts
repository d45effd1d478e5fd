import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { TRPCError } from '@trpc/server';
import { invalidInput } from '../../core/errors.ts';
import { asError, brokenJson } from '../wire/refusal.ts';
import type { Route } from './route.ts';

/** The raw input of each call, or why the whole request is rejected. */
export type Inputs = { ok: true; of: (index: number) => unknown } | { ok: false; error: TRPCError };

const refused = (error: TRPCError): Inputs => ({ ok: false, error });

const misshapen = (message: string): Inputs => refused(asError(invalidInput([], message)));

const INDEXED = 'Send the inputs of a batch as an object keyed by the index of the call, such as {"0":{},"1":{}}.';

/** The input of a stream that resumes: the header wins over what the input says. */
export function resumedInput({ headers }: IncomingMessage, input: unknown): unknown {
  const lastEventId = headers['last-event-id'];
  if (lastEventId === undefined || lastEventId === '') return input;
  return typeof (input ?? {}) === 'object' ? { ...(input as object | null), lastEventId } : input;
}

/** Reads the inputs from the query or the body. Missing ones are undefined. */
export function inputsOf({ batch, calls, input }: Route, body: Buffer | undefined): Inputs {
  if (body !== undefined && !isUtf8(body)) return refused(brokenJson());
  const text = body === undefined ? input : body.toString();
  if (text === null || text === '') return { ok: true, of: () => undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused(brokenJson());
  }
  if (!batch) return { ok: true, of: () => value };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return misshapen(INDEXED);
  const inputs: unknown[] = calls.map(() => undefined);
  for (const [key, input] of Object.entries(value)) {
    const index = Number(key);
    if (String(index) !== key || !(index in inputs)) return misshapen(INDEXED);
    inputs[index] = input;
  }
  return { ok: true, of: (index) => inputs[index] };
}
