import type { Command } from 'commander';
import { cleanLine } from './text.ts';

const WRONG_OPTION = /^error: option '(.+?)' argument '.*' is invalid\. (.*)$/su;
const WRONG_ARGUMENT = /^error: command-argument value '.*' is invalid for argument '(.+?)'\. (.*)$/su;

/** `--price <amount>` of `-p, --price <amount>`. */
const longFlag = (flags: string): string => flags.split(', ').at(-1) ?? flags;

/** What stands behind the last argument: a text without quotes, or a value for an option that takes none. */
function unexpected(command: Command): string {
  const words = command.args.slice(command.registeredArguments.length).map(cleanLine);
  const names = new Set(command.options.map(({ long }) => long));
  const [yes] = command.options
    .filter((option) => names.has(`--no-${option.name()}`) && command.getOptionValue(option.attributeName()) === true)
    .map((option) => option.name());
  const hint =
    yes !== undefined && words.length === 1 && /^(?:yes|no|true|false|on|off)$/i.test(words[0] ?? '')
      ? `type --${yes} for yes and --no-${yes} for no`
      : 'put a text with spaces in quotes';
  return `error: unexpected '${words.join(' ')}'; ${hint}\n`;
}

/** An error of commander in one sentence: it names all that is missing, and what to type instead. */
export function usageError(text: string, command: Command): string {
  const line = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  if (line.startsWith('error: required option')) {
    const missing = command.options.filter(
      (option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined,
    );
    return `error: missing ${missing.map(({ flags }) => longFlag(flags)).join(' ')}; --help lists the options\n`;
  }
  if (line.startsWith('error: too many arguments')) return unexpected(command);
  const [, flags, optionHint] = WRONG_OPTION.exec(line) ?? [];
  if (flags !== undefined) return `error: ${longFlag(flags).replace(/ .*$/, '')}: ${optionHint}\n`;
  const [, name, argumentHint] = WRONG_ARGUMENT.exec(line) ?? [];
  if (name !== undefined) return `error: <${name}>: ${argumentHint}\n`;
  return line.includes('Did you mean') ? `${line}\n` : `${line}; see --help\n`;
}
