import type { Command } from 'commander';
import { type Shop, connect, serverUrl, tokenKind, withSession } from './connect.ts';
import { csv, csvPrinter, wantsCsv } from './csv-output.ts';
import { asFailure } from './failure.ts';
import type { Fields, Values } from './fields.ts';
import { idsOf } from './ids.ts';
import { type Io, isClosedPipe, printLines, remark } from './io.ts';
import { addArguments, addOptions, readInput, typedNames, withIds } from './options.ts';
import { shortageText } from './shortage.ts';
import { typedCommand } from './typed-command.ts';
import { usageError } from './usage-error.ts';
import { type View, viewOf } from './view.ts';

/** What a command receives when it runs. */
export interface Context {
  io: Io;
  view: View;
  json: boolean;
  /** Whether to print ids only. */
  quiet: boolean;
  command: Command;
  url: string;
  shop: Shop;
  /** Whether changes only show what they would do. */
  dryRun: boolean;
  /** The client that uses the stored session, regardless of SHOP_TOKEN. */
  withSession: () => Shop;
}

interface Declared<A extends Fields, O extends Fields> {
  name: string;
  about: string;
  args?: A;
  options?: O;
}

/** No fields; as a default it keeps A and O from accepting any member. */
// oxlint-disable-next-line typescript/no-generated-empty-object-type -- an interface would accept any member, too
export type None = Record<never, never>;

interface Action<A extends Fields, O extends Fields> extends Declared<A, O> {
  /** Options that `run` reads itself. */
  more?: Fields;
  run: (context: Context, input: Values<A> & Values<O>) => Promise<void>;
}

/** A command that calls a procedure and shows its result. */
export interface Call<A extends Fields, O extends Fields, R> extends Declared<A, O> {
  call: (context: Context, input: Values<A> & Values<O>) => Promise<R>;
  show: (result: R, view: View, context: Context) => string[] | Promise<string[]>;
  /** The rows that `--csv` prints; without it there is no such option. */
  rows?: (result: R) => readonly object[];
}

/** The rows of an answer that lists them all at once. */
export const itemsOf = ({ items }: { items: readonly object[] }): readonly object[] => items;

/** The options of every command. Program and groups have them too, so they work in any position. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--json', "print the server's response as JSON")
    .option('-q, --quiet', 'print only ids, one per line')
    .option('--dry-run', 'show what a change would do, and change nothing')
    .option('--url <address>', 'the server; default SHOP_URL, else http://127.0.0.1:4000');
}

/** A group of commands. */
export function addGroup(program: Command, name: string, about: string): Command {
  return addCommonOptions(program.command(name).description(about));
}

/** Declares a command and turns its errors into failures that name the typed options. */
export function addAction<A extends Fields = None, O extends Fields = None>(
  group: Command,
  io: Io,
  action: Action<A, O>,
): void {
  const command = group.command(action.name).description(action.about);
  // If absent, A and O are empty records.
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
      const typed = command.optsWithGlobals<{ json?: boolean; quiet?: boolean; dryRun?: boolean; url?: string }>();
      const dryRun = typed.dryRun === true;
      const url = serverUrl(io, typed.url);
      const context: Context = {
        io,
        view: viewOf(io),
        json: typed.json === true,
        quiet: typed.quiet === true && typed.json !== true,
        command,
        url,
        dryRun,
        shop: connect(io, url, dryRun),
        withSession: () => withSession(io, url, dryRun),
      };
      try {
        const input = readInput(command, args, options);
        await action.run(context, await withIds(context.shop, { ...args, ...options }, input));
        if (dryRun) await remark(io, 'Dry run: nothing was changed.');
      } catch (error) {
        if (isClosedPipe(error)) throw error;
        const names = typedNames(args, { ...options, ...action.more });
        const token = tokenKind(io);
        const shortage = await shortageText(context.shop, error);
        throw asFailure(error, { url, token, program: typedCommand(io), names, shortage });
      }
    });
}

/** Declares a command that shows one result: as a card, as JSON with `--json`, or the rows of a list with `--csv`. */
export function addCommand<R, A extends Fields = None, O extends Fields = None>(
  group: Command,
  io: Io,
  spec: Call<A, O, R>,
): void {
  return addAction(group, io, {
    ...spec,
    ...(spec.rows && { more: { csv } }),
    run: async (context, input) => {
      const isCsv = spec.rows !== undefined && wantsCsv(context.command, context.json);
      const result = await spec.call(context, input);
      if (isCsv) await csvPrinter(io)(spec.rows?.(result) ?? []);
      else if (context.json) await printLines(io, [asJson(io, result)]);
      else await printLines(io, context.quiet ? idsOf(result) : await spec.show(result, context.view, context));
    },
  });
}

// One line for programs, indented at a terminal.
export const asJson = (io: Io, result: unknown): string =>
  JSON.stringify(result, null, io.stdout.isTTY ? 2 : undefined);
