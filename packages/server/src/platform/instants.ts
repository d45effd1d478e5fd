const DAY_MS = 86_400_000;
const KEPT_DAYS = 2_000;

function padded(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, n) => String(n).padStart(digits, '0'));
}
const TWO = padded(60, 2);
const MINUTES = Array.from({ length: 1440 }, (_, n) => `${TWO[Math.floor(n / 60)]}:${TWO[n % 60]}:`);
const SECONDS = TWO.map((text) => `${text}.`);
const MILLISECONDS = padded(1000, 3).map((text) => `${text}Z`);

const days = new Map<number, string>();
function dayText(day: number): string {
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, -13);
    if (days.size >= KEPT_DAYS) days.clear();
    days.set(day, text);
  }
  return text;
}

/** The same text as `toISOString`, in a quarter of the time: pages hold many instants of few days. */
export function instantText(at: Date): string {
  const ms = at.getTime();
  const day = Math.floor(ms / DAY_MS);
  const ofDay = ms - day * DAY_MS;
  const seconds = Math.floor(ofDay / 1000);
  const minutes = Math.floor(seconds / 60);
  // Few pieces, short ones first: V8 copies short strings and only chains long ones.
  const rest = `${SECONDS[seconds - minutes * 60]}${MILLISECONDS[ofDay - seconds * 1000]}`;
  return `${dayText(day)}${MINUTES[minutes]}${rest}`;
}
