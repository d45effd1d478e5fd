import { type ReactNode, createContext, useContext } from 'react';
import type { Texts } from './en.ts';
import type { Language } from './language.ts';

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
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
