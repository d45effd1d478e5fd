import type { Shop } from '@mechanic-shop/client';
import { createContext, useContext } from 'react';

/** How the shop's values are shown: its currency and time zone, the viewer's language. */
export interface Format {
  money(cents: number): string;
  number(value: number): string;
  /** A number with its unit, such as `4.3 l`. Pieces, the unit of parts that name no other, go without saying. */
  quantity(value: number, unit: string | null): string;
  /** What stands before decimals. */
  decimalSign: string;
  /** A number as it was typed or pasted, such as `1,234.50`, without the signs that group its thousands. */
  ungrouped(text: string): string;
  /** A day such as `2026-11-20`. */
  day(day: string): string;
  /** An instant, as day and time in the shop's time zone. */
  instant(instant: string): string;
}

export function formatFor(locale: string, { currency, timeZone }: Pick<Shop, 'currency' | 'timeZone'>): Format {
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const decimalSign = number.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return {
    money: (cents) => money.format(cents / 100),
    number: (value) => number.format(value),
    quantity: (value, unit) => (isPieces(unit) ? number.format(value) : `${number.format(value)} ${unit}`),
    decimalSign,
    ungrouped: (text) => (isGrouped(text, decimalSign) ? text.replace(decimalSign === ',' ? /\./g : /,/g, '') : text),
    day: (text) => day.format(new Date(`${text}T00:00:00Z`)),
    instant: (text) => instant.format(new Date(text)),
  };
}

/** Whether a unit is the one that a part has by default, which goes without saying. */
export function isPieces(unit: string | null): boolean {
  return unit === null || unit === 'piece';
}

/** Groups of three digits with a point or a comma, whichever is not the sign of the decimals. */
function isGrouped(text: string, decimalSign: string): boolean {
  const shape = decimalSign === ',' ? /^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/ : /^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
  return shape.test(text.trim());
}

/** The number that was typed, with a point or a comma; undefined if it is none. */
export function parseDecimal(text: string): number | undefined {
  const typed = text.trim().replace(',', '.');
  return /^-?\d+(?:\.\d+)?$/.test(typed) ? Number(typed) : undefined;
}

/** Money that was typed as `120.25` or `120,25`, in cents; undefined if it is none. */
export function parseCents(text: string): number | undefined {
  const [, sign = '', units, cents = ''] = /^(-?)(\d{1,13})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  if (units === undefined) return undefined;
  return Number(`${sign}${units}${cents.padEnd(2, '0')}`);
}

/** Cents as they are typed. */
export function typedCents(cents: number): string {
  return (cents / 100).toFixed(2);
}

interface ShopFormat extends Format {
  shop: Shop;
}

export const FormatContext = createContext<ShopFormat | undefined>(undefined);

/** Formats values; `shop` has the settings. */
export function useFormat(): ShopFormat {
  const format = useContext(FormatContext);
  if (!format) throw new Error('useFormat needs a FormatContext.');
  return format;
}
