import './process/node-version.cjs';

// Imported late, so that an old Node reports its version before it fails to load this file.
const { serve } = await import('./process/serve.ts');
await serve();
