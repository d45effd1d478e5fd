import { InvalidArgumentError } from 'commander';
import { readMoney } from '../csv/read-money.ts';
import type { Shop } from './connect.ts';
import { dayOf, readInstant } from './moment.ts';

/** An option or argument of a command: a member of a procedure's input, as people type it. */
export interface Field<T, Required extends boolean = boolean> {
  /** `--price <amount>` for an option, `<id>` for an argument, `<mechanics...>` for several. */
  flags: string;
  about: string;
  required: Required;
  /** Parses what was typed; `before` is the value of the same field so far. */
  read(typed: string, before?: T): T;
  kind: 'value' | 'flag' | 'yesNo';
  choices?: readonly string[];
  /** Whether `--clear` can set it to `null`. */
  clears?: boolean;
  /** Returns the id of the one row that matches the typed name; else throws a failure that says what to type. */
  find?: (shop: Shop, word: string) => Promise<number>;
}

/** A name typed instead of an id; the row is searched for before the command runs. */
export class TypedName {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

/** Fields by the name of the contract's member. */
export type Fields = Record<string, Field<unknown>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredKeys<F> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];

/** The values of fields: required members always, others only if they were typed. */
export type Values<F extends Fields> = { [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};

/** An optional field that takes a value. */
export function field<T>(flags: string, about: string, read: (typed: string) => T): Field<T, false> {
  return {
    flags,
    about,
    required: false,
    read,
    kind: 'value',
  };
}

function wholeNumber(typed: string, pattern: RegExp, hint: string): number {
  const value = pattern.test(typed) ? Number(typed) : NaN;
  if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(hint);
  return value;
}

/** A text, sent as typed. */
export const text = (flags: string, about: string) => field(flags, about, (typed) => typed);

/** A whole number, with an optional sign. */
export function integer(flags: string, about: string) {
  return field(flags, about, (typed) => wholeNumber(typed, /^[+-]?\d+$/, 'Type a whole number, like 3.'));
}

/** A number, with an optional sign and decimals. */
export function number(flags: string, about: string) {
  return field(flags, about, (typed) => {
    if (!/^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(typed)) {
      throw new InvalidArgumentError('Type a number, like 3 or 4.3.');
    }
    return Number(typed);
  });
}

const readId = (typed: string): number => wholeNumber(typed, /^0*[1-9]\d*$/, 'Type an id: a whole number from 1.');

/** The id of a row. */
export const id = (flags: string, about: string) => field(flags, about, readId);

/** A row by its id, or by a name that `find` searches for. A whole number is always an id. */
export function idOrName(
  flags: string,
  about: string,
  find: (shop: Shop, word: string) => Promise<number>,
): Field<number, false> {
  return {
    ...field(flags, about, (typed) => {
      if (/^\s*$/.test(typed)) throw new InvalidArgumentError('Type an id or a name.');
      // Commander loses the type of a name; it is replaced by the id before the command runs.
      return /^[+-]?\d+$/.test(typed) ? readId(typed) : (new TypedName(typed) as unknown as number);
    }),
    find,
  };
}

/** A day: `yesterday`, `today`, `tomorrow` or `2026-11-20`. */
export function day(flags: string, about: string) {
  return field(flags, about, (typed) => {
    const found = dayOf(typed, new Date());
    if (found === null) throw new InvalidArgumentError('Use yesterday, today, tomorrow or a date like 2026-11-20.');
    return found;
  });
}

/** A time: `2026-11-20 09:30` here, or an ISO 8601 time in UTC. */
export function instant(flags: string, about: string) {
  return field(flags, about, (typed) => {
    const found = readInstant(typed);
    if (found === null) throw new InvalidArgumentError('Type a time like "2026-11-20 09:30".');
    return found;
  });
}

/** Parses an amount into cents, or says how to type one. */
export function moneyOf(typed: string): number {
  const cents = readMoney(typed);
  if (cents === null) {
    throw new InvalidArgumentError(
      'Type an amount like 120.25: digits, and optionally a point with one or two decimals.',
    );
  }
  return cents;
}

/** An amount of money, sent in cents. */
export const money = (flags: string, about: string) => field(flags, about, moneyOf);

/** One word of a list; `in-progress` is accepted for `in_progress`. */
export function choice<T extends string>(flags: string, about: string, choices: readonly T[]): Field<T, false> {
  return {
    ...field(flags, about, (typed) => {
      const found = choices.find((each) => each === typed || each === typed.replaceAll('-', '_'));
      if (!found) throw new InvalidArgumentError(`Use one of ${choices.join(', ')}.`);
      return found;
    }),
    choices,
  };
}

/** A flag: present or absent. */
export function flag(flags: string, about: string): Field<boolean, false> {
  return {
    ...field(flags, about, () => true),
    kind: 'flag',
  };
}

/** `--name` is true, `--no-name` false, neither undefined. */
export function yesNo(flags: string, about: string): Field<boolean, false> {
  return {
    ...flag(flags, about),
    kind: 'yesNo',
  };
}

/** One or more arguments. */
export function several<T>(one: Field<T>): Field<T[], true> {
  return {
    flags: one.flags,
    about: one.about,
    required: true,
    kind: one.kind,
    ...(one.choices && { choices: one.choices }),
    ...(one.find && { find: one.find }),
    read: (typed, before = []) => [...before, one.read(typed)],
  };
}

/** An option that can be repeated, always a list. */
export const many = <T>(one: Field<T, false>): Field<T[], false> => ({ ...several(one), required: false });

/** A repeatable option: the value itself if given once, a list if repeated. */
export function repeatable<T extends string>(one: Field<T, false>): Field<T | T[], false> {
  return {
    ...one,
    read: (typed, before) => (before === undefined ? one.read(typed) : ([before, one.read(typed)].flat() as T[])),
  };
}

/** A required field. */
export const required = <T>(one: Field<T>): Field<T, true> => ({ ...one, required: true });

/** A field that `--clear` can set to `null`. */
export const clearable = <T>(one: Field<T, false>): Field<T | null, false> => ({ ...one, clears: true });

/** `--if-version` of updates: the contract's `version`. */
export const ifVersion = integer('--if-version <n>', 'only if it has not changed since this version');
