-- What a person (or a client for itself) allowed a client. Everything that a grant produced
-- dies with it.
CREATE TABLE grants (
    id         TEXT PRIMARY KEY,
    account_id TEXT REFERENCES accounts (id) ON DELETE CASCADE,  -- none: the client itself
    client_id  TEXT NOT NULL,
    sid        TEXT,                             -- the session in which it was allowed
    scope      TEXT NOT NULL,
    resources  TEXT NOT NULL,                    -- JSON array of audiences beside the issuer
    acr        TEXT,
    amr        TEXT NOT NULL,                    -- JSON array
    auth_time  BIGINT,
    offline_at BIGINT,                           -- when it was allowed to outlive its session
    created_at BIGINT NOT NULL,
    used_at    BIGINT NOT NULL,                  -- written by every exchange: a lock
    revoked_at BIGINT
);
CREATE INDEX grants_by_account ON grants (account_id);
CREATE INDEX grants_by_sid ON grants (sid);
CREATE INDEX grants_by_age ON grants (created_at);

CREATE TABLE codes (
    code_hash    BYTEA PRIMARY KEY,
    grant_id     TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,                  -- byte for byte
    challenge    TEXT NOT NULL,                  -- PKCE, S256
    nonce        TEXT,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT
);
CREATE INDEX codes_by_grant ON codes (grant_id);
CREATE INDEX codes_by_expiry ON codes (expires_at);

CREATE TABLE access_tokens (
    token_hash BYTEA PRIMARY KEY,
    grant_id   TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    audience   TEXT NOT NULL,
    scope      TEXT NOT NULL,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX access_tokens_by_grant ON access_tokens (grant_id);
CREATE INDEX access_tokens_by_expiry ON access_tokens (expires_at);

-- A family is all of one grant.
CREATE TABLE refresh_tokens (
    token_hash BYTEA PRIMARY KEY,
    grant_id   TEXT NOT NULL REFERENCES grants (id) ON DELETE CASCADE,
    issued_at  BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT                            -- when its successor was made
);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);
