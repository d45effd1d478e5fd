import type { Kind } from './kinds.ts';
import { changedMembers } from './typed-since.ts';

export interface FieldOf<V> {
  label: string;
  kind: Kind<V>;
  /** Takes the whole width. */
  wide?: boolean;
}

/** The fields of a form, in sequence, by the members that they fill. */
export type FieldsOf<T extends object> = { readonly [K in keyof T]-?: FieldOf<T[K]> };

/** What is typed, by member. */
export type TypedOf<T extends object> = { readonly [K in keyof T]-?: string };

function namesOf<T extends object>(fields: FieldsOf<T>): (keyof T)[] {
  return Object.keys(fields) as (keyof T)[];
}

export function typedFrom<T extends object>(fields: FieldsOf<T>, values: T): TypedOf<T> {
  return Object.fromEntries(namesOf(fields).map((name) => [name, fields[name].kind.typed(values[name])])) as TypedOf<T>;
}

/** The values of what is typed; undefined while one of them is not valid. */
export function valuesFrom<T extends object>(fields: FieldsOf<T>, typed: TypedOf<T>): T | undefined {
  const values = namesOf(fields).map((name) => [name, fields[name].kind.parsed(typed[name])] as const);
  return values.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(values) as T);
}

/** What of an input changed since `before`; members in members go together. */
export function changesOf<I extends object>(before: I | undefined, after: I): Partial<I> {
  return Object.fromEntries(changedMembers<Partial<I>>(before ?? {}, after)) as Partial<I>;
}

export interface Difference {
  label: string;
  before: string;
  after: string;
}

/** What differs between two versions of a row, as a person reads it. */
export function differencesBetween<T extends object>(
  fields: FieldsOf<T>,
  before: TypedOf<T>,
  after: TypedOf<T>,
  words: { yes: string; no: string; none: string },
): Difference[] {
  const shown = ({ look, options }: Kind<T[keyof T]>, text: string): string => {
    if (look === 'check') return text === '' ? words.no : words.yes;
    return (options?.find(([value]) => value === text)?.[1] ?? text) || words.none;
  };
  return namesOf(fields)
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const { label, kind } = fields[name];
      return { label, before: shown(kind, before[name]), after: shown(kind, after[name]) };
    });
}
