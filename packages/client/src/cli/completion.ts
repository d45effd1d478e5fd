import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { completionScripts } from './completion-scripts.ts';
import { type Io, write } from './io.ts';

/** `shop completion <shell>`, and the hidden `shop complete` that its scripts call at each tab. */
export function addCompletion(program: Command, io: Io): void {
  const root = tab(program, { completionCommandName: 'completion' });
  const name = program.name();
  program.commands
    .find((each) => each.name() === 'completion')
    ?.description('print the tab completion script for bash, zsh, fish or powershell')
    .action(async (shell: string) => {
      const script = completionScripts.get(shell);
      // The library itself prints the one for powershell.
      if (script === undefined) root.setup(name, name, shell);
      else await write(io.stdout, script(name));
    });
}
