import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';

// With the JavaScript engine nothing is downloaded: `prisma generate` and `prisma migrate diff` work offline.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL ?? 'postgresql://localhost/foyer' }),
});
