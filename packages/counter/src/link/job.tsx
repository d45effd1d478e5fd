import type { EstimateJob } from '@mechanic-shop/client';
import type { ReactNode } from 'react';
import type { Format } from '../app/format.tsx';
import { useLinkTexts } from './texts.ts';

/** A job of an estimate: its price, what it is for and what it includes. */
export function JobCard({ job, format, children }: { job: EstimateJob; format: Format; children: ReactNode }) {
  const texts = useLinkTexts();
  const lines = [
    ...job.labor.map(({ description, totalCents }) => ({ text: description, cents: totalCents })),
    ...job.parts.map(({ name, quantity, unit, totalCents }) => ({
      text: `${format.quantity(quantity, unit)} ${name}`,
      cents: totalCents,
    })),
    ...job.extras.map(({ description, amountCents }) => ({ text: description, cents: amountCents })),
  ];
  return (
    <section aria-label={job.name} className="card space-y-2 p-3">
      <div className="flex items-baseline gap-3">
        <h2 className="font-semibold">{job.name}</h2>
        <span className="ml-auto tabular-nums">{format.money(job.netCents)}</span>
      </div>
      {job.description !== null && <p className="whitespace-pre-line">{job.description}</p>}
      <details className="text-sm">
        <summary className="cursor-pointer">{texts.details}</summary>
        <ul className="mt-1">
          {lines.map(({ text, cents }) => (
            <li key={`${text} ${cents}`} className="flex gap-3">
              {text} <span className="ml-auto tabular-nums">{format.money(cents)}</span>
            </li>
          ))}
        </ul>
      </details>
      {children}
    </section>
  );
}
