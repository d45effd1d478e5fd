const two = (part: number): string => String(part).padStart(2, '0');

/** An instant as the clock of this machine shows it, `2026-11-20 09:30`. */
export function showInstant(instant: string | null): string | null {
  if (instant === null) return null;
  const at = new Date(instant);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
