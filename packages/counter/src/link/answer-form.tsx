import type { Estimate, TotalsRules } from '@mechanic-shop/client';
import { useState } from 'react';
import type { Format } from '../app/format.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { RefusalWords } from '../ui/refusal-words.tsx';
import { type Decision, approvedTotal } from './decision.ts';
import { JobCard } from './job.tsx';
import { useLinkTexts } from './texts.ts';

interface Answer {
  approve: number[];
  decline: number[];
  by: string;
  note?: string;
}

interface Props {
  estimate: Estimate;
  rules: TotalsRules;
  format: Format;
  send(answer: Answer): Promise<void>;
}

/** Approves or declines each job. */
export function AnswerForm({ estimate, rules, format, send }: Props) {
  const texts = useLinkTexts();
  const [decisions, setDecisions] = useState<ReadonlyMap<number, Decision>>(new Map());
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const [state, setState] = useState<{ isSending: boolean; error?: unknown }>({ isSending: false });
  const decided = (decision: Decision): number[] =>
    [...decisions].filter(([, one]) => one === decision).map(([jobId]) => jobId);
  const isComplete = decisions.size === estimate.jobs.length;
  const isReady = isComplete && !state.isSending;
  const total = approvedTotal(estimate, rules, (jobId) => decisions.get(jobId) === 'approved');

  const submit = async (): Promise<void> => {
    setState({ isSending: true });
    try {
      const written = note.trim();
      const answer = { approve: decided('approved'), decline: decided('declined'), by };
      await send(written === '' ? answer : { ...answer, note: written });
    } catch (error) {
      setState({ isSending: false, error });
    }
  };

  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void submit();
      }}
    >
      {estimate.jobs.map((job) => (
        <JobCard key={job.jobId} job={job} format={format}>
          <Choice
            name={job.name}
            jobId={job.jobId}
            decision={decisions.get(job.jobId)}
            onDecide={(decision) => setDecisions((before) => new Map(before).set(job.jobId, decision))}
          />
        </JobCard>
      ))}
      <p role="status" className="card flex gap-3 p-3 font-semibold">
        {total.isFinal ? texts.total : texts.beforeTax}
        <span className="ml-auto tabular-nums">{format.money(total.cents)}</span>
      </p>
      <TextField
        label={texts.name}
        required
        maxLength={100}
        autoComplete="name"
        value={by}
        onChange={({ target }) => setBy(target.value)}
      />
      <TextArea label={texts.note} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
      <RefusalWords error={state.error} texts={texts} />
      {!isComplete && <p className="text-muted text-sm">{texts.decideAll}</p>}
      <button
        type="submit"
        aria-disabled={!isReady}
        className="bg-accent text-on-accent w-full rounded-md p-3 font-semibold aria-disabled:opacity-50"
      >
        {texts.send}
      </button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  jobId: number;
  decision: Decision | undefined;
  onDecide(decision: Decision): void;
}

function Choice({ name, jobId, decision, onDecide }: ChoiceProps) {
  const texts = useLinkTexts();
  const options = [
    { value: 'approved', text: texts.approve },
    { value: 'declined', text: texts.decline },
  ] as const;
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="sr-only">{name}</legend>
      {options.map(({ value, text }) => (
        <label
          key={value}
          className="border-line has-checked:border-accent has-checked:bg-tint flex cursor-pointer items-center gap-2 rounded-md border p-3"
        >
          <input
            type="radio"
            name={`job-${jobId}`}
            checked={decision === value}
            onChange={() => onDecide(value)}
            className="accent-accent size-4"
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
