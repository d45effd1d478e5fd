import type { Deleted } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Context, addCommand } from './command.ts';
import { confirmDeletion, yes } from './confirm.ts';
import { id, required } from './fields.ts';
import type { Io } from './io.ts';

/** A command that deletes a row. */
interface Deletion {
  about: string;
  /** What the id is of, for the help. */
  what: string;
  /** Which row goes, and what goes with it. */
  describe: (context: Context, id: number) => Promise<string>;
  call: (context: Context, input: { id: number }) => Promise<Deleted>;
}

/** Declares `delete <id>`. It takes no names: a row is gone only where somebody typed its id. */
export function addDelete(group: Command, io: Io, { about, what, describe, call }: Deletion): void {
  return addCommand(group, io, {
    name: 'delete',
    about,
    args: { id: required(id('<id>', what)) },
    options: { yes },
    call: async (context, input) => {
      await confirmDeletion(io, input.yes, () => describe(context, input.id));
      return call(context, { id: input.id });
    },
    show: ({ message }) => [message],
  });
}
