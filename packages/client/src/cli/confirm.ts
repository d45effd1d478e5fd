import { askYes } from './ask.ts';
import { Failure, status } from './failure.ts';
import { flag } from './fields.ts';
import { type Io, remark } from './io.ts';

/** `--yes` of commands that ask for confirmation. */
export const yes = flag('--yes', 'skip the confirmation');

/** Whether a person can answer questions. */
const isTerminal = ({ stdin, stderr }: Io): boolean => stdin.isTTY === true && stderr.isTTY === true;

/** Confirms a deletion at a terminal; scripts are not asked. `describe` names the row and what is deleted with it. */
export async function confirmDeletion(
  io: Io,
  confirmed: boolean | undefined,
  describe: () => Promise<string>,
): Promise<void> {
  if (confirmed === true || !isTerminal(io)) return;
  if (!(await askYes(io, `Delete ${await describe()}?`))) throw new Failure(status.failed, 'Nothing was deleted.');
}

/** Points out an existing row that looks the same. A person at a terminal confirms; a script only gets the remark. */
export async function pointOut(io: Io, confirmed: boolean | undefined, twin: string | undefined): Promise<void> {
  if (twin === undefined) return;
  await remark(io, twin);
  if (confirmed !== true && isTerminal(io) && !(await askYes(io, 'Continue anyway?'))) {
    throw new Failure(status.failed, 'Nothing was changed.');
  }
}
