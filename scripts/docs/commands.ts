// Writes the table of commands in docs/command-line.md from the command itself: `pnpm docs:commands`.
import { join } from 'node:path';
import { createProgram } from '../../packages/client/src/cli/program.ts';
import { type MadeTable, markdownTable, writeTable } from './table.ts';

type Command = ReturnType<typeof createProgram>;

const root = join(import.meta.dirname, '../..');
const EVERYWHERE = new Set(['--json', '--quiet', '--url', '--limit', '--cursor', '--all', '--if-version']);

function leavesOf(
  command: Pick<Command, 'commands'>,
  before: string[] = [],
): { names: string[]; command: Command['commands'][number] }[] {
  return command.commands
    .filter((each) => each.name() !== 'complete')
    .flatMap((each) => {
      const names = [...before, each.name()];
      return each.commands.length > 0 ? leavesOf(each, names) : [{ names, command: each }];
    });
}

function optionsOf(command: Command['commands'][number]): string {
  return command.options
    .filter(({ long, hidden }) => !hidden && !EVERYWHERE.has(long ?? ''))
    .filter(({ negate, long }) => !(negate && command.options.some((one) => `--no-${one.name()}` === long)))
    .map(({ long, mandatory }) => (mandatory ? `**\`${long}\`**` : `\`${long}\``))
    .join(' ');
}

function make(): string {
  const program = createProgram({ stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: {} });
  const rows = leavesOf(program).map(({ names, command }) => {
    const args = command.registeredArguments.map((each) =>
      each.variadic ? `<${each.name()}...>` : `<${each.name()}>`,
    );
    return [`\`shop ${[...names, ...args].join(' ')}\``, command.description(), optionsOf(command)];
  });
  return markdownTable([['command', 'what it does', 'options'], ...rows]);
}

/** The table of commands in docs/command-line.md. */
export const commands: MadeTable = {
  file: join(root, 'docs/command-line.md'),
  name: 'commands',
  command: 'pnpm docs:commands',
  make,
};

if (import.meta.main) writeTable(commands);
