import { useTranslation } from '../i18n/i18n.tsx';
import { languages } from '../i18n/language.ts';
import { Select } from '../ui/field.tsx';

const names = { en: 'English', de: 'Deutsch' };

export function LanguageSelect() {
  const { language, setLanguage, texts } = useTranslation();
  return (
    <Select
      bare
      label={texts.nav.language}
      value={language}
      onChange={({ target }) => {
        const chosen = languages.find((one) => one === target.value);
        if (chosen) setLanguage(chosen);
      }}
    >
      {languages.map((one) => (
        <option key={one} value={one} lang={one}>
          {names[one]}
        </option>
      ))}
    </Select>
  );
}
