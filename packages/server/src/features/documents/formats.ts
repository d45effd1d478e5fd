import type { Shop } from '@mechanic-shop/shared';
import { LRUCache } from 'lru-cache';

/** Writes values as the readers of a document expect them. */
export interface Formats {
  /** With the currency: `€581.07`. */
  money(cents: number): string;
  /** Without it: `581.07`. */
  amount(cents: number): string;
  quantity(value: number): string;
  /** `13.5` becomes `13.5%`. */
  percent(value: number): string;
  /** A `YYYY-MM-DD`. */
  day(day: string): string;
  /** The day of an instant in the shop's time zone. */
  date(instant: string): string;
}

/** The font has the scripts of these languages; others are written as in English. */
const SCRIPTS = new Set(['Latn', 'Grek', 'Cyrl']);
/** Dates with the name of a month only stand where all words are of that language. */
const WORDED = new Set(['en', 'de']);

function localeOf(language: string): Intl.Locale {
  const { language: name, script = 'Latn' } = new Intl.Locale(language).maximize();
  const known = SCRIPTS.has(script) && Intl.NumberFormat.supportedLocalesOf(name).length > 0;
  return new Intl.Locale(known ? language : 'en', { numberingSystem: 'latn', calendar: 'gregory' });
}

/** Cents as an exact decimal: dividing large amounts would round them. */
function decimal(cents: number): `${number}` {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}` as `${number}`;
}

type FormatSettings = Pick<Shop, 'language' | 'currency' | 'timeZone'>;

function createFormats({ language, currency, timeZone }: FormatSettings): Formats {
  const locale = localeOf(language);
  // Every currency is kept in hundredths, those without a minor unit too.
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
  const amount = new Intl.NumberFormat(locale, digits);
  const quantity = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  const parts: Intl.DateTimeFormatOptions = WORDED.has(locale.language)
    ? { dateStyle: 'medium' }
    : { year: 'numeric', month: '2-digit', day: '2-digit' };
  const day = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' });
  const date = new Intl.DateTimeFormat(locale, { ...parts, timeZone });
  return {
    money: (cents) => money.format(decimal(cents)),
    amount: (cents) => amount.format(decimal(cents)),
    quantity: (value) => quantity.format(value),
    percent: (value) => percent.format(value / 100),
    day: (text) => day.format(new Date(`${text}T00:00:00.000Z`)),
    date: (instant) => date.format(new Date(instant)),
  };
}

// Building them takes longer than the rest of a document.
const kept = new LRUCache<string, Formats>({ max: 20 });

export function formatsFor(settings: FormatSettings): Formats {
  const key = [settings.language, settings.currency, settings.timeZone].join(' ');
  const found = kept.get(key) ?? createFormats(settings);
  kept.set(key, found);
  return found;
}
