// Longer than any typo; names are truncated, so that comparing stays cheap.
const MAX_NAME = 64;

function bare(name: string): string {
  return name
    .slice(0, MAX_NAME)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function wordsOf(name: string): string[] {
  return name
    .slice(0, MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The number of inserted, deleted, replaced or transposed letters. */
function distance(from: string, to: string): number {
  let older: number[] = [];
  let old = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (old[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (old[j - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (older[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [older, old] = [old, row];
  }
  return old[to.length] ?? 0;
}

const startsAlike = (one: string[], other: string[]): boolean => one.every((word, at) => word === other[at]);
const endsAlike = (one: string[], other: string[]): boolean => startsAlike(one.toReversed(), other.toReversed());

/** `price` for `priceCents`, `plate` for `licensePlate`, `phoneNumber` for `phone`. */
function isPartOf(key: string, member: string): boolean {
  const [one, other] = [wordsOf(key), wordsOf(member)];
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length > 0 && (startsAlike(short, long) || endsAlike(short, long));
}

/** `desc` for `description`, `qty` for `quantity`: letters left out, the first one kept. */
function isShortFor(key: string, member: string): boolean {
  const [short, long] = [bare(key), bare(member)];
  if (short.length < 3 || short.length >= long.length || short[0] !== long[0]) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

function isMistyped(key: string, member: string): boolean {
  const [one, other] = [bare(key), bare(member)];
  const allowed = Math.min(one.length, other.length) < 6 ? 1 : 2;
  return Math.min(one.length, other.length) > 2 && distance(one, other) <= allowed;
}

// Only the closest kind of similarity counts.
const likenesses = [(key: string, member: string) => bare(key) === bare(member), isMistyped, isPartOf, isShortFor];

/** The properties that `key` may have meant; usually one or none. */
export function likelyMembers(key: string, members: readonly string[]): string[] {
  if (bare(key) === '') return [];
  for (const isLike of likenesses) {
    const found = members.filter((member) => isLike(key, member));
    if (found.length > 0) return found.slice(0, 3);
  }
  return [];
}

/** Explains an unknown property. Suggests only properties that exist. */
export function unknownMember(key: string, members: readonly string[]): string {
  const likely = likelyMembers(key, members);
  return likely.length === 0 ? 'Unknown member: leave it out.' : `Unknown member: use ${likely.join(' or ')}.`;
}
