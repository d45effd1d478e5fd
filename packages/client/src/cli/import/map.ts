import { type Column, columnOf, plainName } from '../../csv/columns.ts';
import type { Members } from '../../csv/kinds.ts';
import { Failure, status } from '../failure.ts';

/** `Column=member` of `--map`; nothing behind the sign leaves the column out. */
function readMaps(typed: readonly string[]): Map<string, string> {
  return new Map(
    typed.map((each) => {
      const at = each.lastIndexOf('=');
      if (at < 1) throw new Failure(status.usage, `--map: type it like 'Part number=sku'.`);
      return [plainName(each.slice(0, at)), each.slice(at + 1).trim()];
    }),
  );
}

/** The member of each column; undefined for those that are left out. */
export function columnsOf(
  header: readonly string[],
  members: Members,
  typed: readonly string[],
): (Column | undefined)[] {
  const maps = readMaps(typed);
  const known = Object.keys(members).join(', ');
  for (const name of maps.keys()) {
    if (!header.some((each) => plainName(each) === name)) {
      throw new Failure(status.usage, `--map: the file has no column "${name}".`);
    }
  }
  const columns = header.map((name) => {
    const mapped = maps.get(plainName(name));
    if (mapped === '' || (mapped === undefined && name.trim() === '')) return undefined;
    const column = columnOf(mapped ?? name, members);
    if (column) return column;
    const hint =
      mapped === undefined ? `--map '${name}=member' maps it, --map '${name}=' leaves it out` : 'check --map';
    throw new Failure(status.usage, `The column "${name}" is none of ${known}: ${hint}.`);
  });
  const names = columns.flatMap((column) => column?.member ?? []);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Failure(status.usage, `Two columns are ${twice}: leave one out with --map.`);
  return columns;
}
