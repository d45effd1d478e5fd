import type { Language } from '../i18n/language.ts';

/** How long a page may stay empty. */
const PATIENCE_MS = 1000;

/** Waits for an answer, and calls `say` if it takes long. */
export async function orSay<T>(asked: Promise<T>, say: (isAnswered: () => boolean) => unknown): Promise<T> {
  let isAnswered = false;
  const patience = setTimeout(() => say(() => isAnswered), PATIENCE_MS);
  try {
    return await asked;
  } finally {
    isAnswered = true;
    clearTimeout(patience);
  }
}

/** What the page waits for, before there is an app. */
export function Waiting({ language, text }: { language: Language; text: string }) {
  return (
    <main lang={language} className="p-6">
      <p>{text}</p>
    </main>
  );
}
