import { z } from 'zod';
import { MAX_ISSUES } from '../core/input-issues.ts';
import { unknownMember } from './likely-member.ts';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function textOfBound(origin: string, bound: 'at least' | 'at most', limit: number | bigint): string {
  if (origin === 'string') return `Use ${bound} ${limit} ${Number(limit) === 1 ? 'character' : 'characters'}.`;
  return origin === 'array' ? `Name ${bound} ${limit}.` : `Use a number of ${bound} ${limit}.`;
}

function listed(values: readonly unknown[]): string {
  return `Use ${values.length === 1 ? '' : 'one of '}${values.map(String).join(', ')}.`;
}

/** One line per unknown property, in order. */
function textOfUnknown(keys: readonly string[], inst: unknown, input: unknown): string {
  const given = typeof input === 'object' && input !== null ? input : {};
  const known = inst instanceof z.ZodObject ? Object.keys(inst.shape) : [];
  const free = known.filter((member) => !Object.hasOwn(given, member));
  return keys
    .slice(0, MAX_ISSUES)
    .map((key) => unknownMember(key, free))
    .join('\n');
}

/** The default message of an issue. It never contains the value. */
export const issueText: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type': {
      const what = `Send ${kinds[issue.expected] ?? 'another type'}.`;
      return issue.input === undefined ? `This is missing. ${what}` : what;
    }
    case 'invalid_value':
      return listed(issue.values);
    case 'unrecognized_keys':
      return textOfUnknown(issue.keys, issue.inst, issue.input);
    case 'invalid_union':
      return Array.isArray(issue['options']) ? listed(issue['options']) : undefined;
    case 'too_small':
      return textOfBound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return textOfBound(issue.origin, 'at most', issue.maximum);
    default:
      return undefined;
  }
};
