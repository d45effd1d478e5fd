// Writes the README's table of procedures from the router and the contract: `pnpm docs:procedures`.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listProcedures } from '../../packages/server/src/admin/procedures.ts';
import { type MadeTable, markdownTable, writeTable } from './table.ts';

const root = join(import.meta.dirname, '../..');

const MEMBER = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w+): (?:Query|Mutation|Subscription)<\w+, ([\w<>]+)>;/g;
// Already in the column "who".
const RIGHTS = /^(?:Public|(?:Mechanics|Admins) only)\.$/;

const folder = join(root, 'packages/shared/src');
const contract = globSync('*.ts', { cwd: folder })
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** The members of an interface of the contract, with those that it extends. */
function membersOf(name: string): string {
  const [, parents = '', members = ''] =
    new RegExp(`^export interface ${name}(?: extends ([\\w, ]+))? {\n([^]*?)\n}`, 'm').exec(contract) ?? [];
  const names = parents.split(', ').filter((parent) => parent !== '');
  return [members, ...names.map(membersOf)].join('\n');
}

/** The procedures of a feature, by name: the output type, and the comment without access and errors. */
function promisesOf(feature: string): Map<string, { answer: string; about: string }> {
  const [, apis = ''] = new RegExp(`^  ${feature}: {\\s*api: ([\\w& ]+);`, 'm').exec(contract) ?? [];
  const source = apis.split(' & ').map(membersOf).join('\n');
  return new Map(
    [...source.matchAll(MEMBER)].map(([, comment = '', name = '', answer = '']) => {
      const text = comment.replace(/\s*\n\s*\*/g, '').trim();
      const sentences = text.replace(/\s*Errors: .*$/, '').split(/(?<=\.) /);
      return [name, { answer, about: sentences.filter((sentence) => !RIGHTS.test(sentence)).join(' ') }];
    }),
  );
}

function make(): string {
  const rows = listProcedures().map(({ path, type, access }) => {
    const [feature = '', name = ''] = path.split('.');
    const promise = promisesOf(feature).get(name);
    if (!promise) throw new Error(`The contract has no comment for ${path}.`);
    return [`\`${path}\``, type, access, `\`${promise.answer}\``, promise.about];
  });
  return markdownTable([['procedure', 'kind', 'who', 'returns', 'what it does'], ...rows]);
}

/** The README's table of procedures. */
export const procedures: MadeTable = {
  file: join(root, 'README.md'),
  name: 'procedures',
  command: 'pnpm docs:procedures',
  make,
};

if (import.meta.main) writeTable(procedures);
