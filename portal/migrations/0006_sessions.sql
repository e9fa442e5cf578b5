-- A signed-in browser. The row goes when the session ends, and the tokens with it.
CREATE TABLE sessions (
    id                 TEXT PRIMARY KEY,
    token_hash         BYTEA NOT NULL UNIQUE,
    resident_id        TEXT NOT NULL REFERENCES residents (id) ON DELETE CASCADE,
    sub                TEXT NOT NULL,
    sid                TEXT,                     -- the provider's session
    acr                TEXT NOT NULL,
    auth_time          BIGINT NOT NULL,
    issued_at          BIGINT NOT NULL,          -- of the ID token, by the provider's clock
    tokens             BYTEA NOT NULL,           -- sealed
    access_expires_at  BIGINT NOT NULL,
    refresh_claimed_at BIGINT,                   -- one request refreshes at a time
    created_at         BIGINT NOT NULL,
    last_seen_at       BIGINT NOT NULL
);
CREATE INDEX sessions_by_resident ON sessions (resident_id);
CREATE INDEX sessions_by_sid ON sessions (sid);
CREATE INDEX sessions_by_sub ON sessions (sub);

-- Logins that the provider has ended: tokens issued until then are refused.
CREATE TABLE ended_logins (
    kind     TEXT NOT NULL,                      -- sid, sub
    value    TEXT NOT NULL,
    ended_at BIGINT NOT NULL,                    -- by the provider's clock
    PRIMARY KEY (kind, value)
);

-- Logout tokens that have been acted on: each counts once.
CREATE TABLE logout_tokens (
    jti        TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX logout_tokens_by_expiry ON logout_tokens (expires_at);
