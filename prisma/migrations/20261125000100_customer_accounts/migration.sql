-- Where a customer likes to sit; the best seats are looked for near there.
CREATE TYPE "seat_depth" AS ENUM ('front', 'middle', 'back');
ALTER TABLE "users" ADD COLUMN "seat_depth" "seat_depth", ADD COLUMN "seat_aisle" BOOLEAN NOT NULL DEFAULT false;

-- What a person needs to tell one of their logins from another.
ALTER TABLE "sessions" ADD COLUMN "user_agent" TEXT, ADD COLUMN "address" TEXT,
  ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Letters bring other links than invitations now. An address that is being changed to waits in the link to it.
CREATE TYPE "link_purpose" AS ENUM ('invitation', 'reset_password', 'change_email');
ALTER TABLE "account_links" ADD COLUMN "purpose" "link_purpose" NOT NULL DEFAULT 'invitation', ADD COLUMN "email" CITEXT;
ALTER TABLE "account_links" ALTER COLUMN "purpose" DROP DEFAULT;
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_new_email" CHECK ((purpose = 'change_email') = (email IS NOT NULL));

-- Somebody wants an account; it comes to be when the link in the letter is opened.
CREATE TABLE "registrations" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "registrations_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "registrations_email_created_at_idx" ON "registrations"("email", "created_at");

-- A login of an API client. Its refresh token carries the generation; an older one that comes again ends the family.
CREATE TABLE "token_families" (
    "id" UUID NOT NULL,
    "user_id" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,
    "address" TEXT,

    CONSTRAINT "token_families_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "token_families_user_id_idx" ON "token_families"("user_id");
ALTER TABLE "token_families" ADD CONSTRAINT "token_families_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Orders that a guest placed are found by their address when it becomes an account's.
CREATE INDEX orders_of_guests ON orders (lower(email)) WHERE user_id IS NULL;
