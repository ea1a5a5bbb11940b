-- New words of two enums, in a migration of their own: PostgreSQL lets nobody use them before they are committed.
ALTER TYPE "payment_method" ADD VALUE 'exchange' BEFORE 'none';
ALTER TYPE "refund_reason" ADD VALUE 'exchange';
ALTER TYPE "refund_reason" ADD VALUE 'abandoned_sale';
