import * as z from 'zod';

// Lone surrogates never pass; control characters pass only where `lines` says so.
const plain = /^[^\p{Cc}\p{Cs}]*$/u;
const lines = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u;
const REFUSED = 'Remove control characters and broken Unicode.';

// Word processors break lines and pages with these; they are pasted along.
const BREAKS = /[\v\f]/g;

// Letters and symbols by their class that no font draws, or that stand for a picture which was not pasted along.
const BLANKS = '\u{2800}\u{FFFC}\u{13441}\u{13442}\u{1D159}';
const IGNORED = '\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}';
const SEEN = new RegExp(`[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{M}${IGNORED}${BLANKS}]`, 'u');
const INVISIBLE = 'Use at least one visible character: a letter, digit or symbol.';

const tooLong = (max: number) => `Use at most ${max} characters.`;

// Normalising takes time by the square of the accents in a row: 64 KB of them would hold up everybody for half a second.
const MAX_ACCENTS = 200;
const hasFewAccents = (text: string): boolean =>
  !(text.match(/\p{M}+/gu) ?? []).some((accents) => accents.length > MAX_ACCENTS);

interface TextForm {
  min: number;
  max: number;
  /** What vertical tabs and form feeds become. */
  breaks: string;
  allowed: RegExp;
  /** Whether it is written in capitals. */
  capitals?: true;
}

// At most four characters become one by NFC, so nothing that would fit afterwards is refused before.
const text = ({ min, max, breaks, allowed, capitals }: TextForm) =>
  z
    .string()
    .overwrite((given) => given.replace(BREAKS, breaks))
    .trim()
    .max(4 * max, { abort: true, error: tooLong(max) })
    .refine(hasFewAccents, { abort: true, error: `Use at most ${MAX_ACCENTS} accents in a row.` })
    // Composed last: the capitals of some letters are several signs.
    .overwrite((given) => (capitals ? given.toUpperCase() : given))
    .normalize('NFC')
    .trim()
    .min(min)
    .max(max, tooLong(max))
    .regex(allowed, REFUSED)
    .refine((given) => given.length < min || min === 0 || SEEN.test(given), INVISIBLE);

/**
 * One line of text with a visible character, trimmed and NFC-normalised; pasted vertical tabs and form feeds become
 * spaces.
 * @internal
 */
export const Line = (min: number, max: number) => text({ min, max, breaks: ' ', allowed: plain });
/**
 * The same in capitals.
 * @internal
 */
export const CapitalLine = (min: number, max: number) =>
  text({ min, max, breaks: ' ', allowed: plain, capitals: true });
/**
 * A text with a visible character that may have line breaks and tabs, trimmed and NFC-normalised.
 * @internal
 */
export const Lines = (min: number, max: number) => text({ min, max, breaks: '\n', allowed: lines });

/**
 * An id: an integer from 1 to 2^53−1. People (accounts, customers, mechanics) share one id space.
 * @internal
 */
export const Id = z.int().min(1);
export const IdInput = z.strictObject({ id: Id });
export type IdInput = z.input<typeof IdInput>;

/**
 * A member of a creation that `null` or nothing sets to `value`.
 * @internal
 */
export const orElse = <T extends z.ZodType>(schema: T, value: z.output<T>) =>
  schema
    .nullish()
    .transform((given) => given ?? value)
    .meta({ default: value });

/**
 * The version of a row as the caller last saw it; given and stale is `VERSION_MISMATCH`.
 * @internal
 */
export const Version = z.int().min(1);

/**
 * A number of things, or of cents, as it is answered.
 * @internal
 */
export const Count = z.int().min(0);

/**
 * An instant: ISO 8601 in UTC with milliseconds, `2026-11-20T09:30:00.000Z`.
 * @internal
 */
export const Instant = z.iso.datetime({ precision: 3 });
/**
 * A day, `YYYY-MM-DD`, 1900-01-01 to 2199-12-31.
 * @internal
 */
export const Day = z.iso
  .date('Use a date like 2026-11-20.')
  .refine((day) => day >= '1900-01-01' && day <= '2199-12-31', 'Use a date from 1900-01-01 to 2199-12-31.');

/** The highest price or salary, in cents. */
export const MAX_CENTS = 10_000_000_000;
/**
 * An amount of money in integer cents, 0 to 10,000,000,000.
 * @internal
 */
export const Cents = z.int().min(0).max(MAX_CENTS);
/**
 * The highest total of a ticket, in cents.
 * @internal
 */
export const MAX_TOTAL_CENTS = 9_000_000_000_000_000;

/** @internal */
export const FirstName = Line(1, 100);
/** @internal */
export const LastName = Line(1, 100);
export const Phone = Line(3, 32);
/** @internal */
export const Address = Lines(1, 300);
/** @internal */
export const Specialty = Line(1, 100);

// The dot-atom of RFC 5322, section 3.2.3, and a host name of RFC 1123 with a dot, whose last label is no number.
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+(?=[^.]*[A-Za-z])${LABEL}$`);

/**
 * An e-mail address of at most 254 characters: any dot-atom before the @ (RFC 5322), any host name with a dot behind it.
 * Compared and shown in lower case.
 */
export const Email = z
  .string()
  .trim()
  .max(254, { abort: true })
  .regex(EMAIL, 'Use an e-mail address like ada@example.com.')
  // Last: small letters turn signs that are none of ASCII, like the Kelvin, into some that are.
  .toLowerCase()
  .meta({ format: 'email' });

/**
 * The words to look for: 1 to 100 characters; each must begin a word of the row.
 * @internal
 */
export const Search = Line(1, 100);

const Limit = z.int().min(1).max(100).default(20);
const Cursor = z.string().min(1).max(1000);
/**
 * The members of every paged list: `limit` (1..100, default 20) and the `cursor` of the page before.
 * @internal
 */
export const pageInput = {
  limit: Limit,
  cursor: Cursor.optional(),
  /** What tRPC's infinite queries add. Lists go one way. */
  direction: z.literal('forward').optional(),
};

/** What every paged list takes. */
export interface PageInput {
  /** 1 to 100; 20 by default. */
  limit?: number | undefined;
  /** The `nextCursor` of the page before, with the same filters. */
  cursor?: string | undefined;
  /** tRPC's infinite queries add it; lists go one way. */
  direction?: 'forward' | undefined;
}

/** One page of a list; `nextCursor` is null on the last. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
/** @internal */
export const pageOf = <T>(item: z.ZodType<T>): z.ZodType<Page<T>> =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** The input of procedures that need none: nothing and `{}` are the same. */
export const NoInput = z.strictObject({}).prefault({});
/** Nothing, or an empty object. */
export type NoInput = z.input<typeof NoInput> | void;

/**
 * Fails an update that names nothing to change.
 * @internal
 */
export const namesAChange = (input: object): boolean =>
  Object.entries(input).some(([key, value]) => key !== 'id' && key !== 'version' && value !== undefined);
/** @internal */
export const NOTHING_TO_CHANGE = 'Name at least one member to change.';

/** What a deletion answers. */
export interface Deleted {
  id: number;
  message: string;
}
/** @internal */
export const Deleted: z.ZodType<Deleted> = z.object({ id: Id, message: z.string() });

/** How many sessions a call ended. */
export interface Ended {
  ended: number;
}
/** @internal */
export const Ended: z.ZodType<Ended> = z.object({ ended: Count });
