import type { InputIssue } from '@mechanic-shop/shared';
import type { z } from 'zod';

/** The most issues in a response to one input. */
export const MAX_ISSUES = 20;

const MAX_NAME = 64;

/** An issue of a schema as the API shows it: one for each unknown property. */
export function issuesOf(issue: z.core.$ZodIssue): InputIssue[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : nameOf(step)));
  if (issue.code === 'unrecognized_keys') {
    const lines = issue.message.split('\n');
    return issue.keys
      .slice(0, MAX_ISSUES)
      .map((key, at) => ({ path: [...path, nameOf(key)], message: lines[at] ?? '' }));
  }
  return [{ path, message: issue.message }];
}

const nameOf = (key: PropertyKey): string => String(key).slice(0, MAX_NAME);
