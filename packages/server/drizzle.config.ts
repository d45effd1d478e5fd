import { defineConfig } from 'drizzle-kit';
import { dialect } from './src/platform/db/columns.ts';

// `pnpm run migrations` runs this once per dialect: DATABASE_URL selects the column kit.
export default defineConfig({
  dialect: dialect === 'postgres' ? 'postgresql' : 'sqlite',
  schema: './src/schema.ts',
  out: `./migrations/${dialect}`,
  casing: 'snake_case',
});
