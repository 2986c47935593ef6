import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/database/*.table.ts',
    './src/entities/**/*.table.ts',
    './src/ingest/*.table.ts',
    './src/documents/*.table.ts',
  ],
  out: './migrations',
});
