import { useTexts } from '../i18n/i18n.tsx';
import { Button } from './button.tsx';

interface Props {
  /** What somebody else has changed. */
  lines: readonly string[];
  onKeep(): void;
  onTake(): void;
}

/** Somebody else was faster: what they changed, and whether to save over it or to take it. */
export function Conflict({ lines, onKeep, onTake }: Props) {
  const { conflict } = useTexts();
  return (
    <div role="alert" className="border-warn space-y-2 rounded-md border p-2 text-sm">
      <p className="text-warn font-medium">{conflict.title}</p>
      <ul className="list-disc pl-5">
        {(lines.length > 0 ? lines : [conflict.nothing]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onPress={onKeep}>{conflict.keep}</Button>
        <Button onPress={onTake}>{conflict.take}</Button>
      </div>
    </div>
  );
}
