import { useState } from 'react';
import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';

interface Props {
  title: string;
  value: string;
  note: string;
  onClose(): void;
}

/** Shows a text that is shown only once, to copy. */
export function CopyDialog({ title, value, note, onClose }: Props) {
  const { app } = useTexts();
  const [isCopied, setCopied] = useState(false);
  return (
    <Dialog title={title} onClose={onClose}>
      <TextField label={title} readOnly value={value} onFocus={({ target }) => target.select()} />
      <p className="text-muted text-sm">{note}</p>
      <div className="flex gap-2">
        <Button look="primary" onPress={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}>
          {isCopied ? app.copied : app.copy}
        </Button>
        <Button onPress={onClose}>{app.close}</Button>
      </div>
    </Dialog>
  );
}
