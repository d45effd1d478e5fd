import type { ReportPeriod } from '@mechanic-shop/client';
import { useMemo } from 'react';
import { useTexts, useTranslation } from '../../i18n/i18n.tsx';
import { localeOf } from '../../i18n/language.ts';

/** Names a day, a week or a month by its first day. */
export function usePeriodName(by: ReportPeriod): (from: string) => string {
  const { language } = useTranslation();
  const { reports: texts } = useTexts();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(localeOf(language), {
      timeZone: 'UTC',
      ...(by === 'month' ? { month: 'short', year: 'numeric' } : { dateStyle: 'medium' }),
    });
    return (from) => {
      const name = format.format(new Date(`${from}T00:00:00Z`));
      return by === 'week' ? texts.weekFrom(name) : name;
    };
  }, [by, language, texts]);
}
