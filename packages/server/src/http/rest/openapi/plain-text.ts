import type { z } from 'zod';

type Json = z.core.JSONSchema.JSONSchema;

interface Check {
  check: string;
  maximum?: number;
}

function checksOf({ _zod }: z.core.$ZodType): Check[] {
  return (_zod.def.checks ?? []).map((check) => check._zod.def as unknown as Check);
}

/** The rule of a text of so many characters, in words. */
function ruleOf({ minLength = 0, maxLength, pattern = '' }: Json): string | undefined {
  // What is neither a line nor lines has its own words.
  if (maxLength === undefined || !pattern.includes('\\p{Cc}')) return undefined;
  const breaks = pattern.includes('\\n') ? ', line breaks allowed' : '';
  return `${minLength} to ${maxLength} characters without the blanks around them${breaks}.`;
}

/**
 * Says in words what a text must be that the server cleans before it judges: a validator sees it as it is sent, and
 * would refuse what the server accepts. Patterns are written for JavaScript, which others cannot read; they go along.
 * Bounds from before the cleaning stay.
 */
export function plainText(schema: z.core.$ZodType, json: Json): void {
  if (json.type !== 'string') return;
  const checks = checksOf(schema);
  const cleaning = checks.findIndex(({ check }) => check === 'overwrite');
  if (cleaning < 0) return;
  const rule = ruleOf(json);
  const before = checks.slice(0, cleaning).find(({ check }) => check === 'max_length');
  // Nothing becomes something by cleaning.
  const filled = (json.minLength ?? 0) > 0;
  delete json.pattern;
  delete json.minLength;
  delete json.maxLength;
  if (filled) json.minLength = 1;
  if (before?.maximum !== undefined) json.maxLength = before.maximum;
  if (rule !== undefined) json.description = rule;
}
