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

/** The viewer's own form of a language, such as `en-IE`, for numbers, money and days. */
export function localeOf(language: Language): string {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}
