import { useState } from 'react';
import { useTexts } from '../../i18n/i18n.tsx';

/** A place to drop a file on, which is also a button to choose one. */
export function FilePick({ onPick }: { onPick: (file: File) => void }) {
  const { imports: texts } = useTexts();
  const [isOver, setOver] = useState(false);
  const pick = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) onPick(file);
  };
  return (
    <label
      className={`has-focus-visible:outline-accent block cursor-pointer rounded-lg border-2 border-dashed p-6 text-center has-focus-visible:outline-2 ${isOver ? 'border-accent bg-tint' : 'border-line bg-surface'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        pick(event.dataTransfer.files);
      }}
    >
      <input
        type="file"
        className="sr-only"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={({ target }) => {
          pick(target.files);
          // The same file can be chosen again after it was corrected.
          target.value = '';
        }}
      />
      <span className="font-medium">{texts.choose}</span>
      <span className="text-muted mt-1 block text-sm">{texts.hint}</span>
    </label>
  );
}
