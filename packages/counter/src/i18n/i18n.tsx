import { type ReactNode, createContext, useContext } from 'react';
import type { Texts } from './en.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const KEY = 'mechanic-shop-language';

const isLanguage = (text: string | undefined): text is Language => languages.some((language) => language === text);

/** The language that was chosen on this device, else the first of the browser's that the app has. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(KEY) ?? undefined;
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
}

/** The viewer's own form of a language, such as `en-IE`, for numbers, money and days. */
export function localeOf(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}

interface Translation {
  language: Language;
  texts: Texts;
  setLanguage(language: Language): void;
}

const TranslationContext = createContext<Translation | undefined>(undefined);

export function TranslationProvider({ value, children }: { value: Translation; children: ReactNode }) {
  return <TranslationContext value={value}>{children}</TranslationContext>;
}

export function useTranslation(): Translation {
  const translation = useContext(TranslationContext);
  if (!translation) throw new Error('useTranslation needs a TranslationProvider.');
  return translation;
}

/** The texts in the chosen language. */
export const useTexts = (): Texts => useTranslation().texts;
