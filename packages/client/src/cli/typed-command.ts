import { type Io, variable } from './io.ts';
import { quoted } from './text.ts';

/**
 * How this command was started: `./shop` in a clone, `npx shop` in a project, else `shop`. Hints name it, so that they
 * work as printed.
 */
export function typedCommand(io: Io): string {
  // The clone's script says how it was called; npx says which program it runs.
  const script = variable(io, 'SHOP_COMMAND');
  if (script !== undefined) return quoted(script);
  return io.env['npm_lifecycle_event'] === 'npx' && io.env['npm_lifecycle_script'] === 'shop' ? 'npx shop' : 'shop';
}
