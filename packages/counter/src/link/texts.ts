import { createContext, useContext } from 'react';
import type { Language } from '../i18n/language.ts';
import { de } from './de.ts';
import { type LinkTexts, en } from './en.ts';

/** Both languages are small, and need no further request. */
export function linkTexts(language: Language): LinkTexts {
  return language === 'de' ? de : en;
}

export const LinkTextsContext = createContext<LinkTexts | undefined>(undefined);

export function useLinkTexts(): LinkTexts {
  const texts = useContext(LinkTextsContext);
  if (!texts) throw new Error('useLinkTexts needs a LinkTextsContext.');
  return texts;
}
