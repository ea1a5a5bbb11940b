-- The browser that asked for the account, as a hash; null where none did. In any other one a password is chosen anew.
ALTER TABLE "registrations" ADD COLUMN "browser_hash" TEXT;
