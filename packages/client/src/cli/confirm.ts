import { askYes } from './ask.ts';
import { Failure, status } from './failure.ts';
import { flag } from './fields.ts';
import { type Io, remark } from './io.ts';

/** `--yes` of commands that ask for confirmation. */
export const yes = flag('--yes', 'skip the confirmation');

/** Whether a person can answer questions. */
const isTerminal = ({ stdin, stderr }: Io): boolean => stdin.isTTY === true && stderr.isTTY === true;

interface Asking {
  io: Io;
  dryRun: boolean;
}

/** Asks at a terminal before something is deleted; scripts are not asked, and neither is a dry run. */
export async function confirm(
  { io, dryRun }: Asking,
  confirmed: boolean | undefined,
  question: () => Promise<string>,
): Promise<void> {
  if (confirmed === true || dryRun || !isTerminal(io)) return;
  if (!(await askYes(io, await question()))) throw new Failure(status.failed, 'Nothing was deleted.');
}

/** Confirms a deletion. `describe` names the row and what is deleted with it. */
export function confirmDeletion(
  asking: Asking,
  confirmed: boolean | undefined,
  describe: () => Promise<string>,
): Promise<void> {
  return confirm(asking, confirmed, async () => `Delete ${await describe()}?`);
}

/** Points out an existing row that looks the same. A person at a terminal confirms; a script only gets the remark. */
export async function pointOut(io: Io, confirmed: boolean | undefined, twin: string | undefined): Promise<void> {
  if (twin === undefined) return;
  await remark(io, twin);
  if (confirmed !== true && isTerminal(io) && !(await askYes(io, 'Continue anyway?'))) {
    throw new Failure(status.failed, 'Nothing was changed.');
  }
}
