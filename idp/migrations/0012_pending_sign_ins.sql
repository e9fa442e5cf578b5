-- The password was right, the code is still to come: one a browser.
CREATE TABLE pending_sign_ins (
    visitor_hash BYTEA PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    began_at     BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);
CREATE INDEX pending_sign_ins_by_expiry ON pending_sign_ins (expires_at);
