-- Passkeys that an account may sign in with.
CREATE TABLE passkeys (
    id            TEXT PRIMARY KEY,
    account_id    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    credential_id BYTEA NOT NULL UNIQUE,         -- of one account only
    credential    TEXT NOT NULL,                 -- JSON: public key, counter, backup flags
    name          TEXT NOT NULL,
    synced        BIGINT NOT NULL,               -- 1: it can leave its device (flag BE)
    created_at    BIGINT NOT NULL,
    last_used_at  BIGINT
);
CREATE INDEX passkeys_by_account ON passkeys (account_id);
-- Challenges that wait for an answer; a row goes when its answer comes, right or wrong.
CREATE TABLE passkey_ceremonies (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL,                    -- create, get
    bound_to   BYTEA NOT NULL,                   -- hash of the visitor or of the session
    state      TEXT NOT NULL,                    -- JSON, the library's
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_ceremonies_by_expiry ON passkey_ceremonies (expires_at);
