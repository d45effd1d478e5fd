import { expect, test } from 'vitest';
import { listProcedures } from '../../../server/src/admin/procedures.ts';
import { createProgram } from '../../src/cli/program.ts';
import { cases } from '../../src/cli/testing/cases.ts';

/** Procedures without a command, with the reason. */
const withoutCommand = new Map([
  ['auth.refresh', 'the client refreshes its session by itself'],
  ['events.live', 'shop events --follow, which does not end; live.test.ts runs it'],
]);

test('every procedure of the API has a command', () => {
  const called = new Set(cases.map(({ path }) => path));
  const missing = listProcedures()
    .map(({ path }) => path)
    .filter((path) => !called.has(path) && !withoutCommand.has(path));
  expect(missing, 'Add a command in packages/client/src/cli and a case in its testing folder.').toEqual([]);
});

test('every command has a case', () => {
  const commandsOf = (group: Pick<ReturnType<typeof createProgram>, 'commands'>, before = ''): string[] =>
    group.commands.flatMap((each) => {
      const name = `${before}${each.name()}`;
      return each.commands.length > 0 ? commandsOf(each, `${name} `) : [name];
    });
  const { stdin, stdout, stderr } = process;
  const commands = commandsOf(createProgram({ stdin, stdout, stderr, env: {} }));
  const lines = cases.map(({ line }) => line.join(' '));
  const untested = commands
    .filter((name) => !['completion', 'complete'].includes(name))
    .filter((name) => !lines.some((line) => line === name || line.startsWith(`${name} `)));
  expect(untested).toEqual([]);
});
