import { defineConfig } from 'prisma/config';

// Only Prisma's own CLI reads this: Lavalamp migrates by itself at its start (see src/store/migrations.ts).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
