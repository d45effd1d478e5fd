import type { z } from 'zod';

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const textOfBound = (origin: string, bound: 'at least' | 'at most', limit: number | bigint): string => {
  if (origin === 'string') return `Use ${bound} ${limit} ${Number(limit) === 1 ? 'character' : 'characters'}.`;
  return origin === 'array' ? `Name ${bound} ${limit}.` : `Use a number of ${bound} ${limit}.`;
};

/** What an issue says to people where its schema says nothing better. Never shows what was sent. */
export const issueText: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type': {
      const what = `Send ${kinds[issue.expected] ?? 'another type'}.`;
      return issue.input === undefined ? `This is missing. ${what}` : what;
    }
    case 'invalid_value':
      return `Use ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return textOfBound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return textOfBound(issue.origin, 'at most', issue.maximum);
    default:
      return undefined;
  }
};
