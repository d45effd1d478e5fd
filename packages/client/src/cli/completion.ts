import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';

/** `shop completion <shell>`, and the hidden `shop complete` that its scripts call at each tab. Both print by themselves. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
}
