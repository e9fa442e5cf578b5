-- The consent that a grant stands on: without it in `consents` the grant is dead.
ALTER TABLE grants ADD COLUMN consent_id TEXT;
