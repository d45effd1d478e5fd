import { useEffect, useState } from 'react';
import { TextField } from './field.tsx';

const PAUSE_MS = 200;

interface Props {
  label: string;
  placeholder?: string;
  value: string;
  /** Called with the trimmed text after a pause in typing. */
  onSearch(text: string): void;
}

/** A search field that waits for a pause in typing. */
export function SearchField({ label, placeholder, value, onSearch }: Props) {
  const [typed, setTyped] = useState({ text: value, for: value });
  // An address that changed by other means wins over what was typed.
  if (typed.for !== value) setTyped({ text: value === typed.text.trim() ? typed.text : value, for: value });
  const text = typed.text.trim();
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text !== value) onSearch(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onSearch]);
  return (
    <TextField
      bare
      type="search"
      label={label}
      placeholder={placeholder}
      // As wide as what stands in it.
      size={Math.max(20, placeholder?.length ?? 0)}
      value={typed.text}
      onChange={({ target }) => setTyped({ text: target.value, for: value })}
    />
  );
}
