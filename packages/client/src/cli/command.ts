import type { Command } from 'commander';
import { type Shop, connect, serverUrl, withSession } from './connect.ts';
import { asFailure } from './failure.ts';
import type { Fields, Values } from './fields.ts';
import { idsOf } from './ids.ts';
import { type Io, isClosedPipe, printLines, variable } from './io.ts';
import { addArguments, addOptions, readInput, typedNames, withIds } from './options.ts';
import { typedCommand } from './typed-command.ts';
import { usageError } from './usage-error.ts';
import { type View, viewOf } from './view.ts';

/** What a command works with when it runs. */
export interface Context {
  io: Io;
  view: View;
  json: boolean;
  /** Whether scripts want the ids and nothing else. */
  quiet: boolean;
  command: Command;
  url: string;
  shop: Shop;
  /** The client that keeps the session, whatever SHOP_TOKEN says. */
  withSession: () => Shop;
}

interface Declared<A extends Fields, O extends Fields> {
  name: string;
  about: string;
  args?: A;
  options?: O;
}

/** No fields: without it the members of A and O would be anything. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type
export type None = Record<never, never>;

interface Action<A extends Fields, O extends Fields> extends Declared<A, O> {
  /** Options that `run` reads by itself. */
  more?: Fields;
  run: (context: Context, input: Values<A> & Values<O>) => Promise<void>;
}

/** A command that calls a procedure and shows the one thing it answers. */
export interface Call<A extends Fields, O extends Fields, R> extends Declared<A, O> {
  call: (context: Context, input: Values<A> & Values<O>) => Promise<R>;
  show: (result: R, view: View, context: Context) => string[] | Promise<string[]>;
}

/** The options of every command; program and groups have them too, so that they may stand anywhere. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--json', "the server's answer as JSON")
    .option('-q, --quiet', 'only the ids, one a line')
    .option('--url <address>', 'the server, instead of SHOP_URL or http://127.0.0.1:4000');
}

/** A group of commands. */
export function addGroup(program: Command, name: string, about: string): Command {
  return addCommonOptions(program.command(name).description(about));
}

/** Declares a command and turns whatever it throws into a failure that names what was typed. */
export function addAction<A extends Fields = None, O extends Fields = None>(
  group: Command,
  io: Io,
  action: Action<A, O>,
): void {
  const command = group.command(action.name).description(action.about);
  // Empty records stand for absent ones, which is what A and O then are.
  const args = action.args ?? ({} as A);
  const options = action.options ?? ({} as O);
  addArguments(command, args);
  addOptions(command, { ...options, ...action.more });
  addCommonOptions(command)
    .configureOutput({
      ...command.configureOutput(),
      outputError: (text, write) => write(usageError(text, command)),
    })
    .action(async () => {
      const typed = command.optsWithGlobals<{ json?: boolean; quiet?: boolean; url?: string }>();
      const url = serverUrl(io, typed.url);
      const context: Context = {
        io,
        view: viewOf(io),
        json: typed.json === true,
        quiet: typed.quiet === true && typed.json !== true,
        command,
        url,
        shop: connect(io, url),
        withSession: () => withSession(io, url),
      };
      try {
        const input = readInput(command, args, options);
        await action.run(context, await withIds(context.shop, { ...args, ...options }, input));
      } catch (error) {
        if (isClosedPipe(error)) throw error;
        const names = typedNames(args, { ...options, ...action.more });
        const token = variable(io, 'SHOP_TOKEN') !== undefined;
        throw asFailure(error, { url, token, program: typedCommand(io), names });
      }
    });
}

/** Declares a command for one thing: its card for people, the answer itself with `--json`. */
export function addCommand<R, A extends Fields = None, O extends Fields = None>(
  group: Command,
  io: Io,
  spec: Call<A, O, R>,
): void {
  return addAction(group, io, {
    ...spec,
    run: async (context, input) => {
      const result = await spec.call(context, input);
      if (context.json) await printLines(io, [asJson(io, result)]);
      else await printLines(io, context.quiet ? idsOf(result) : await spec.show(result, context.view, context));
    },
  });
}

// One line for programs; a person at the terminal sees it spread out.
const asJson = (io: Io, result: unknown): string => JSON.stringify(result, null, io.stdout.isTTY ? 2 : undefined);
