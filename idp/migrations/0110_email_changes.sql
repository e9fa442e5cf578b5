-- The address that an account had until a change, reserved while its owner may bring it back (S84).
ALTER TABLE accounts ADD COLUMN former_email TEXT;
ALTER TABLE accounts ADD COLUMN former_key TEXT;
ALTER TABLE accounts ADD COLUMN former_until BIGINT;
CREATE INDEX accounts_by_former ON accounts (former_key);
-- A change of address: asked for, confirmed at the new one, stopped from the old one.
CREATE TABLE email_changes (
    confirm_hash BYTEA PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    old_email    TEXT NOT NULL,
    new_email    TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,                -- of the link to the new address
    confirmed_at BIGINT,
    stop_hash    BYTEA UNIQUE,                   -- of the link to the old address
    stop_until   BIGINT,
    stopped_at   BIGINT
);
CREATE INDEX email_changes_by_account ON email_changes (account_id);
