-- Who registers with an official identity has no password; who signs in with one that had a single
-- factor is asked for the code of the account.
ALTER TABLE sign_ups ADD COLUMN identity BYTEA;        -- sealed; then phc is empty
ALTER TABLE pending_sign_ins ADD COLUMN service TEXT;  -- none: the password was right
