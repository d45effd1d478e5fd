import { InvalidArgumentError } from 'commander';
import type { Shop } from './connect.ts';
import { dayOf } from './moment.ts';
import { readMoney } from './money.ts';

/** A member of a procedure's input as people type it: an option or an argument of a command. */
export interface Field<T, Required extends boolean = boolean> {
  /** `--price <amount>` for an option, `<id>` for an argument, `<mechanics...>` for several. */
  flags: string;
  about: string;
  required: Required;
  /** Reads what was typed; `before` is what the same field gave until now. */
  read(typed: string, before?: T): T;
  kind: 'value' | 'flag' | 'yesNo';
  choices?: readonly string[];
  /** Whether `--clear` may empty it. */
  clears?: boolean;
  /** Finds what was typed by name: the id of the one row that matches, else a failure that says what to type. */
  find?: (shop: Shop, word: string) => Promise<number>;
}

/** A name that was typed for an id; the row is looked up before the command runs. */
export class TypedName {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

/** Fields by the contract's name of the member. */
export type Fields = Record<string, Field<unknown>>;

type ValueOf<F> = F extends Field<infer T> ? T : never;
type RequiredKeys<F> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];

/** What the fields give: required members always, the others where they were typed. */
export type Values<F extends Fields> = { [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]>;
};

function field<T>(flags: string, about: string, read: (typed: string) => T): Field<T, false> {
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

/** A text, sent as it was typed. */
export const text = (flags: string, about: string) => field(flags, about, (typed) => typed);

/** A whole number; signs are for amounts that may fall. */
export function integer(flags: string, about: string) {
  return field(flags, about, (typed) => wholeNumber(typed, /^[+-]?\d+$/, 'Type a whole number, like 3.'));
}

const readId = (typed: string): number => wholeNumber(typed, /^0*[1-9]\d*$/, 'Type an id: a whole number from 1.');

/** The number of a row. */
export const id = (flags: string, about: string) => field(flags, about, readId);

/** A row by its id, or by a name that `find` looks up. A whole number is always an id. */
export function idOrName(
  flags: string,
  about: string,
  find: (shop: Shop, word: string) => Promise<number>,
): Field<number, false> {
  return {
    ...field(flags, about, (typed) => {
      if (/^\s*$/.test(typed)) throw new InvalidArgumentError('Type an id or a name.');
      // No type can follow a name through commander; it is replaced by its id before a command sees it.
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

/** An amount of money, sent in cents. */
export function money(flags: string, about: string) {
  return field(flags, about, (typed) => {
    const cents = readMoney(typed);
    if (cents === null) {
      throw new InvalidArgumentError('Type an amount like 120.25: digits, then at most a point and two decimals.');
    }
    return cents;
  });
}

/** One word of a list; `in-progress` is taken for `in_progress`. */
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

/** Said or not said. */
export function flag(flags: string, about: string): Field<boolean, false> {
  return {
    ...field(flags, about, () => true),
    kind: 'flag',
  };
}

/** Yes by `--name`, no by `--no-name`, neither when nothing is typed. */
export function yesNo(flags: string, about: string): Field<boolean, false> {
  return {
    ...flag(flags, about),
    kind: 'yesNo',
  };
}

/** One argument or more. */
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

/** An option that may be given several times; once gives the value itself, more often a list. */
export function repeatable<T extends string>(one: Field<T, false>): Field<T | T[], false> {
  return {
    ...one,
    read: (typed, before) => (before === undefined ? one.read(typed) : ([before, one.read(typed)].flat() as T[])),
  };
}

/** A field that must be typed. */
export const required = <T>(one: Field<T>): Field<T, true> => ({ ...one, required: true });

/** A field that `--clear` may empty: the contract's `null`. */
export const clearable = <T>(one: Field<T, false>): Field<T | null, false> => ({ ...one, clears: true });

/** The version that an update relies on. */
export const ifVersion = integer('--if-version <n>', 'only if nobody has changed it since this version');
