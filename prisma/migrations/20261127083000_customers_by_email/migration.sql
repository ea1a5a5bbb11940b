-- The back-office finds a customer by any part of the address. The column is citext, which trigrams do not know.
CREATE INDEX users_email_search ON users USING gin ((email::text) gin_trgm_ops);
