import { hasChromium } from '../../client/test/testing/chromium.ts';
import { buildCounter } from '../build.ts';

/** Builds the app that the stories open. */
export async function setup(): Promise<void> {
  if (hasChromium) await buildCounter();
}
