/** An invalid setting: one line that names the variable and the expected value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`);
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
