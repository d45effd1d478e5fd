import type { Deleted } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { isShopError } from '../index.ts';
import { type Context, addCommand } from './command.ts';
import { confirmDeletion, yes } from './confirm.ts';
import { Failure, status } from './failure.ts';
import { id, required } from './fields.ts';
import type { Io } from './io.ts';
import { typedCommand } from './typed-command.ts';

/** A command that deletes a row. */
interface Deletion {
  about: string;
  /** The kind of row, for the help. */
  what: string;
  /** Describes the row and what is deleted with it. */
  describe: (context: Context, id: number) => Promise<string>;
  /** What to do instead where other rows refer to this one; `program` is the command as typed. */
  inUse?: (id: number, program: string) => string;
  call: (context: Context, input: { id: number }) => Promise<Deleted>;
}

/** Declares `delete <id>`. It takes no names: a row is deleted only if someone typed its id. */
export function addDelete(group: Command, io: Io, { about, what, describe, inUse, call }: Deletion): void {
  return addCommand(group, io, {
    name: 'delete',
    about,
    args: { id: required(id('<id>', what)) },
    options: { yes },
    call: async (context, input) => {
      await confirmDeletion(context, input.yes, () => describe(context, input.id));
      try {
        return await call(context, { id: input.id });
      } catch (error) {
        if (!inUse || !isShopError(error, 'IN_USE')) throw error;
        throw new Failure(status.conflict, inUse(input.id, typedCommand(io)));
      }
    },
    show: ({ message }) => [message],
  });
}
