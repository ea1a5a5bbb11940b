-- The back-office's lists and searches, by an index each, whatever the years have piled up.
CREATE INDEX "audit_entries_action_id_idx" ON "audit_entries"("action", "id");
CREATE INDEX "audit_entries_actor_id_idx" ON "audit_entries"("actor", "id");
-- Guests are nobody's: the most entries are not in it.
CREATE INDEX audit_entries_of_people ON audit_entries (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX "users_role_created_at_idx" ON "users"("role", "created_at");
CREATE INDEX "users_role_name_idx" ON "users"("role", "name");
CREATE INDEX users_search ON users USING gin (name gin_trgm_ops);
CREATE INDEX users_with_pin ON users (name, id) WHERE pin_hash IS NOT NULL;
-- The few screenings that are off: their orders are looked after every minute.
CREATE INDEX screenings_cancelled ON screenings (id) WHERE status = 'cancelled';
