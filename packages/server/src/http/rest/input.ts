import { isUtf8 } from 'node:buffer';
import type { InputIssue } from '@mechanic-shop/shared';
import type { TRPCError } from '@trpc/server';
import { unknownMember } from '../../api/likely-member.ts';
import { AppError, invalidInput } from '../../core/errors.ts';
import { MAX_ISSUES } from '../../core/input-issues.ts';
import { brokenJson } from '../wire/refusal.ts';
import { readQuery } from './query.ts';
import type { Route } from './routes.ts';
import { convertersOf } from './texts.ts';

/** The parts of a request that are text or JSON. */
export interface RequestParts {
  /** The path parameters. */
  texts: ReadonlyMap<string, string>;
  query: string;
  /** The parsed body; undefined without one. */
  body: unknown;
}

/** Parses the JSON of a body; nothing for an empty one. */
export function parseBody(body: Buffer): { value: unknown } | TRPCError {
  if (body.length === 0) return { value: undefined };
  if (!isUtf8(body)) return brokenJson();
  try {
    return { value: JSON.parse(body.toString()) as unknown };
  } catch {
    return brokenJson();
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Builds a procedure's input from path, query and body. Throws `INVALID_INPUT` for a field in the wrong place or given
 * twice; the procedure's schema checks the values.
 */
export function inputOf(route: Route, { texts, query, body }: RequestParts): Record<string, unknown> {
  const issues: InputIssue[] = [];
  const members = new Map<string, unknown>(Object.entries(route.fixed));
  const convert = convertersOf(route);
  for (const [name, text] of texts) {
    const member = route.params.get(name) ?? name;
    members.set(member, convert.get(member)?.read(text));
  }
  const taken = new Set(members.keys());
  const isFree = (member: string): boolean => !taken.has(member);
  const refuseUnknown = (name: string): void => {
    refuse(name, unknownMember(name, isFree(name) ? [...convert.keys()].filter(isFree) : []));
  };
  const refuse = (name: string, message: string): void => {
    issues.push({ path: [name.slice(0, 64)], message });
  };

  const pairs = readQuery(query);
  if (!pairs) throw invalidInput([], 'Send a well-formed query, percent-encoded in UTF-8.');
  for (const [name, text] of pairs) {
    const converter = convert.get(name);
    if (!converter || !isFree(name)) refuseUnknown(name);
    else if (route.placeOf(name) !== 'query') refuse(name, 'Send this in the JSON body, not in the URL.');
    else if (!members.has(name)) members.set(name, converter.isList ? [converter.read(text)] : converter.read(text));
    else if (converter.repeats) members.set(name, [members.get(name), converter.read(text)].flat());
    else refuse(name, 'Send this once.');
  }

  if (body !== undefined && !isObject(body)) throw invalidInput([], 'Send a JSON object.');
  for (const [name, value] of Object.entries(body ?? {})) {
    if (!isFree(name)) refuseUnknown(name);
    else if (route.placeOf(name) === 'query' && convert.has(name)) refuse(name, 'Send this in the query.');
    else members.set(name, value);
  }
  if (issues.length > 0) throw new AppError('INVALID_INPUT', { issues: issues.slice(0, MAX_ISSUES) });
  return Object.fromEntries(members);
}
