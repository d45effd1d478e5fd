import type { CannedExtra, CannedJob, CannedLabor, CannedPart, RouterInputs } from '@mechanic-shop/client';
import { parseCents, parseDecimal, typedCents } from '../../app/format.tsx';
import { allOf } from '../../ui/form/rows.ts';

type TypedLine<K extends string> = { key: string } & Record<K, string>;
export type TypedLabor = TypedLine<'description' | 'hours' | 'rate' | 'price'>;
export type TypedPart = TypedLine<'quantity'> & { partId: number };
export type TypedExtra = TypedLine<'description' | 'amount' | 'kind'>;

/** A canned job as it is typed. */
export interface TypedJob {
  name: string;
  description: string;
  labor: readonly TypedLabor[];
  parts: readonly TypedPart[];
  extras: readonly TypedExtra[];
}

export const noLabor: Omit<TypedLabor, 'key'> = { description: '', hours: '', rate: '', price: '' };
export const noExtra: Omit<TypedExtra, 'key'> = { description: '', amount: '', kind: 'fee' };

const typed = (value: number | null, text: (value: number) => string = String): string =>
  value === null ? '' : text(value);

export function typedJob(job: CannedJob | undefined): TypedJob {
  return {
    name: job?.name ?? '',
    description: job?.description ?? '',
    labor: (job?.labor ?? []).map(({ description, hours, rateCents, priceCents }, at) => ({
      key: `labor ${at}`,
      description,
      hours: typed(hours),
      rate: typed(rateCents, typedCents),
      price: typed(priceCents, typedCents),
    })),
    parts: (job?.parts ?? []).map(({ partId, quantity }) => ({
      key: `part ${partId}`,
      partId,
      quantity: String(quantity),
    })),
    extras: (job?.extras ?? []).map(({ kind, description, amountCents }, at) => ({
      key: `extra ${at}`,
      kind,
      description,
      amount: typedCents(amountCents),
    })),
  };
}

export function laborOf({ description, hours, rate, price }: TypedLabor): CannedLabor | undefined {
  if (description.trim() === '') return undefined;
  const [count, priceCents] = [parseDecimal(hours), parseCents(price)];
  if (hours === '')
    return priceCents === undefined ? undefined : { description, hours: null, rateCents: null, priceCents };
  const rateCents = rate === '' ? null : parseCents(rate);
  if (count === undefined || rateCents === undefined) return undefined;
  return { description, hours: count, rateCents, priceCents: null };
}

export function partOf({ partId, quantity }: TypedPart): CannedPart | undefined {
  const count = parseDecimal(quantity);
  return count === undefined ? undefined : { partId, quantity: count };
}

export function extraOf({ kind, description, amount }: TypedExtra): CannedExtra | undefined {
  const amountCents = parseCents(amount);
  if (description.trim() === '' || amountCents === undefined) return undefined;
  return { kind: kind === 'sublet' ? 'sublet' : 'fee', description, amountCents };
}

/** The input of what is typed; undefined while a line is not valid. */
export function jobOf(job: TypedJob): RouterInputs['cannedJobs']['create'] | undefined {
  const [labor, parts, extras] = [
    allOf(job.labor.map(laborOf)),
    allOf(job.parts.map(partOf)),
    allOf(job.extras.map(extraOf)),
  ];
  if (!labor || !parts || !extras || job.name.trim() === '') return undefined;
  return { name: job.name, description: job.description.trim() || null, labor, parts, extras };
}
