import { ConfigError } from './error.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** Everything invisible, including the line breaks of files edited on Windows. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * A trimmed variable; empty counts as unset. Settings are read from the environment only here, so each has one
 * spelling.
 */
export function readVariable(env: Env, name: string): string | undefined {
  const text = env[name]?.trim();
  if (text !== undefined && UNSEEN.test(text)) {
    throw new ConfigError(name, 'remove line breaks and invisible characters.');
  }
  return text || undefined;
}

/** Parses an integer within bounds. */
export function integer(env: Env, name: string, fallback: number, [min, max]: readonly [number, number]): number {
  const text = readVariable(env, name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d{1,16}$/.test(text) || value < min || value > max) {
    throw new ConfigError(name, `use a whole number from ${min} to ${max}.`);
  }
  return value;
}

/** Parses one of a fixed set of words. */
export function oneOf<W extends string>(env: Env, name: string, words: readonly W[], fallback: W): W {
  const text = readVariable(env, name);
  if (text === undefined) return fallback;
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new ConfigError(name, `use one of ${words.join(', ')}.`);
  return word;
}

export function onOff(env: Env, name: string, fallback: 'on' | 'off'): boolean {
  return oneOf(env, name, ['on', 'off'], fallback) === 'on';
}

/** Parses a comma-separated list; empty when unset. */
export function items(env: Env, name: string): string[] {
  return (
    readVariable(env, name)
      ?.split(',')
      .map((item) => item.trim()) ?? []
  );
}

export interface Rate {
  points: number;
  seconds: number;
}

/** Parses a rate such as `600/60`: calls per seconds. */
export function rate(env: Env, name: string, fallback: Rate): Rate {
  const text = readVariable(env, name);
  if (text === undefined) return fallback;
  const [, points, seconds] = /^(\d{1,9})\/(\d{1,5})$/.exec(text) ?? [];
  const value = { points: Number(points), seconds: Number(seconds) };
  if (!(value.points >= 1 && value.seconds >= 1 && value.seconds <= 86_400)) {
    throw new ConfigError(name, 'use calls/seconds, such as 600/60 for 600 calls a minute; at most 86400 seconds.');
  }
  return value;
}
