import { createContext, useContext } from 'react';
import type { Language } from '../i18n/i18n.tsx';
import type { LinkTexts } from './en.ts';

export async function loadLinkTexts(language: Language): Promise<LinkTexts> {
  return language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en;
}

export const LinkTextsContext = createContext<LinkTexts | undefined>(undefined);

export function useLinkTexts(): LinkTexts {
  const texts = useContext(LinkTextsContext);
  if (!texts) throw new Error('useLinkTexts needs a LinkTextsContext.');
  return texts;
}
