-- What a person allowed an application of others. One row while it stands; a withdrawn one is gone,
-- and with it everything that named it.
CREATE TABLE consents (
    id           TEXT PRIMARY KEY,
    account_id   TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    client_id    TEXT NOT NULL,
    client_name  TEXT NOT NULL,                  -- as the person read it; its file may go
    scopes       TEXT NOT NULL,                  -- JSON array
    resources    TEXT NOT NULL,                  -- JSON array
    given_at     BIGINT NOT NULL,
    last_used_at BIGINT,
    UNIQUE (account_id, client_id)
);
