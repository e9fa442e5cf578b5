-- What the office sees of an account beside its ways in.
ALTER TABLE accounts ADD COLUMN last_sign_in_at BIGINT;
-- Why it was deactivated and whose deed that was (none: the operator's); never told to the person.
ALTER TABLE accounts ADD COLUMN deactivated_reason TEXT;
ALTER TABLE accounts ADD COLUMN deactivated_by TEXT;
