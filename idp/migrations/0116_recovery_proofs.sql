-- The first proof of who has lost the second factor: the password, or a mailed link (S92).
CREATE TABLE recovery_proofs (
    holder_hash BYTEA PRIMARY KEY,               -- of the visitor cookie, or of the link's token
    account_id  TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    by_link     BIGINT NOT NULL,                 -- 1: good only while the account has no password
    began_at    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL
);
CREATE INDEX recovery_proofs_by_account ON recovery_proofs (account_id);
