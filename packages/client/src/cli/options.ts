import { Argument, type Command, Option } from 'commander';
import type { Shop } from './connect.ts';
import { Failure, status } from './failure.ts';
import { type Field, type Fields, TypedName, type Values, choice, several } from './fields.ts';

function optionOf(field: Field<unknown>): Option {
  const option = new Option(field.flags, field.about).makeOptionMandatory(field.required);
  if (field.kind !== 'value') return option;
  if (field.choices) option.choices(field.choices);
  return option.argParser((typed, before) => field.read(typed, before));
}

function argumentOf(field: Field<unknown>): Argument {
  const argument = new Argument(field.flags, field.about);
  if (field.choices) argument.choices(field.choices);
  return argument.argParser((typed, before) => field.read(typed, before));
}

const longName = (flags: string): string => new Option(flags).name();

function clearable(fields: Fields): Map<string, string> {
  return new Map(
    Object.entries(fields)
      .filter(([, each]) => each.clears)
      .map(([member, each]) => [longName(each.flags), member]),
  );
}

/** Declares the fields as options of the command, with `--clear` if one can be cleared. */
export function addOptions(command: Command, fields: Fields): void {
  for (const each of Object.values(fields)) {
    command.addOption(optionOf(each));
    if (each.kind === 'yesNo')
      command.addOption(new Option(`--no-${longName(each.flags)}`, `the opposite of --${longName(each.flags)}`));
  }
  const names = [...clearable(fields).keys()];
  if (names.length === 0) return;
  const clear = several(choice('--clear <name>', 'clear this field; can be repeated', names));
  command.addOption(optionOf({ ...clear, required: false }));
}

/** Declares the fields as arguments of the command, in their order. */
export function addArguments(command: Command, fields: Fields): void {
  for (const each of Object.values(fields)) command.addArgument(argumentOf(each));
}

/** The typed input: only the members given, `null` for cleared ones. */
export function readInput<A extends Fields, O extends Fields>(command: Command, args: A, options: O) {
  const input: Record<string, unknown> = {};
  for (const [index, member] of Object.keys(args).entries()) input[member] = command.processedArgs[index];
  for (const [member, each] of Object.entries(options)) {
    const value: unknown = command.getOptionValue(new Option(each.flags).attributeName());
    if (value !== undefined) input[member] = value;
  }
  for (const name of command.opts<{ clear?: string[] }>().clear ?? []) {
    const member = clearable(options).get(name);
    if (member === undefined) continue;
    if (input[member] !== undefined) {
      throw new Failure(status.usage, `Use either --${name} or --clear ${name}, not both.`);
    }
    input[member] = null;
  }
  // Commander holds the results of the fields' `read`, but loses their types.
  return input as Values<A> & Values<O>;
}

/** The input with ids instead of names. */
export async function withIds<T extends object>(shop: Shop, fields: Fields, input: T): Promise<T> {
  const found = await Promise.all(
    Object.entries(input).map(async ([member, value]: [string, unknown]): Promise<[string, unknown]> => {
      const find = fields[member]?.find;
      const idOf = (each: unknown) => (find && each instanceof TypedName ? find(shop, each.word) : each);
      return [member, Array.isArray(value) ? await Promise.all(value.map(idOf)) : await idOf(value)];
    }),
  );
  return { ...input, ...Object.fromEntries(found) };
}

/** How each member is typed, for error messages. */
export function typedNames(args: Fields, options: Fields): Map<string, string> {
  return new Map([
    ...Object.entries(args).map(([member, { flags }]): [string, string] => [member, flags.replace('...', '')]),
    ...Object.entries(options).map(([member, { flags }]): [string, string] => [member, `--${longName(flags)}`]),
  ]);
}
