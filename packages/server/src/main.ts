import './process/node-version.cjs';

// Only now, so that an old Node hears what is wrong before it loads what it cannot.
const { serve } = await import('./process/serve.ts');
await serve();
