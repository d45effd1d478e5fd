/** What stands in a form once a save has its answer: what is saved, and what was typed since the save began. */
export function typedSince<T extends object>(saved: T, sent: T, now: T): T {
  return isSame(sent, now) ? saved : { ...saved, ...Object.fromEntries(changedMembers(sent, now)) };
}

/** The members that differ between two states of a form. */
export function changedMembers<T extends object>(before: T, after: T): [string, unknown][] {
  return Object.entries(after).filter(([name, value]) => !isSame(value, before[name as keyof T]));
}

/** Whether the same is typed in both. */
export function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
