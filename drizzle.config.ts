import { defineConfig } from 'drizzle-kit';

/** `npm run migration` writes the SQL that leads from the last migration to `tables.ts`. */
export default defineConfig({ dialect: 'postgresql', schema: './src/record/tables.ts', out: './migrations' });
