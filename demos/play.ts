import { createShopClient, isShopError, isShopUnreachable } from '@mechanic-shop/client';

/** The server that the demos use. */
export const url = process.env['SHOP_URL'] || 'http://127.0.0.1:4000';

/** A client with its own session, one for each person in the story. */
export const visitor = () => createShopClient({ url });

/** The accounts of the demo shop, which `npm start` prints. */
export const demoMechanic = { email: 'mechanic@demo.example', password: 'demo-spanner' };
export const demoOwner = { email: 'owner@demo.example', password: 'demo-spanner' };

/** An unused e-mail, so that a demo can run repeatedly. */
export const newEmail = (name: string): string => `${name}.${Date.now().toString(36)}@example.com`;

/** Describes a failure in one line, as your own program could. */
function lineOf(error: unknown): string {
  if (isShopUnreachable(error)) {
    return `No shop answers at ${url}. Start the demo shop with "npm start", or set SHOP_URL to another one.`;
  }
  if (isShopError(error, 'INVALID_CREDENTIALS')) {
    return `The shop at ${url} does not know the demo accounts. Start the demo shop with "npm start".`;
  }
  if (isShopError(error)) return `The shop refused (${error.data.reason}): ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** Runs a story. If it fails, prints why and exits with 1. */
export async function play(story: () => Promise<void>): Promise<void> {
  try {
    await story();
  } catch (error) {
    console.error(lineOf(error));
    process.exitCode = 1;
  }
}
