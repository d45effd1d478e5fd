import {
  type CsvRecord,
  type Outcome,
  type Separator,
  columnOf,
  headerOf,
  importKinds,
} from '@mechanic-shop/client/csv';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAccount } from '../../app/account.tsx';
import { useFormat } from '../../app/format.tsx';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { OneOf } from '../../ui/one-of.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { ColumnsForm } from './columns-form.tsx';
import { guessNames, namesOf, twiceIn } from './guess.ts';
import { useLeaveGuard } from './leave-guard.tsx';
import { type Choices, canContinue, forget, idOf, newKey, remember, sameChoices, unfinishedOf } from './memory.ts';
import { OutcomeView } from './outcome.tsx';
import { memberText } from './reasons.ts';
import { type Progress, onMatches, runImport } from './run.ts';
import type { ImportName } from './search.ts';

interface Props {
  what: ImportName;
  file: File;
  /** What the file holds; the first is its header. */
  records: readonly CsvRecord[];
  separator: Separator;
  onClose(): void;
}

/** Runs the import of a file, for real or dry; ends with the page. */
function useRun({ what, records }: Pick<Props, 'what' | 'records'>) {
  const shop = useShopClient();
  const [progress, setProgress] = useState<Progress>();
  const page = useRef(new AbortController());
  useEffect(() => {
    page.current = new AbortController();
    return () => page.current.abort();
  }, []);
  const { members } = importKinds[what];
  const run = async ({ names, onMatch }: Choices, key?: string): Promise<Outcome> => {
    const columns = names.map((name) => columnOf(name, members));
    const { signal } = page.current;
    try {
      return await runImport({ shop, what, records, columns, onMatch, key, onProgress: setProgress, signal });
    } finally {
      setProgress(undefined);
    }
  };
  return { run, progress };
}

/** One file: what its columns are, what an import would do, and the import. */
export function ImportFile({ what, file, records, separator, onClose }: Props) {
  const { imports: texts } = useTexts();
  const { number } = useFormat();
  const rowsOf = (count: number): string => texts.rows(count, number(count));
  const { account } = useAccount();
  const header = headerOf(records);
  const about = { header, separator, name: file.name };
  const { members } = importKinds[what];
  // An import of this file that was interrupted continues, unless something else is chosen.
  const [before, setBefore] = useState(() => {
    const found = unfinishedOf(what);
    return found?.file === idOf(file) ? found : undefined;
  });
  const [choices, setChoices] = useState<Choices>(
    () =>
      (before && { names: before.names, onMatch: before.onMatch }) ?? {
        names: guessNames(header, members, texts.members),
        onMatch: 'refuse',
      },
  );
  const isKnown = before !== undefined && canContinue(before, account.id);
  const resumes = isKnown && sameChoices(before, choices);
  const { run, progress } = useRun({ what, records });
  const checking = useMutation({ mutationFn: () => run(choices) });
  const importing = useMutation({
    mutationFn: async () => {
      const { key, begun } = (resumes && before) || { key: newKey(), begun: Date.now() };
      const unfinished = { ...choices, name: file.name, file: idOf(file), accountId: account.id, begun, key };
      remember(what, unfinished);
      // If it fails, the next attempt continues it.
      setBefore(unfinished);
      const outcome = await run(choices, key);
      forget(what);
      return outcome;
    },
  });
  const change = (more: Partial<Choices>): void => {
    setChoices({ ...choices, ...more });
    checking.reset();
    importing.reset();
  };
  const resume = (): void => {
    // The page may have been open for a day: drawn again, it says what is true now.
    if (before && canContinue(before, account.id)) importing.mutate();
    else setChoices({ ...choices });
  };
  const leaving = useLeaveGuard(importing.isPending);
  if (importing.data) {
    return (
      <div className="space-y-3">
        {leaving}
        <OutcomeView title={texts.done(file.name)} outcome={importing.data} {...about} />
        <Button look="primary" onPress={onClose}>
          {texts.another}
        </Button>
      </div>
    );
  }
  const isRunning = progress !== undefined || checking.isPending || importing.isPending;
  const twice = twiceIn(choices.names, members);
  const checked = checking.data;
  const ready = checked ? checked.created + checked.updated : 0;
  return (
    <div className="space-y-3">
      {leaving}
      <h2 className="text-lg font-semibold">{texts.fileOf(file.name, rowsOf(records.length - 1))}</h2>
      <fieldset disabled={isRunning} className="space-y-3">
        <legend className="sr-only">{texts.columns}</legend>
        <ColumnsForm
          records={records}
          header={header}
          names={choices.names}
          choices={namesOf(members)}
          onChange={(names) => change({ names })}
        />
        <Hints what={what} names={choices.names} twice={twice} />
        <div className="w-60">
          <OneOf
            label={texts.onMatch}
            values={onMatches}
            texts={texts.onMatches}
            value={choices.onMatch}
            onChange={(onMatch) => change({ onMatch })}
          />
        </div>
      </fieldset>
      {before && !isRunning && (
        <p className="text-warn">
          {resumes ? texts.interrupted(before.name) : isKnown ? texts.otherChoices : texts.maybeBegun(before.name)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {resumes ? (
          <Button look="primary" isDisabled={isRunning} onPress={resume}>
            {texts.continue}
          </Button>
        ) : (
          <Button
            look={checked ? 'plain' : 'primary'}
            isDisabled={isRunning || twice !== undefined}
            onPress={() => checking.mutate()}
          >
            {texts.check}
          </Button>
        )}
        {checked && !resumes && (
          <Button look="primary" isDisabled={isRunning || ready === 0} onPress={() => importing.mutate()}>
            {texts.import(rowsOf(ready))}
          </Button>
        )}
        <Button isDisabled={importing.isPending} onPress={onClose}>
          {texts.another}
        </Button>
      </div>
      {progress && <Running progress={progress} isImport={importing.isPending} />}
      <Refusal error={checking.error ?? importing.error} />
      {checked && !importing.isPending && <OutcomeView title={texts.checked} outcome={checked} {...about} />}
    </div>
  );
}

function Running({ progress: { done, total }, isImport }: { progress: Progress; isImport: boolean }) {
  const { imports: texts } = useTexts();
  const name = isImport ? texts.importing : texts.checking;
  return (
    <div className="space-y-1">
      <progress aria-label={name} className="w-full" value={done} max={total} />
      <p role="status" className="text-muted text-sm">
        {isImport ? `${name} ${texts.safe}` : name}
      </p>
    </div>
  );
}

/** What is missing or wrong in the choice of columns. */
function Hints({ what, names, twice }: { what: ImportName; names: readonly string[]; twice: string | undefined }) {
  const { imports: texts } = useTexts();
  const { members, required, key } = importKinds[what];
  const used = new Set(names.map((name) => columnOf(name, members)?.member));
  const nameOf = (member: string): string => memberText(texts, member);
  const missing = required.filter((member) => !used.has(member)).map(nameOf);
  return (
    <div role="status" className="text-sm">
      {twice !== undefined && <p className="text-bad">{texts.twice(nameOf(twice))}</p>}
      {missing.length > 0 && <p className="text-warn">{texts.missing(missing.join(', '))}</p>}
      {!used.has(key) && <p className="text-muted">{texts.noKey(nameOf(key))}</p>}
    </div>
  );
}
