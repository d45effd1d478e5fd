import type { Command } from 'commander';

const WRONG_OPTION = /^error: option '(.+?)' argument '.*' is invalid\. (.*)$/su;
const WRONG_ARGUMENT = /^error: command-argument value '.*' is invalid for argument '(.+?)'\. (.*)$/su;

/** `--price <amount>` of `-p, --price <amount>`. */
const longFlag = (flags: string): string => flags.split(', ').at(-1) ?? flags;

/** An error of commander in one sentence: it names all that is missing, and what to type instead. */
export function usageError(text: string, command: Command): string {
  const line = text.trim().replaceAll(/\s*\n\s*/g, ' ');
  if (line.startsWith('error: required option')) {
    const missing = command.options.filter(
      (option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined,
    );
    return `error: add ${missing.map(({ flags }) => longFlag(flags)).join(' ')}\n`;
  }
  const [, flags, optionHint] = WRONG_OPTION.exec(line) ?? [];
  if (flags !== undefined) return `error: ${longFlag(flags).replace(/ .*$/, '')}: ${optionHint}\n`;
  const [, name, argumentHint] = WRONG_ARGUMENT.exec(line) ?? [];
  if (name !== undefined) return `error: <${name}>: ${argumentHint}\n`;
  return line.includes('Did you mean') ? `${line}\n` : `${line}; --help lists what there is\n`;
}
