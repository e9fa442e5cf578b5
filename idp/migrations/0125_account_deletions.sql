-- Accounts whose holders want them gone: until `due_at` they may change their mind.
CREATE TABLE account_deletions (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    token_hash BYTEA NOT NULL UNIQUE,            -- of the mailed link by which the account is kept
    asked_at   BIGINT NOT NULL,
    due_at     BIGINT NOT NULL
);
CREATE INDEX account_deletions_by_due ON account_deletions (due_at);

-- Accounts that the law forbids to delete for now.
CREATE TABLE legal_holds (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    reason     TEXT NOT NULL,                    -- for the office; never told to the person
    held_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
