import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/** `shop completion <shell>`, and the hidden `shop complete` that its scripts call at each tab. Both print by themselves. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
  const command = program.commands.find((each) => each.name() === 'completion');
  command?.description('print what makes the tab key complete commands: for bash, zsh, fish or powershell');
}
