-- How staff get their roles: by a mailed link, for one address, used once.
CREATE TABLE invitations (
    id           TEXT PRIMARY KEY,               -- in the admin API; opens nothing
    token_hash   BYTEA NOT NULL UNIQUE,
    email        TEXT NOT NULL,
    email_key    TEXT NOT NULL,
    roles        TEXT NOT NULL,                  -- JSON array
    invited_by   TEXT,                           -- none: the operator
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT,
    withdrawn_at BIGINT                          -- also when a newer one took its place
);
CREATE INDEX invitations_by_email ON invitations (email_key);
CREATE INDEX invitations_by_expiry ON invitations (expires_at);
