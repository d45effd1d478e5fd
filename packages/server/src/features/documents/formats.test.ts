import { describe, expect, it } from 'vitest';
import { formatsFor } from './formats.ts';

const formats = (language: string, currency = 'EUR', timeZone = 'UTC') => formatsFor({ language, currency, timeZone });
/** Intl uses non-breaking spaces. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

describe('formatsFor', () => {
  it.each([
    ['en-IE', 'EUR', '€1,234.50', '1,234.50', '13.5%', '20 Nov 2026'],
    ['en-US', 'USD', '$1,234.50', '1,234.50', '13.5%', 'Nov 20, 2026'],
    ['de-DE', 'EUR', '1.234,50 €', '1.234,50', '13,5 %', '20.11.2026'],
    ['fr-FR', 'EUR', '1 234,50 €', '1 234,50', '13,5 %', '20/11/2026'],
    ['uk', 'UAH', '1 234,50 ₴', '1 234,50', '13,5%', '20.11.2026'],
    ['el', 'EUR', '1.234,50 €', '1.234,50', '13,5%', '20/11/2026'],
  ])('values in %s are written as its readers expect', (language, currency, money, amount, percent, day) => {
    const { money: asMoney, amount: asAmount, percent: asPercent, day: asDay } = formats(language, currency);
    const written = [asMoney(123_450), asAmount(123_450), asPercent(13.5), asDay('2026-11-20')].map(plain);
    expect(written).toEqual([money, amount, percent, day]);
  });

  it.each(['ar-EG', 'ja', 'th-TH-u-nu-thai', 'xx', 'en-u-nu-deva-ca-buddhist'])(
    'values in %s have letters and digits that the fonts have',
    (language) => {
      const { money, day } = formats(language);
      expect(`${money(123_450)} ${day('2026-11-20')}`).toBe('€1,234.50 Nov 20, 2026');
    },
  );

  it('the largest amounts keep their last cent', () => {
    expect(formats('en').amount(9_000_000_000_000_007)).toBe('90,000,000,000,000.07');
    expect(formats('en').amount(-9_000_000_000_000_007)).toBe('-90,000,000,000,000.07');
  });

  it('a currency without a minor unit keeps its hundredths', () => {
    expect(formats('en', 'JPY').money(123_450)).toBe('¥1,234.50');
  });

  it('an instant has the day of the time zone', () => {
    const late = '2026-11-20T23:30:00.000Z';
    expect(formats('en-IE', 'EUR', 'Europe/Dublin').date(late)).toBe('20 Nov 2026');
    expect(formats('en-IE', 'EUR', 'Europe/Berlin').date(late)).toBe('21 Nov 2026');
    expect(formats('en-IE', 'EUR', 'America/New_York').day('2026-11-20')).toBe('20 Nov 2026');
  });

  it('rates and quantities keep three decimals', () => {
    expect(formats('en').percent(12.345)).toBe('12.345%');
    expect(formats('en').quantity(0.125)).toBe('0.125');
  });
});
