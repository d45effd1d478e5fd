import type { z } from 'zod';

type Json = z.core.JSONSchema.JSONSchema;

interface Check {
  check: string;
  maximum?: number;
}

function checksOf({ _zod }: z.core.$ZodType): Check[] {
  // zod types a check by its base; the members of each kind are read where they are present.
  return (_zod.def.checks ?? []).map((check) => check._zod.def as unknown as Check);
}

/** Describes the rule of a text in words. */
function ruleOf({ minLength = 0, maxLength, pattern = '' }: Json): string | undefined {
  // Texts that are neither single-line nor multi-line have their own description.
  if (maxLength === undefined || !pattern.includes('\\p{Cc}')) return undefined;
  const breaks = pattern.includes('\\n') ? ', line breaks allowed' : '';
  return `${minLength} to ${maxLength} characters without surrounding white space${breaks}.`;
}

/**
 * Describes in words the rule of a text that the server normalizes before validation. A validator sees the text as sent
 * and would reject what the server accepts, and patterns are JavaScript-specific, so both are removed. Bounds on the
 * text as sent stay.
 */
export function plainText(schema: z.core.$ZodType, json: Json): void {
  if (json.type !== 'string') return;
  const checks = checksOf(schema);
  const cleaning = checks.findIndex(({ check }) => check === 'overwrite');
  if (cleaning < 0) return;
  const rule = ruleOf(json);
  const before = checks.slice(0, cleaning).find(({ check }) => check === 'max_length');
  // Normalizing never fills an empty text.
  const filled = (json.minLength ?? 0) > 0;
  delete json.pattern;
  delete json.minLength;
  delete json.maxLength;
  if (filled) json.minLength = 1;
  if (before?.maximum !== undefined) json.maxLength = before.maximum;
  if (rule !== undefined) json.description = rule;
}
