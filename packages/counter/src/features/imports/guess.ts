import { type Members, columnOf, plainName } from '@mechanic-shop/client/csv';

/** What a column can be: the members, and money also in cents. */
export function namesOf(members: Members): string[] {
  return Object.entries(members).flatMap(([member, kind]) =>
    kind === 'cents' ? [member.replace(/Cents$/, ''), member] : member,
  );
}

/** What the columns of a file are by their headers, in the words of the API or of the page; '' where none fits. */
export function guessNames(
  header: readonly string[],
  members: Members,
  labels: Readonly<Record<string, string>>,
): string[] {
  const names = namesOf(members);
  const taken = new Set<string>();
  return header.map((typed) => {
    const text = plainName(typed);
    const name = names.find((one) => plainName(one) === text || plainName(labels[one] ?? '') === text);
    const member = name === undefined ? undefined : columnOf(name, members)?.member;
    if (name === undefined || member === undefined || taken.has(member)) return '';
    taken.add(member);
    return name;
  });
}

/** The member that two columns have, if there is one. */
export function twiceIn(names: readonly string[], members: Members): string | undefined {
  const used = names.flatMap((name) => columnOf(name, members)?.member ?? []);
  return used.find((member, at) => used.indexOf(member) !== at);
}
