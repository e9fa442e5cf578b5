-- A signed-in browser.
CREATE TABLE sessions (
    sid          TEXT PRIMARY KEY,               -- told to relying parties
    token_hash   BYTEA NOT NULL UNIQUE,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    stage        TEXT NOT NULL,                  -- full, enrolling
    acr          TEXT NOT NULL,
    amr          TEXT NOT NULL,                  -- JSON array
    auth_time    BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    locale       TEXT,                           -- language chosen in this session
    ended_at     BIGINT,
    told_at      BIGINT                          -- when the end was handed to the logout outbox
);
CREATE INDEX sessions_by_account ON sessions (account_id);
