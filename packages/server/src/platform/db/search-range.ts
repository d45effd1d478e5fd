import { type Column, type SQL, desc, gte, lt } from 'drizzle-orm';
import { idList, inIds } from './lists.ts';
import { withoutIndex } from './plan.ts';
import type { Slots } from './prepared.ts';
import { asRowid } from './search.ts';

/** Few enough to name each of them. */
export const MAX_CANDIDATES = 1_000;
/** Few enough for a search to look for each of them. */
const MAX_PROBED = 10;

/**
 * How a page is found: among all rows, among few whose ids are known already, or, for a search, by a probe for each of
 * these ids.
 */
export type Plan = 'all' | 'few' | 'probe';

/** The plan for a search among these rows; undefined stands for all. */
export function searchPlan(ids: readonly number[] | undefined): Plan {
  if (ids === undefined) return 'all';
  return ids.length <= MAX_PROBED ? 'probe' : 'few';
}

/** The values of a range. */
export interface Bounds {
  /** Only rows with a lesser id. */
  before: number;
  /** The `idList` of the few. */
  few: string;
  /** The least id of the few. */
  oldest: number;
}

/** The bounds of a page before an id, among few rows given in ascending order or among all. */
export function boundsOf(ids: readonly number[] | undefined, before: number): Bounds {
  const [oldest = 0] = ids ?? [];
  return { few: idList(ids ?? []), oldest, before: Math.min(before, (ids?.at(-1) ?? before) + 1) };
}

/** Conditions on a key, and its order: newest first. */
interface Range {
  within: readonly SQL[];
  newest: SQL;
}

/** A range of a table's own ids; among few it reads no further than the oldest of them. */
export function idRange(plan: Plan, id: Column, p: Slots<Bounds>): Range {
  const oldest = plan === 'all' ? [] : [gte(id, asRowid(p.oldest))];
  return { within: [lt(id, asRowid(p.before)), ...oldest], newest: desc(id) };
}

/**
 * A range of a search index. Among few the search reads its hits no further than the oldest of them. When it probes, it
 * looks for each of them and sorts afterwards, because FTS5 takes ten times as long to seek backwards.
 */
export function searchRange(plan: Plan, rowid: Column, p: Slots<Bounds>): Range {
  if (plan === 'probe') {
    const key = withoutIndex(rowid);
    return { within: [inIds(rowid, p.few), lt(key, p.before)], newest: desc(key) };
  }
  const { within, newest } = idRange(plan, rowid, p);
  return { within: plan === 'few' ? [...within, inIds(withoutIndex(rowid), p.few)] : within, newest };
}
