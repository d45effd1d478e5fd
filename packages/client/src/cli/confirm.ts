import { askYes } from './ask.ts';
import { Failure, status } from './failure.ts';
import { flag } from './fields.ts';
import { type Io, remark } from './io.ts';

/** `--yes` of what asks before it does something. */
export const yes = flag('--yes', 'do not ask');

/** Whether somebody is there to answer a question. */
const isTerminal = ({ stdin, stderr }: Io): boolean => stdin.isTTY === true && stderr.isTTY === true;

/** Asks at a terminal before rows are deleted; scripts are not asked. `describe` says which row, and what goes with it. */
export async function confirmDeletion(
  io: Io,
  confirmed: boolean | undefined,
  describe: () => Promise<string>,
): Promise<void> {
  if (confirmed === true || !isTerminal(io)) return;
  if (!(await askYes(io, `Delete ${await describe()}?`))) throw new Failure(status.failed, 'Nothing was deleted.');
}

/** Points out a row that looks like the one to be stored. A person at a terminal decides; a script is only told. */
export async function pointOut(io: Io, confirmed: boolean | undefined, twin: string | undefined): Promise<void> {
  if (twin === undefined) return;
  await remark(io, twin);
  if (confirmed !== true && isTerminal(io) && !(await askYes(io, 'Go on all the same?'))) {
    throw new Failure(status.failed, 'Nothing was changed.');
  }
}
