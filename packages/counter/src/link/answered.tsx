import type { Estimate } from '@mechanic-shop/client';
import type { Format } from '../app/format.tsx';
import { textOf } from '../i18n/text-of.ts';
import { JobCard } from './job.tsx';
import { useLinkTexts } from './texts.ts';

/** What was decided, or why nothing can be decided any more. */
export function Answered({ estimate, format }: { estimate: Estimate; format: Format }) {
  const texts = useLinkTexts();
  const { answer, jobs, status } = estimate;
  return (
    <>
      <div role="status" className="card space-y-1 p-3">
        <p className="font-medium">{answer ? texts.thanks : textOf(texts.closed, status)}</p>
        {answer && <p className="text-sm">{texts.decided(answer.by, format.instant(answer.at))}</p>}
      </div>
      {jobs.map((job) => (
        <JobCard key={job.jobId} job={job} format={format}>
          {job.decision !== null && (
            <p className={`font-medium ${job.decision === 'approved' ? 'text-good' : 'text-bad'}`}>
              {texts.decisions[job.decision]}
            </p>
          )}
        </JobCard>
      ))}
    </>
  );
}
