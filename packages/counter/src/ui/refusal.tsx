import { useTexts } from '../i18n/i18n.tsx';
import { RefusalWords } from './refusal-words.tsx';

/** Says why a call failed, in the texts of the app. */
export function Refusal({ error }: { error: unknown }) {
  return <RefusalWords error={error} texts={useTexts().errors} />;
}
