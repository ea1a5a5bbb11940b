import { PrismaPg } from '@prisma/adapter-pg';
import { defineConfig } from 'prisma/config';

// `prisma generate` never connects, but takes an unset address for a broken schema, and that for a missing download.
process.env.DATABASE_URL ||= 'postgresql://127.0.0.1/foyer';

// With the JavaScript engine nothing is downloaded: `prisma generate` and `prisma migrate diff` work offline.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL }),
});
