-- 16. The audit log only grows. Of a customer who leaves, the network address may be taken out; nothing else, and of nobody else.
CREATE OR REPLACE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.actor = 'customer' AND NEW.address IS NULL
    AND to_jsonb(NEW) - 'address' = to_jsonb(OLD) - 'address' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_entries_only_grow';
END $$;
