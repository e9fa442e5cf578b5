-- Initial access tokens (RFC 7591 §3): who holds one may register so many applications.
CREATE TABLE client_invitations (
    id         TEXT PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    policy     TEXT NOT NULL,
    scopes     TEXT NOT NULL,                    -- JSON array: the most they may ask for
    quota      BIGINT NOT NULL,
    used       BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT
);
